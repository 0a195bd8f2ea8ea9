import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Download } from "lucide-react";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { consultationState } from "#core/outcome/consultation.ts";
import { knownZone } from "#core/text/time-zone.ts";
import { dayOf, momentOf, wallTime } from "#core/text/wall-clock.ts";
import { call, urlOf } from "../api/call.ts";
import { forumZone } from "../api/forum-zone.ts";
import { keys } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { useFormatDeadline } from "../components/format.tsx";
import { notifyAndRefresh, undoBy, type UndoCall } from "../components/toasts.ts";
import { formatMessage, richMessage, word } from "../page-parts/messages.ts";
import { RecipientsChoice } from "../recipients/RecipientsPreview.tsx";
import type { Terms } from "./ConsultationNote.tsx";
import "./consultation.css";

/** Default length of a consultation, in days. */
const usualDays = 14;

/**
 * Lets the secretariat set when a version is open to comments, and whether comments are hidden from others until it
 * closes.
 */
export function ConsultationDialog({ version, onClose }: { version: ListedVersion; onClose: () => void }): ReactNode {
  const terms = version.consultation?.terms ?? null;
  // An unchanged time keeps its seconds, which the fields do not show.
  const [first] = useState(() => terms ?? usualTerms());
  const [opensAt, setOpensAt] = useState<string | null>(first.opensAt);
  const [closesAt, setClosesAt] = useState(first.closesAt);
  const [blind, setBlind] = useState(terms?.blind ?? false);
  const [notify, setNotify] = useState(true);
  const writes = useConsultationWrites(version, notify);
  const backwards = opensAt !== null && closesAt !== null && Date.parse(closesAt) <= Date.parse(opensAt);
  const remove = async (): Promise<void> => {
    if (await writes.remove()) onClose();
  };
  return (
    <ConfirmDialog
      title={terms ? messages.changeConsultation : messages.openConsultation}
      act={terms ? messages.saveChanges : messages.saveConsultation}
      ready={opensAt !== null && closesAt !== null && !backwards}
      onConfirm={() => (opensAt !== null && closesAt !== null ? writes.set({ opensAt, closesAt, blind }) : false)}
      onClose={onClose}
    >
      <p>{richMessage(messages.consultationAbout, { draft: <bdi>{version.label}</bdi> })}</p>
      <MomentField label={messages.opensField} first={first.opensAt} moment={opensAt} onChange={setOpensAt} />
      <MomentField label={messages.closesField} first={first.closesAt} moment={closesAt} onChange={setClosesAt} />
      {backwards && (
        <p className="field-error" role="alert">
          {messages.closesBeforeOpening}
        </p>
      )}
      <label className="consultation-blind">
        <input type="checkbox" checked={blind} onChange={({ target }) => setBlind(target.checked)} />
        <span>
          {messages.blindField}
          <br />
          <span className="quiet small">{word("consultation-blind")}</span>
        </span>
      </label>
      {closesAt !== null && (
        <RecipientsChoice
          act={{ kind: "consultation-set", version: version.id, closesAt }}
          notify={notify}
          onChange={setNotify}
        />
      )}
      {terms && !hasClosed(terms) && (
        <p>
          <a href={urlOf("exportInvitation", { params: { version: version.address } })} download>
            <Download size={14} aria-hidden /> {messages.saveInvitation}
          </a>
          <br />
          <span className="quiet small">{messages.invitationAbout}</span>
        </p>
      )}
      {terms && (
        <p>
          <button type="button" className="link-button" onClick={() => void remove()}>
            {messages.removeConsultation}
          </button>
        </p>
      )}
    </ConfirmDialog>
  );
}

/** Returns whether a consultation closed, by this device's clock. The server refuses a letter for one that did. */
function hasClosed(terms: Terms): boolean {
  return consultationState(terms, new Date()) === "closed";
}

/** A field for a time in the forum's zone, with the zone and the reader's own time below. */
function MomentField({
  label,
  first,
  moment,
  onChange,
}: {
  label: string;
  /** The time at the start (ISO 8601). */
  first: string | null;
  /** The time now; null if the field has none. */
  moment: string | null;
  onChange: (moment: string | null) => void;
}): ReactNode {
  const formatDeadline = useFormatDeadline();
  const zone = forumZone();
  return (
    <label className="field dialog-field">
      <span className="field-label">{formatMessage(messages.inForumZone, { label, zone: knownZone(zone) })}</span>
      <input
        type="datetime-local"
        defaultValue={first === null ? "" : wallTime(first, zone).slice(0, 16)}
        required
        onChange={({ target }) => onChange(readField(target.value))}
      />
      <span className="quiet small">{moment === null ? messages.momentMissing : formatDeadline(moment)}</span>
    </label>
  );
}

/** Returns the time in such a field (ISO 8601, UTC); null if it is empty or invalid. */
function readField(value: string): string | null {
  const moment = momentOf(value, forumZone());
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

/** Returns the default times: from now until 17:00 in two weeks. */
function usualTerms(): { opensAt: string; closesAt: string | null } {
  const now = Date.now();
  const lastDay = dayOf(now + usualDays * 86_400_000, forumZone());
  return { opensAt: new Date(now).toISOString(), closesAt: readField(`${lastDay}T17:00`) };
}

/** Sets or removes the consultation on a version. Each resolves to whether it succeeded. */
interface ConsultationWrites {
  set: (terms: Terms) => Promise<boolean>;
  remove: () => Promise<boolean>;
}

function useConsultationWrites(
  { address, documentId, consultation }: ListedVersion,
  notify: boolean,
): ConsultationWrites {
  const client = useQueryClient();
  const revision = consultation?.revision ?? 0;
  return useMemo(() => {
    const params = { version: address };
    const act = notifyAndRefresh(client, ["annotations"], ["version"], keys.library, keys.document(documentId));
    const undo = (after: ListedVersion): UndoCall =>
      undoBy(
        "undoConsultation",
        { params, body: { revision: after.consultation?.revision ?? 0 } },
        messages.consultationUndone,
      );
    return {
      set: (terms) =>
        act(
          () => call("setConsultation", { params, body: { revision, notify, ...terms } }),
          messages.consultationSaved,
          undo,
        ),
      remove: () =>
        act(
          () => call("callOffConsultation", { params, body: { revision, notify } }),
          messages.consultationRemoved,
          undo,
        ),
    };
  }, [client, address, documentId, revision, notify]);
}
