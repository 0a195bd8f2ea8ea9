import { type ReactNode, useId, useState } from "react";
import * as messages from "#core/messages/account-pages.en.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { formatMessage } from "../page-parts/messages.ts";

/** Asks for the note with which a comment or reply goes back to its author. */
export function SendBackDialog({
  name,
  isReply,
  onSend,
  onClose,
}: {
  /** The author. */
  name: string;
  isReply: "yes" | "no";
  /** Resolves to whether the comment was sent back. */
  onSend: (note: string) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [note, setNote] = useState("");
  const about = useId();
  return (
    <ConfirmDialog
      title={formatMessage(messages.sendBackTitle, { name, isReply })}
      act={messages.sendBack}
      ready={note.trim() !== ""}
      onConfirm={() => onSend(note.trim())}
      onClose={onClose}
    >
      <p id={about}>{formatMessage(messages.sendBackHint, { name })}</p>
      <label className="field dialog-field">
        <span className="field-label">{messages.sendBackNote}</span>
        <textarea
          autoFocus
          dir="auto"
          rows={3}
          maxLength={2000}
          value={note}
          aria-describedby={about}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
    </ConfirmDialog>
  );
}
