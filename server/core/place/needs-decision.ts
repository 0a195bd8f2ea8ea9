import type { Placement, PlacementState } from "#core/place/placement.ts";

/** The facts about a placement that say whether a person has to decide. */
interface Decidable extends Pick<Placement, "state" | "gone"> {
  reason: Pick<Placement["reason"], "code">;
  /** A person's decision on it; null or absent if nobody decided. */
  settled?: unknown;
}

/**
 * Whether a person should decide on an annotation's location: its placement is approximate, or it is unplaced and has
 * candidate places. If it is rightly gone, there is nothing to choose from, and if a text is damaged, the placement
 * comes back with it. Every list and count of annotations that need a decision uses this.
 */
export function needsDecision({ state, reason, gone = false, settled }: Decidable): boolean {
  const isOpen = state === "approximate" || (state === "orphan" && !gone && reason.code !== "text-damaged");
  return isOpen && !isDecided(settled);
}

/** Whether an annotation is unplaced because its text and clause were deleted and nothing similar is left. */
export function isRightlyGone({ state, gone = false, settled }: Decidable): boolean {
  return !isDecided(settled) && state === "orphan" && gone;
}

/** Returns the state to show for a placement: its own, or "gone" if it is rightly gone. */
export function shownState(placement: Decidable): PlacementState | "gone" {
  return isRightlyGone(placement) ? "gone" : placement.state;
}

function isDecided(settled: unknown): boolean {
  return settled !== undefined && settled !== null;
}
