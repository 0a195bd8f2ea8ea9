import * as z from "zod";
import { PlacementReason } from "#core/place/placement-reason.ts";
import { PlaceAct } from "#core/place/settlement.ts";
import { Target } from "#core/discuss/target.ts";

/**
 * What became of an annotation's place on another version, from best to worst.
 *
 * exact: same words, same clause, same label; shifted: same words in the clause, elsewhere in it or under another label;
 * text-changed: some of the words were replaced; clause-moved: the clause stands elsewhere; clause-split: its words now
 * stand in several clauses; approximate: the place is likely, a person should say yes; orphan: no place is left.
 */
export const placementStates = [
  "exact",
  "shifted",
  "text-changed",
  "clause-moved",
  "clause-split",
  "approximate",
  "orphan",
] as const;
export const PlacementState = z.enum(placementStates);
export type PlacementState = z.infer<typeof PlacementState>;

/** Where an annotation stands on a version, how sure that is, and why. */
export const Placement = z.object({
  annotationId: z.string(),
  versionId: z.string(),
  state: PlacementState,
  /** 0 to 1: how likely the place is right; for an orphan, how likely it is that its words are gone. */
  score: z.number().min(0).max(1),
  reason: PlacementReason,
  /** On that version, for each target that still has a place, in order; a clause that was split has one for each part. */
  targets: z.array(Target),
  /**
   * Where a person spoke of it, on this version or on one before that it is carried from: what they said, and what would
   * have been computed without them. Absent where nobody did.
   */
  settled: PlaceAct.omit({ targets: true, of: true })
    .extend({
      /** For each of the placement's targets, which of the annotation's it stands for; absent where nobody said. */
      standsFor: PlaceAct.shape.standsFor,
      /** The version of which they said it. */
      versionId: z.string(),
      computed: z.object({
        state: PlacementState,
        score: z.number().min(0).max(1),
        reason: PlacementReason,
        targets: z.array(Target),
      }),
    })
    .optional(),
});
export type Placement = z.infer<typeof Placement>;
