import { useState, type ReactNode } from "react";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import type { StandingAct } from "../state/thread-handlers.ts";

/** An action that removes an annotation or reply from the page. */
export type TakingOff = Exclude<StandingAct, "reinstate">;

const asks: Readonly<Record<TakingOff, { title: string; words: string; act: string }>> = {
  withdraw: {
    title: "Withdraw this?",
    words: "Others will see that something stood here and was withdrawn. You can take it back.",
    act: "Withdraw",
  },
  hide: {
    title: "Hide this from readers?",
    words: "The words are hidden, the reason stays visible. You can take it back.",
    act: "Hide",
  },
  erase: {
    title: "Erase this for good?",
    words: "Only for a legal demand. The words are gone for ever; a note that something was erased stays.",
    act: "Erase",
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
        <span className="field-label">{due ? "Reason" : "Reason (may be left empty)"}</span>
        <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </ConfirmDialog>
  );
}
