import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { positions, type Position } from "#core/annotate/reply.ts";
import type { NewReply } from "#core/contract/annotation-operations.ts";
import { newId } from "../api/new-id.ts";
import { headWord } from "../components/words.ts";
import { useKeptText } from "./kept-text.ts";

/** Answers a thread, with a position or without. A position alone is an answer too. */
export function ReplyForm({
  participantId,
  annotation,
  onSend,
  onClose,
}: {
  /** Who answers; null for the public. */
  participantId: string | null;
  /** Id of the annotation answered. */
  annotation: string;
  onSend: (reply: NewReply) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [text, setText, forget] = useKeptText(participantId, `reply/${annotation}`, "");
  const [position, setPosition] = useState<Position | null>(null);
  const [id] = useState(newId);
  const [sending, setSending] = useState(false);
  const ready = text.trim() !== "" || position !== null;

  const send = async (): Promise<void> => {
    if (!ready) return;
    setSending(true);
    const done = await onSend({ id, text: text.trim(), position });
    setSending(false);
    if (!done) return;
    forget();
    onClose();
  };
  return (
    <form
      className="reply-form"
      aria-label="Reply"
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
      <label className="field">
        <span className="field-label">Reply</span>
        <textarea autoFocus dir="auto" value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      <label className="field">
        <span className="field-label">Position</span>
        <select
          className="input"
          value={position ?? ""}
          onChange={({ target }) => setPosition(positions.find((known) => known === target.value) ?? null)}
        >
          <option value="">None</option>
          {positions.map((known) => (
            <option key={known} value={known}>
              {headWord(`position-${known}`)}
            </option>
          ))}
        </select>
      </label>
      <div className="composer-actions">
        <Button className="button button-quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button className="button button-primary" type="submit" isDisabled={!ready || sending}>
          Reply
        </Button>
      </div>
    </form>
  );
}
