import { useState, type ReactNode } from "react";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { positions, type Position, type Reply } from "#core/discuss/reply.ts";
import type { NewReply } from "#core/contract/reply-operations.ts";
import { threads as messages } from "#core/messages/catalogues.ts";
import { newId } from "../../api/actor.ts";
import { headWord } from "../../page-parts/messages.ts";
import { MentionField } from "../../mentions/MentionField.tsx";
import { NotSent } from "../speak/UnsentTexts.tsx";
import { focusOnMount } from "../../components/focus.ts";
import { useStoredText } from "../../components/stored-text.ts";
import { AmendmentFields, useAmendment } from "./AmendmentFields.tsx";

/**
 * Writes or edits a reply, with or without a position. A position alone is also a reply. A reply to a proposal can amend
 * its wording.
 */
export function ReplyForm({
  participantId,
  storageKey,
  before,
  operations,
  onSend,
  onClose,
}: {
  /** Id of the person who replies; null for the public. */
  participantId: string | null;
  /** Storage key for the text until it is sent. */
  storageKey: string;
  /** The reply being edited; omitted for a new one. */
  before?: Pick<Reply, "text" | "position" | "amendment">;
  /** The operations of the proposal that it answers; empty for a comment. */
  operations: readonly ProposalOperation[];
  onSend: (reply: NewReply) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [text, setText, forget] = useStoredText(participantId, storageKey, before?.text ?? "");
  const [position, setPosition] = useState<Position | null>(before?.position ?? null);
  const [id] = useState(newId);
  const [sending, setSending] = useState<"no" | "now" | "failed">("no");
  const amendment = useAmendment({
    ...{ participantId, before, operations, position },
    storageKey: `${storageKey}/amendment`,
  });
  const hasContent = text.trim() !== "" || position !== null || amendment.parts.length > 0;
  const ready = hasContent && !amendment.deletesAll;

  const send = async (): Promise<void> => {
    if (!ready || sending === "now") return;
    setSending("now");
    const done = await onSend({ id, text: text.trim(), position, ...amendment.sent });
    setSending(done ? "no" : "failed");
    if (!done) return;
    forget();
    amendment.forget();
    onClose();
  };
  return (
    <form
      className="reply-form"
      aria-label={before ? messages.editReply : messages.reply}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
        if (event.key === "Escape") {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <MentionField label={messages.reply} ref={focusOnMount} value={text} onText={setText} />
      <label className="field">
        <span className="field-label">{messages.positionField}</span>
        <select
          className="input"
          value={position ?? ""}
          onChange={({ target }) => setPosition(positions.find((candidate) => candidate === target.value) ?? null)}
        >
          <option value="">{messages.noPosition}</option>
          {positions.map((candidate) => (
            <option key={candidate} value={candidate}>
              {headWord(`position-${candidate}`)}
            </option>
          ))}
        </select>
      </label>
      <AmendmentFields amendment={amendment} />
      {sending === "failed" && <NotSent editing={before !== undefined} />}
      <div className="composer-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {messages.cancel}
        </button>
        <button className="button button-primary" type="submit" disabled={!ready || sending === "now"}>
          {before ? messages.save : messages.reply}
        </button>
      </div>
    </form>
  );
}
