import { useState, type ReactNode } from "react";
import * as messages from "#core/messages/threads.en.ts";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import type { StandingAct } from "../state/thread-handlers.ts";

/** An action that removes an annotation or reply from the page. */
export type TakingOff = Exclude<StandingAct, "reinstate">;

const asks: Readonly<Record<TakingOff, { title: string; words: string; act: string }>> = {
  withdraw: {
    title: messages.withdrawTitle,
    words: messages.withdrawNote,
    act: messages.withdraw,
  },
  hide: {
    title: messages.hideTitle,
    words: messages.hideNote,
    act: messages.hide,
  },
  erase: {
    title: messages.eraseTitle,
    words: messages.eraseNote,
    act: messages.erase,
  },
};

/**
 * Asks for confirmation before a comment or reply is withdrawn, hidden or erased, and for the reason, which others can
 * read.
 */
export function StandingDialog({
  asking,
  onConfirm,
  onClose,
}: {
  asking: TakingOff;
  onConfirm: (reason: string) => Promise<boolean>;
  onClose: (done: boolean) => void;
}): ReactNode {
  const [reason, setReason] = useState("");
  const due = asking !== "withdraw";
  const { title, words, act } = asks[asking];
  return (
    <ConfirmDialog
      title={title}
      act={act}
      danger={asking === "erase"}
      ready={!due || reason.trim() !== ""}
      onConfirm={() => onConfirm(reason.trim())}
      onClose={onClose}
    >
      <p>{words}</p>
      <label className="field dialog-field">
        <span className="field-label">{due ? messages.reasonField : messages.reasonOptional}</span>
        <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </ConfirmDialog>
  );
}
