import type { Contribution, ContributionItem } from "#core/receive/contribution.ts";

/**
 * Returns whether an item is imported. It must have a place, it must not be excluded, and its consent question, if any,
 * must be answered yes.
 */
export function isImported(
  { handMarks, unmarked }: Pick<Contribution, "handMarks" | "unmarked">,
  { origin, included, targets }: Pick<ContributionItem, "origin" | "included" | "targets">,
): boolean {
  const agreed = origin === "by-hand" ? handMarks === "yes" : origin === "unmarked" ? unmarked === "yes" : true;
  return included && agreed && targets.length > 0;
}

/** Returns whether an item has a doubt that nobody has confirmed. */
export function isDoubtful({ doubt, confirmed = false }: Pick<ContributionItem, "doubt" | "confirmed">): boolean {
  return doubt !== null && !confirmed;
}

/**
 * The result of a part of a file, as the review and the reconciliation report name it:
 *
 * - ready: the next import submits it
 * - imported: it was submitted
 * - here: the forum already had it
 * - held: it waits for a person to decide on its source, or whether it is a proposal
 * - unplaced: it waits for a location
 * - left-out: a person excluded it, or it has no text
 */
export const itemResults = ["ready", "imported", "here", "held", "unplaced", "left-out"] as const;
export type ItemResult = (typeof itemResults)[number];

/** Returns the result of an item. Whether its source holds it depends on the reader. */
export function resultOf(
  {
    included,
    annotationId,
    targets,
    isHeld,
  }: Pick<ContributionItem, "included" | "annotationId" | "targets"> & {
    isHeld: boolean;
  },
  { state }: Pick<Contribution, "state">,
): Exclude<ItemResult, "here"> {
  if (state === "taken" && annotationId !== null && included) return "imported";
  if (!included) return "left-out";
  if (isHeld || state === "taken") return targets.length === 0 && !isHeld ? "unplaced" : "held";
  return targets.length === 0 ? "unplaced" : "ready";
}
