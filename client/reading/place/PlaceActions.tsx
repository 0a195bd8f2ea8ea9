import { Check, MapPinOff, MousePointerClick, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { ConfirmDialog } from "../../components/DialogFrame.tsx";
import { formatDate, sourceName } from "../../components/format.tsx";
import { headWord } from "../../page-parts/messages.ts";
import { usePlaceWrites } from "./place-writes.ts";

/**
 * Shows the settlement of an annotation's placement on a draft. Its author and the secretariat can confirm the likely
 * placement, choose another, leave it unplaced, or undo the settlement.
 */
export function PlaceActions({
  placed,
  version,
  onChoose,
}: {
  placed: PlacedAnnotation;
  /** Address or id of the draft. */
  version: string;
  /** Starts selecting other text for it. */
  onChoose: () => void;
}): ReactNode {
  const [leavingUnplaced, setLeavingUnplaced] = useState(false);
  const [reason, setReason] = useState("");
  const { settle, unsettle } = usePlaceWrites();
  const acts = useRef<HTMLDivElement>(null);
  const [settledCount, setSettledCount] = useState(0);
  // The pressed button disappears when its action succeeds. Keep the focus in this group, unless the user has moved on.
  useEffect(() => {
    const { activeElement } = document;
    const stays = activeElement === document.body || acts.current?.contains(activeElement);
    if (settledCount > 0 && stays) acts.current?.focus();
  }, [settledCount]);
  const settleAndCount = async (act: Promise<boolean>): Promise<void> => {
    if (await act) setSettledCount((before) => before + 1);
  };
  const { placement, settlement, may } = placed;
  const key = { annotation: placed.annotation.id, version };
  const settled = placement.settled;
  // If only the clause is left, nothing needs a decision, but a person may know where the text went.
  const choosable = ["approximate", "orphan", "clause-only", "alternative"].includes(placement.state);
  const several = placed.annotation.targets.length > 1;
  const revision = settlement?.revision ?? 0;
  return (
    <>
      {settled && (
        <p className="small">
          {headWord(`place-act-${settled.kind}`)}{" "}
          <span className="quiet">
            {sourceName(settled.by)}, {formatDate(settled.at)}
            {settled.reason && `: ${settled.reason}`}
          </span>
        </p>
      )}
      {may.settle && (choosable || settled || several) && (
        <div
          ref={acts}
          tabIndex={-1}
          role="group"
          aria-label={messages.locationGroup}
          className="thread-actions place-acts"
        >
          {placement.state === "approximate" && !settled && (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => void settleAndCount(settle(key, { kind: "confirmed", revision, reason: "" }))}
            >
              <Check size={16} aria-hidden /> {messages.confirmLocation}
            </button>
          )}
          <button type="button" className="button button-quiet" onClick={onChoose}>
            <MousePointerClick size={16} aria-hidden /> {several ? messages.reviewLocations : messages.chooseLocation}
          </button>
          {settled?.kind !== "given-up" && (
            <button type="button" className="button button-quiet" onClick={() => setLeavingUnplaced(true)}>
              <MapPinOff size={16} aria-hidden /> {messages.leaveUnplaced}
            </button>
          )}
          {settlement?.current && (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => void settleAndCount(unsettle(key, settlement.revision))}
            >
              <Undo2 size={16} aria-hidden /> {messages.undoDecision}
            </button>
          )}
        </div>
      )}
      {leavingUnplaced && (
        <ConfirmDialog
          title={messages.leaveUnplacedTitle}
          act={messages.leaveUnplaced}
          ready={reason.trim() !== ""}
          onConfirm={() => settle(key, { kind: "given-up", revision, reason: reason.trim() })}
          onClose={(done) => {
            setLeavingUnplaced(false);
            if (done) setSettledCount((before) => before + 1);
          }}
        >
          <p>{messages.leaveUnplacedNote}</p>
          <label className="field dialog-field">
            <span className="field-label">{messages.reasonField}</span>
            <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
          </label>
        </ConfirmDialog>
      )}
    </>
  );
}
