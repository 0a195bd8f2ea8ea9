import { startPage as messages } from "#core/messages/catalogues.ts";
import { shownState } from "#core/place/needs-decision.ts";
import type { PlacementState } from "#core/place/placement.ts";
import { formatMessage } from "../page-parts/messages.ts";

const locations: Readonly<Record<PlacementState | "gone", () => string>> = {
  exact: () => messages.sameText,
  shifted: () => messages.sameText,
  "text-changed": () => messages.changedText,
  taken: () => messages.asProposed,
  "clause-moved": () => messages.movedClause,
  "clause-split": () => messages.splitClause,
  "clause-only": () => messages.deletedText,
  alternative: () => messages.otherOption,
  approximate: () => messages.likelyLocation,
  orphan: () => messages.unplaced,
  gone: () => messages.deletedClause,
};

/** Returns a sentence on the location of an annotation in a later draft, given the draft's label. */
export function locationText({
  placement,
  label,
}: {
  placement: Parameters<typeof shownState>[0];
  label: string;
}): string {
  return formatMessage(locations[shownState(placement)](), { draft: label });
}
