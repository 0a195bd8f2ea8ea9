import * as z from "zod";
import { Target } from "#core/annotate/target.ts";

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

/** Where an annotation stands on a version, how sure that is, and why. */
export const Placement = z.object({
  annotationId: z.string(),
  versionId: z.string(),
  state: z.enum(placementStates),
  /** 0 to 1: how likely the place is right. */
  score: z.number().min(0).max(1),
  /** Worded in core/messages. */
  reason: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  /** On that version, one for each target that still has a place; empty for an orphan. */
  targets: z.array(Target),
});
export type Placement = z.infer<typeof Placement>;
