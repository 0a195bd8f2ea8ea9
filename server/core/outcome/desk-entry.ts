import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Decision } from "#core/outcome/decision.ts";

/** Maximum numbers of tags and notes of an annotation. */
export const mostTags = 20;
const mostNotes = 200;

export const Tag = z.string().trim().min(1).max(60);
export const NoteText = z.string().trim().min(1).max(5000);

/** A decision that waits for its release. Only those who decide know of it. */
export const PreparedDecision = Decision.extend({
  /** Revision of the released decision on which it is based. 0 if nothing was decided yet. */
  revision: z.int().nonnegative(),
});
export type PreparedDecision = z.infer<typeof PreparedDecision>;

/**
 * A correction of the groups of similar comments: the comment is in a group of its own, or in the group of another one,
 * named by its id.
 */
export const Grouping = z.union([z.object({ with: z.string() }), z.literal("alone")]);
export type Grouping = z.infer<typeof Grouping>;

/** Internal notes of the secretariat and the chair about an annotation. Nobody else may know of them. */
export const DeskNotes = z.object({
  /** Id of the person who deals with it. Null if nobody was named. */
  assignedTo: z.string().nullable(),
  /** The day by which it should be decided. */
  dueOn: z.iso.date().nullable(),
  tags: z.array(Tag).max(mostTags),
  /** Internal notes, oldest first. `by` is a person's id. */
  notes: z.array(z.object({ text: NoteText, by: z.string(), at: z.iso.datetime() })).max(mostNotes),
  prepared: PreparedDecision.nullable(),
  /** Absent if the groups of similar comments were not corrected. */
  grouping: Grouping.optional(),
  /** Revision of the decision that a release made of the prepared one. Absent after any other change. */
  releasedAs: z.int().optional(),
});
export type DeskNotes = z.infer<typeof DeskNotes>;

/** The notes about an annotation, with all earlier states. */
export const DeskEntry = z.object({
  /** The annotation's id. */
  id: z.string(),
  documentId: z.string(),
  ...revisable(DeskNotes),
});
export type DeskEntry = z.infer<typeof DeskEntry>;

/** The notes of an annotation without any. */
export const noNotes: DeskNotes = { assignedTo: null, dueOn: null, tags: [], notes: [], prepared: null };
