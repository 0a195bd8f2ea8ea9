import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Download } from "lucide-react";
import { Button } from "react-aria-components";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import * as messages from "#core/messages/documents-page.en.ts";
import { consultationState } from "#core/outcome/consultation.ts";
import { call, urlOf } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { richMessage, word } from "../page-parts/messages.ts";
import { notifyAndRefresh } from "../components/toasts.ts";
import { fromLocalField, formatInBothZones, toLocalField } from "./ConsultationNote.tsx";
import type { Terms } from "./use-consultation-clock.ts";
import "./consultation.css";

/** Default length of a consultation, in days. */
const usualDays = 14;

/**
 * Lets the secretariat set when a version is open to comments, and whether comments are hidden from others until it
 * closes.
 */
export function ConsultationDialog({ version, onClose }: { version: ListedVersion; onClose: () => void }): ReactNode {
  const terms = version.consultation?.terms ?? null;
  const [opens, setOpens] = useState(() => toLocalField(terms ? new Date(terms.opensAt) : new Date()));
  const [closes, setCloses] = useState(() => toLocalField(terms ? new Date(terms.closesAt) : usualEnd()));
  const [blind, setBlind] = useState(terms?.blind ?? false);
  const writes = useConsultationWrites(version);
  const [opensAt, closesAt] = [fromLocalField(opens), fromLocalField(closes)];
  const backwards = opensAt !== null && closesAt !== null && closesAt <= opensAt;
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
      <MomentField label={messages.opensField} value={opens} moment={opensAt} onChange={setOpens} />
      <MomentField label={messages.closesField} value={closes} moment={closesAt} onChange={setCloses} />
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
          <Button className="link-button" onPress={() => void remove()}>
            {messages.removeConsultation}
          </Button>
        </p>
      )}
    </ConfirmDialog>
  );
}

/** Returns whether a consultation closed, by this device's clock. The server refuses a letter for one that did. */
function hasClosed(terms: Terms): boolean {
  return consultationState(terms, new Date()) === "closed";
}

/** A field for a time in the reader's time zone, with the same time in UTC below. */
function MomentField({
  label,
  value,
  moment,
  onChange,
}: {
  label: string;
  value: string;
  moment: string | null;
  onChange: (value: string) => void;
}): ReactNode {
  return (
    <label className="field dialog-field">
      <span className="field-label">{richMessage(messages.inYourTime, { label })}</span>
      <input type="datetime-local" value={value} required onChange={({ target }) => onChange(target.value)} />
      <span className="quiet small">{moment === null ? messages.momentMissing : formatInBothZones(moment)}</span>
    </label>
  );
}

/** Returns the default end: two weeks from now, at 17:00. */
function usualEnd(): Date {
  const end = new Date();
  end.setDate(end.getDate() + usualDays);
  end.setHours(17, 0, 0, 0);
  return end;
}

/** Sets or removes the consultation on a version. Each resolves to whether it succeeded. */
interface ConsultationWrites {
  set: (terms: Terms) => Promise<boolean>;
  remove: () => Promise<boolean>;
}

function useConsultationWrites({ address, documentId, consultation }: ListedVersion): ConsultationWrites {
  const client = useQueryClient();
  const revision = consultation?.revision ?? 0;
  return useMemo(() => {
    const params = { version: address };
    const act = notifyAndRefresh(client, ["annotations"], ["version"], keys.library, keys.document(documentId));
    const undo = (after: ListedVersion): Promise<boolean> =>
      act(
        () => call("undoConsultation", { params, body: { revision: after.consultation?.revision ?? 0 } }),
        messages.consultationUndone,
      );
    return {
      set: (terms) =>
        act(() => call("setConsultation", { params, body: { revision, ...terms } }), messages.consultationSaved, undo),
      remove: () =>
        act(() => call("callOffConsultation", { params, body: { revision } }), messages.consultationRemoved, undo),
    };
  }, [client, address, documentId, revision]);
}
