import { useState, type ReactNode } from "react";
import { threads as messages } from "#core/messages/catalogues.ts";
import { ConfirmDialog } from "../../components/DialogFrame.tsx";
import type { StandingAct } from "../state/thread-handlers.ts";

/** An action that removes an annotation or reply from the page. */
export type Removal = Exclude<StandingAct, "reinstate">;

const dialogTexts: Readonly<Record<Removal, { title: string; text: string; act: string }>> = {
  withdraw: {
    title: messages.withdrawTitle,
    text: messages.withdrawNote,
    act: messages.withdraw,
  },
  hide: {
    title: messages.hideTitle,
    text: messages.hideNote,
    act: messages.hide,
  },
  erase: {
    title: messages.eraseTitle,
    text: messages.eraseNote,
    act: messages.erase,
  },
};

/**
 * Asks for confirmation before a comment or reply is withdrawn, hidden or erased, and for the reason, which others can
 * read.
 */
export function StandingDialog({
  removal,
  onConfirm,
  onClose,
}: {
  removal: Removal;
  onConfirm: (reason: string) => Promise<boolean>;
  onClose: (done: boolean) => void;
}): ReactNode {
  const [reason, setReason] = useState("");
  const needsReason = removal !== "withdraw";
  const { title, text, act } = dialogTexts[removal];
  return (
    <ConfirmDialog
      title={title}
      act={act}
      danger={removal === "erase"}
      ready={!needsReason || reason.trim() !== ""}
      onConfirm={() => onConfirm(reason.trim())}
      onClose={onClose}
    >
      <p>{text}</p>
      <label className="field dialog-field">
        <span className="field-label">{needsReason ? messages.reasonField : messages.reasonOptional}</span>
        <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </ConfirmDialog>
  );
}
