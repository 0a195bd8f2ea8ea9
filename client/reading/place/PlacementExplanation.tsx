import type { ReactNode } from "react";
import { placements } from "#core/messages/catalogues.ts";
import { shownState } from "#core/place/needs-decision.ts";
import type { Placement } from "#core/place/placement.ts";
import { uncheckedHead, word } from "../../page-parts/messages.ts";

/** Explains the state of a placement, and gives the reason for it. */
export function PlacementExplanation({
  placement,
}: {
  placement: Pick<Placement, "state" | "gone" | "reason"> & { settled?: unknown };
}): ReactNode {
  return (
    <>
      <p>{word(`explained-${shownState(placement)}`)}</p>
      <p className="quiet">{uncheckedHead(placement.reason, placements)}</p>
    </>
  );
}
