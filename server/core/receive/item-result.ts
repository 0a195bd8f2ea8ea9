import type { Consent, Contribution, ContributionItem } from "#core/receive/contribution.ts";

/**
 * Returns whether an item is imported. It must have a place, it must not be excluded, and its consent question, if any,
 * must be answered yes.
 */
export function isImported(
  contribution: Pick<Contribution, "handMarks" | "unmarked">,
  item: Pick<ContributionItem, "origin" | "included" | "targets">,
): boolean {
  return item.included && consentOf(contribution, item) === "yes" && item.targets.length > 0;
}

/** Returns the answer on whether the changes of an item's origin are proposals. Only recognised changes need one. */
function consentOf(
  { handMarks, unmarked }: Pick<Contribution, "handMarks" | "unmarked">,
  { origin }: Pick<ContributionItem, "origin">,
): Consent {
  return origin === "by-hand" ? handMarks : origin === "unmarked" ? unmarked : "yes";
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
  item: Pick<ContributionItem, "origin" | "included" | "annotationId" | "targets"> & { isHeld: boolean },
  contribution: Pick<Contribution, "state" | "handMarks" | "unmarked">,
): Exclude<ItemResult, "here"> {
  const { included, annotationId, targets, isHeld } = item;
  if (contribution.state === "taken" && annotationId !== null && included) return "imported";
  const consent = consentOf(contribution, item);
  if (!included || consent === "no") return "left-out";
  if (targets.length === 0 && !isHeld) return "unplaced";
  return isHeld || consent !== "yes" || contribution.state === "taken" ? "held" : "ready";
}

/**
 * Returns the ids of the organisations in whose name an item is imported: those that its row names, or the senders. Empty
 * for a plain name, and until a person has confirmed an uncertain source.
 */
export function ownersOf(
  { organisationIds, rowSources = [] }: Pick<Contribution, "organisationIds" | "rowSources">,
  { origin, source }: Pick<ContributionItem, "origin" | "source">,
): readonly string[] {
  const row = origin === "remark" ? rowSources.find(({ name }) => name === source) : undefined;
  if (!row) return organisationIds;
  return row.by === "exact" || row.by === "person" ? row.organisationIds : [];
}

/** Counts the parts of some organisations in a file, and those of them that were imported. Null if there are none. */
export function countOwned(
  contribution: Pick<Contribution, "organisationIds" | "rowSources" | "items" | "state" | "handMarks" | "unmarked">,
  isOwn: (organisation: string) => boolean,
): { received: number; imported: number } | null {
  const own = contribution.items.filter((item) => ownersOf(contribution, item).some(isOwn));
  if (own.length === 0) return null;
  const imported = own.filter((item) => resultOf({ ...item, isHeld: false }, contribution) === "imported");
  return { received: own.length, imported: imported.length };
}
