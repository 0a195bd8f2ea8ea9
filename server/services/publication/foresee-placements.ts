import { carryForward } from "#core/place/carry-forward.ts";
import type { Placement } from "#core/place/placement.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import type { KeptThread } from "../annotations/find-annotation.ts";
import { comparerOnce, type Comparer } from "../comparison/load-comparison.ts";
import { placeThread } from "../annotations/place-threads.ts";

type PlaceableThread = Pick<KeptThread, "annotation" | "settlements">;

/**
 * What the last version of a line would do to annotations: to each that has a place on the draft before, what becomes of
 * that place. What earlier drafts did to it was seen when they were published, and would hide what this one does.
 *
 * `previous` is the draft before; an annotation that was made on a version between the two is told from its own.
 */
export async function foreseePlacements(
  context: Context,
  threads: readonly PlaceableThread[],
  line: readonly Version[],
  previous: Version | null,
): Promise<Pick<Preview, "placements" | "returned" | "lostBefore">> {
  const compared = comparerOnce(context);
  const foreseen = await Promise.all(threads.map((thread) => foresee(context, thread, line, previous, compared)));
  const told = (fate: Fate["fate"]): Placement[] =>
    foreseen.flatMap((one) => (one.fate === fate ? [one.placement] : []));
  return { placements: told("stood"), returned: told("returned"), lostBefore: told("lost").length };
}

interface Fate {
  /** Whether it had a place on the draft before; or has one again, or none as before. */
  fate: "stood" | "returned" | "lost";
  placement: Placement;
}

async function foresee(
  context: Context,
  thread: PlaceableThread,
  line: readonly Version[],
  previous: Version | null,
  compared: Comparer,
): Promise<Fate> {
  const { annotation } = thread;
  const after = await placeThread(context, thread, line, compared);
  const upToPrevious = line.slice(0, line.findIndex(({ id }) => id === previous?.id) + 1);
  if (!upToPrevious.some(({ id }) => id === annotation.versionId)) return { fate: "stood", placement: after };

  const before = await placeThread(context, thread, upToPrevious, compared);
  if (before.state === "orphan") return { fate: after.state === "orphan" ? "lost" : "returned", placement: after };
  const [from, to] = [upToPrevious.at(-1), line.at(-1)];
  if (!from || !to || after.state === "orphan") return { fate: "stood", placement: after };
  const { carriage } = await compared(from, to);
  const step = carryForward({ id: annotation.id, targets: before.targets }, carriage, to.id);
  // The text of its own draft may know a place that the draft between does not lead to: it stands all the same.
  return { fate: "stood", placement: step.state === "orphan" ? after : { ...step, targets: after.targets } };
}
