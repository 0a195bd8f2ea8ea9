import * as z from "zod";
import { anchor } from "#core/place/anchor.ts";
import { carriageOf } from "#core/place/carriage.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { describe } from "#core/place/describe.ts";
import type { Placement } from "#core/place/placement.ts";
import type { ComparedFiles } from "./compare-files.ts";

/** Runs of the base's text to carry, in UTF-16 offsets. */
export const Anchors = z.array(
  z.object({ id: z.union([z.string(), z.number()]), start: z.int().nonnegative(), end: z.int().nonnegative() }),
);
export type Anchors = z.infer<typeof Anchors>;

/** Where a run stands on the revised text; start and end are null for an orphan. */
export interface CarriedAnchor extends Pick<Placement, "state" | "score" | "reason"> {
  id: string | number;
  start: number | null;
  end: number | null;
}

/**
 * Carries runs of the base's text to the revised, the way comments are carried to the next draft.
 * @throws RangeError where a run does not lie in the base's text.
 */
export function carryAnchors({ base, revised, comparison }: ComparedFiles, anchors: Anchors): CarriedAnchor[] {
  const carriage = carriageOf(base.text, revised.text, comparison);
  return anchors.map(({ id, start, end }) => {
    const targets = [describe(base.text, start, end)];
    const placement = carryForward({ id: String(id), targets }, carriage, "revised");
    const target = placement.targets[0];
    const place = target ? anchor(revised.text, target) : null;
    const { state, score, reason } = placement;
    return { id, state, start: place?.[0] ?? null, end: place?.[1] ?? null, score, reason };
  });
}
