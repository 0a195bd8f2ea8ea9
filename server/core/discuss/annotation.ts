import * as z from "zod";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { isSameTargets, Target } from "#core/discuss/target.ts";

/**
 * What changed between two versions of a document, as a thing to speak of. One of the two is the version that is annotated:
 * the targets there say where, so that it is carried to later versions like anything else that is said, and remains a word
 * on the change.
 */
export const SpokenChange = z.object({
  /** Ids of versions. */
  base: z.string(),
  revised: z.string(),
});
export type SpokenChange = z.infer<typeof SpokenChange>;

/** Who may see it: its author alone, its author's organisation, a named circle, or all who may read the version. */
export const visibilities = ["private", "organisation", "circle", "submitted"] as const;
export const Visibility = z.enum(visibilities);
export type Visibility = z.infer<typeof Visibility>;

/**
 * How it stands: open; withdrawn by its author (words stay readable to the author and secretariat, others see that it was
 * withdrawn); hidden by the secretariat (the reason stays visible); erased on legal demand (only a tombstone is left).
 */
const standings = ["open", "withdrawn", "hidden", "erased"] as const;
export const Standing = z.enum(standings);
export type Standing = z.infer<typeof Standing>;

export const annotationKinds = ["comment", "proposal"] as const;
export const AnnotationKind = z.enum(annotationKinds);
export type AnnotationKind = z.infer<typeof AnnotationKind>;

/** General, technical or editorial: the ISO/IEC/CEN comment form's ge, te, ed. */
export const commentTypes = ["general", "technical", "editorial"] as const;
export const CommentType = z.enum(commentTypes);
export type CommentType = z.infer<typeof CommentType>;

/** A comment or a proposal. It stands outside the immutable version and is never edited by being carried forward. */
export const Annotation = z.object({
  id: z.string(),
  documentId: z.string(),
  /** The version it was made on. */
  versionId: z.string(),
  kind: AnnotationKind,
  type: CommentType,
  /** What it speaks of, on its own version; "throughout the document" has several. */
  targets: z.array(Target).min(1),
  /** The change it speaks of, where it speaks of one at its targets, and not of what stands there alone. */
  change: SpokenChange.nullable(),
  /** The comment; for a proposal, its justification (may be empty). Plain text, paragraphs separated by "\n\n". */
  text: z.string(),
  /** The proposed steps; empty for a comment. */
  operations: z.array(ProposalOperation),
  speaker: Speaker,
  visibility: Visibility,
  /**
   * The circle it is or was shared with before it was submitted; null where with none, and where that was dissolved: a draft
   * that only a circle was to see is then its author's alone.
   */
  circleId: z.string().nullable(),
  /** The annotation a coordinator made of this draft and others; it is edited no more while that stands. Null for most. */
  consolidatedInto: z.string().nullable(),
  /** The contribution it was read from; null for what was made here, and for readers who are not told who spoke. */
  contributionId: z.string().nullable(),
  /** Its author ticked it off in the file it was read from: it was settled among those who sent it. */
  resolved: z.boolean(),
  standing: Standing,
  /** Why it was hidden or erased, or what its author said on withdrawing it. */
  standingReason: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  /** When it was submitted, ISO 8601, UTC; null while it is a draft. */
  submittedAt: z.iso.datetime().nullable(),
  /** ISO 8601, UTC; null while never edited. */
  editedAt: z.iso.datetime().nullable(),
  /**
   * Names the state it was last brought into, so that an edit can say on what it was made. Opaque: a number would count
   * the edits of a draft that nobody was to know of.
   */
  revision: z.string(),
});
export type Annotation = z.infer<typeof Annotation>;

/** What an annotation said, and what it spoke of, before its author changed it. */
export const EarlierWording = Annotation.pick({ type: true, targets: true, text: true, operations: true }).extend({
  /** When other words took its place, ISO 8601, UTC. */
  until: z.iso.datetime(),
});
export type EarlierWording = z.infer<typeof EarlierWording>;

/** What an annotation said until a moment (ISO 8601, UTC); null where it says the same still. */
export function wordingUntil(before: Annotation, after: Annotation, until: string): EarlierWording | null {
  const { type, targets, text, operations } = before;
  const isSame =
    type === after.type &&
    text === after.text &&
    isSameTargets(targets, after.targets) &&
    JSON.stringify(operations) === JSON.stringify(after.operations);
  return isSame ? null : { type, targets, text, operations, until };
}

/** By when it was said; at the same moment by id, so that the order is always the same. */
export function inOrder<Said extends { createdAt: string; id: string }>(said: readonly Said[]): Said[] {
  return [...said].sort((one, other) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id));
}

/** Plain code unit order: it is the same on every machine, whatever its language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
