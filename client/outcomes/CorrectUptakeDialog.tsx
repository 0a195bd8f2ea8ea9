import { useId, useState, type ReactNode } from "react";
import { uptakeExtents, type UptakeExtent } from "#core/outcome/uptake.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import { useUptakeWrites } from "./use-uptake-writes.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { headWord, word } from "../components/messages.ts";

/** The secretariat says how far a draft took a proposal up, where the text alone misleads. */
export function CorrectUptakeDialog({
  annotation,
  uptake,
  draft,
  onClose,
}: {
  annotation: string;
  uptake: ShownUptake;
  /** What the draft is called. */
  draft: string;
  onClose: () => void;
}): ReactNode {
  const { correct } = useUptakeWrites();
  const name = useId();
  const [extent, setExtent] = useState<UptakeExtent>(uptake.extent);
  const [reason, setReason] = useState(uptake.correction?.current?.reason ?? "");
  return (
    <ConfirmDialog
      title={`How far did ${draft} take it up?`}
      act="Correct"
      ready={reason.trim() !== ""}
      onConfirm={() =>
        correct(
          { annotation, version: uptake.versionId },
          { revision: uptake.correction?.revision ?? 0, extent, reason: reason.trim() },
        )
      }
      onClose={onClose}
    >
      <p>
        Computed from the text: {word(`uptake-extent-${uptake.computed.extent}`)}. That stays visible beside what you
        say.
      </p>
      <fieldset className="decide-outcomes">
        <legend className="field-label">Taken up</legend>
        {uptakeExtents.map((one) => (
          <label key={one} className="decide-outcome">
            <input type="radio" name={name} checked={extent === one} onChange={() => setExtent(one)} />
            {headWord(`uptake-extent-${one}`)}
          </label>
        ))}
      </fieldset>
      <label className="field dialog-field">
        <span className="field-label">Reason</span>
        <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </ConfirmDialog>
  );
}
