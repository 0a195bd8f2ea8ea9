import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Audience, MailedAct, ShownAnnouncement } from "#core/contract/announcement-operations.ts";
import { announcementsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";
import { RecipientsPreview } from "../recipients/RecipientsPreview.tsx";
import { GroupOptions, useActiveOrganisations } from "../settings/parts/ListOptions.tsx";
import { Options } from "../settings/parts/Options.tsx";

/** Key of the list of announcements. */
export const announcementsKey = ["announcements"] as const;

/** What the dialog begins with. */
interface Begun {
  to: Audience;
  subject: string;
  text: string;
}

/** Writes an announcement. It is sent after its recipients and its message were shown. */
export function AnnounceDialog({
  title = messages.write,
  notice = null,
  begun,
  onClose,
}: {
  title?: string;
  /** A sentence above the preview, for example when the last message was sent. */
  notice?: string | null;
  begun: Begun;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const [fields, setFields] = useState(begun);
  const [shown, setShown] = useState<MailedAct | null>(begun.text === "" ? null : { kind: "announcement", ...begun });
  const { to, subject, text } = fields;
  const change = (next: Partial<Begun>): void => {
    setFields({ ...fields, ...next });
    // What is sent is what was shown.
    setShown(null);
  };
  const isComplete =
    subject.trim() !== "" &&
    text.trim() !== "" &&
    (to.kind === "group" ? to.group !== "" : to.kind !== "organisations" || to.organisationIds.length > 0);
  const act = notifyAndRefresh(client, announcementsKey);
  const undo = ({ id }: ShownAnnouncement) =>
    undoBy("withdrawAnnouncement", { params: { announcement: id } }, messages.notSent);
  const send = (): Promise<boolean> =>
    act(() => call("announce", { body: { to, subject, text } }), messages.written, undo);
  return (
    <ConfirmDialog title={title} act={messages.send} ready={shown !== null} onConfirm={send} onClose={onClose}>
      {notice !== null && <p className="remark">{notice}</p>}
      {to.kind !== "not-answered" && to.kind !== "letters" && (
        <AudienceFields to={to} onChange={(next) => change({ to: next })} />
      )}
      <label className="field dialog-field">
        <span className="field-label">{messages.subjectField}</span>
        <input
          dir="auto"
          maxLength={200}
          value={subject}
          onChange={({ target }) => change({ subject: target.value })}
        />
      </label>
      <label className="field dialog-field">
        <span className="field-label">{messages.textField}</span>
        <textarea
          dir="auto"
          rows={8}
          maxLength={10_000}
          value={text}
          onChange={({ target }) => change({ text: target.value })}
        />
        <span className="quiet small">{messages.textAbout}</span>
      </label>
      {shown ? (
        <RecipientsPreview act={shown} />
      ) : (
        <p className="dialog-field">
          <button
            type="button"
            className="button"
            disabled={!isComplete}
            onClick={() => setShown({ kind: "announcement", to, subject: subject.trim(), text: text.trim() })}
          >
            {messages.preview}
          </button>
        </p>
      )}
    </ConfirmDialog>
  );
}

/** Chooses whom an announcement is for. */
function AudienceFields({ to, onChange }: { to: Audience; onChange: (to: Audience) => void }): ReactNode {
  const organisations = useActiveOrganisations();
  const chosen = to.kind === "organisations" ? to.organisationIds : [];
  const choose = (kind: string): void => {
    if (kind === "group") onChange({ kind, group: "" });
    else onChange(kind === "organisations" ? { kind, organisationIds: [] } : { kind: "everybody" });
  };
  return (
    <>
      <label className="field">
        <span className="field-label">{messages.toField}</span>
        <select value={to.kind} onChange={({ target }) => choose(target.value)}>
          <Options
            of={[
              ["everybody", messages.toEverybody],
              ["group", messages.toGroup],
              ["organisations", messages.toOrganisations],
            ]}
          />
        </select>
      </label>
      {to.kind === "group" && (
        <label className="field dialog-field">
          <span className="field-label">{messages.groupField}</span>
          <select value={to.group} onChange={({ target }) => onChange({ kind: "group", group: target.value })}>
            <option value="" />
            <GroupOptions />
          </select>
        </label>
      )}
      {to.kind === "organisations" && (
        <fieldset className="announce-organisations dialog-field">
          <legend className="field-label">{messages.organisationsField}</legend>
          {organisations.map(({ id, shortName, name }) => (
            <label key={id} title={name}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) =>
                  onChange({
                    kind: "organisations",
                    organisationIds: target.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
                  })
                }
              />
              <bdi>{shortName}</bdi>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
