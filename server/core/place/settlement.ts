import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { Target } from "#core/discuss/target.ts";

/**
 * What a person says of an annotation's place on a version: that the likely place is right; that it is another; that there
 * is none.
 */
export const placeActs = ["confirmed", "re-anchored", "given-up"] as const;

/** One such act. */
export const PlaceAct = z.object({
  kind: z.enum(placeActs),
  /** Its places on that version as they were confirmed or chosen; empty where it was given up. */
  targets: z.array(Target),
  /**
   * What the annotation spoke of then, on its own version. Where its author chose other places since, the act says nothing
   * of those. Absent in what was kept before places could be changed.
   */
  of: z.array(Target).optional(),
  /**
   * For each of its places, which of those in `of` it stands for, by their number from 0: two that came together are one
   * place; none where it stands besides them. Absent where nobody said, as in what was kept before it was asked.
   */
  standsFor: z.array(z.array(z.int().nonnegative())).optional(),
  /** Why; "" where nothing was said, which only giving up does not allow. */
  reason: z.string(),
  /** Its author, or the secretariat; frozen then. */
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type PlaceAct = z.infer<typeof PlaceAct>;

/**
 * What people said of one annotation's place on one version. It binds: on that version the place is theirs, and to later
 * ones it is carried from there. What is computed stays visible beside it, and comes back where the act is undone.
 */
export const Settlement = z.object({
  /** Made of both ids: an annotation has one at most on each version. */
  id: z.string(),
  documentId: z.string(),
  annotationId: z.string(),
  versionId: z.string(),
  ...revisable(PlaceAct),
});
export type Settlement = z.infer<typeof Settlement>;
