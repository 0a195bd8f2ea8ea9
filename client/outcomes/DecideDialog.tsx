import { useId, useState, type ReactNode } from "react";
import { dispositionOutcomes, needsReason, type DispositionOutcome } from "#core/outcome/disposition.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { useDecisionWrites } from "./use-decision-writes.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { headWord } from "../components/messages.ts";
import { MergeField } from "./MergeField.tsx";

/** The secretariat or the chair says what became of an annotation, why, and in which draft it shows. */
export function DecideDialog({
  placed,
  here,
  drafts,
  onClose,
}: {
  placed: PlacedAnnotation;
  /** Address of the version that is read. */
  here: string;
  /** In which it may show. */
  drafts: readonly ListedVersion[];
  onClose: () => void;
}): ReactNode {
  const before = placed.disposition?.current;
  const [outcome, setOutcome] = useState<DispositionOutcome>(before?.outcome ?? "accepted");
  const [reason, setReason] = useState(before?.reason ?? "");
  const [shownIn, setShownIn] = useState(before?.shownIn ?? "");
  const [mergedWith, setMergedWith] = useState(before?.mergedWith ?? null);
  const { decide } = useDecisionWrites();
  const name = useId();
  const due = needsReason(outcome);
  return (
    <ConfirmDialog
      title={before ? "Revise the decision" : "Decide on this"}
      act={before ? "Revise" : "Decide"}
      ready={(outcome !== "merged" || mergedWith !== null) && (!due || reason.trim() !== "")}
      onConfirm={() =>
        decide(placed.annotation.id, {
          revision: placed.disposition?.revision ?? 0,
          outcome,
          reason: reason.trim(),
          shownIn: shownIn === "" ? null : shownIn,
          mergedWith: outcome === "merged" ? mergedWith : null,
        })
      }
      onClose={onClose}
    >
      <fieldset className="decide-outcomes">
        <legend className="field-label">Outcome</legend>
        {dispositionOutcomes.map((one) => (
          <label key={one} className="decide-outcome">
            <input type="radio" name={name} checked={outcome === one} onChange={() => setOutcome(one)} />
            {headWord(`disposition-${one}`)}
          </label>
        ))}
      </fieldset>
      {outcome === "merged" && (
        <MergeField annotation={placed.annotation} version={here} chosen={mergedWith} onChoose={setMergedWith} />
      )}
      <label className="field dialog-field">
        <span className="field-label">{due ? "Reason" : "Reason (may be left empty)"}</span>
        <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      <label className="field dialog-field">
        <span className="field-label">Shows in</span>
        <select value={shownIn} onChange={({ target }) => setShownIn(target.value)}>
          <option value="">no draft yet</option>
          {drafts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </ConfirmDialog>
  );
}
