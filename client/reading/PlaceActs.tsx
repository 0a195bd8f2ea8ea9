import { Check, MapPinOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { formatDate } from "../components/dates.ts";
import { headWord } from "../components/words.ts";
import type { ThreadActs } from "./thread-acts.ts";

/** What a person said of an annotation's place on this draft, and what its author or the secretariat may say of it. */
export function PlaceActs({ placed, acts }: { placed: PlacedAnnotation; acts: ThreadActs }): ReactNode {
  const [givingUp, setGivingUp] = useState(false);
  const [reason, setReason] = useState("");
  const { placement, settlement, may } = placed;
  const settled = placement.settled;
  const waits = !settled && (placement.state === "approximate" || placement.state === "orphan");
  const revision = settlement?.revision ?? 0;
  return (
    <>
      {settled && (
        <p className="small">
          {headWord(`place-act-${settled.kind}`)}{" "}
          <span className="quiet">
            {settled.by.name}, {formatDate(settled.at)}
            {settled.reason && `: ${settled.reason}`}
          </span>
        </p>
      )}
      {waits && may.settle && (
        <div className="thread-actions">
          {placement.state === "approximate" && (
            <Button
              className="button button-quiet"
              onPress={() => void acts.onSettle(placed, { kind: "confirmed", revision, reason: "" })}
            >
              <Check size={16} aria-hidden /> It belongs here
            </Button>
          )}
          <Button className="button button-quiet" onPress={() => setGivingUp(true)}>
            <MapPinOff size={16} aria-hidden /> It has no place here
          </Button>
        </div>
      )}
      {givingUp && (
        <ConfirmDialog
          title="No place in this draft?"
          act="Give its place up"
          ready={reason.trim() !== ""}
          onConfirm={() => acts.onSettle(placed, { kind: "given-up", revision, reason: reason.trim() })}
          onClose={() => setGivingUp(false)}
        >
          <p>It stays readable under No place, here and in later drafts. You can take it back.</p>
          <label className="field dialog-field">
            <span className="field-label">Reason</span>
            <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
          </label>
        </ConfirmDialog>
      )}
    </>
  );
}
