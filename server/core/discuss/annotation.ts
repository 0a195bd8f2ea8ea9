import * as z from "zod";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { isSameTargets, Target } from "#core/discuss/target.ts";
import { codesOf } from "#core/text/closed-list.ts";

/**
 * A change between two versions of a document, as the subject of an annotation. One of the two is the annotated
 * version, and the annotation's targets are on it. The annotation is therefore carried to later versions like any
 * other, and remains about the change.
 */
export const ChangeSubject = z.object({
  /** Version ids. */
  base: z.string(),
  revised: z.string(),
});
export type ChangeSubject = z.infer<typeof ChangeSubject>;

/**
 * Who may see an annotation: its author alone, the author's organisation, a named circle, the author and the
 * coordinators of their organisation while it awaits clearance, or everyone who may read the version.
 */
export const visibilities = ["private", "organisation", "circle", "clearance", "submitted"] as const;
export const Visibility = z.enum(visibilities);
export type Visibility = z.infer<typeof Visibility>;

/**
 * The state of an annotation. "open" is the normal state. "withdrawn" means that the author withdrew it: only the
 * author and the secretariat can still read the text, and others see that it was withdrawn. "hidden" means that the
 * secretariat hid it; the reason stays visible. "erased" means that it was erased on legal demand; only a tombstone is
 * left.
 */
const standings = ["open", "withdrawn", "hidden", "erased"] as const;
export const Standing = z.enum(standings);
export type Standing = z.infer<typeof Standing>;

/** General, technical or editorial: "ge", "te" and "ed" in the ISO/IEC/CEN comment form. */
export const commentTypes = ["general", "technical", "editorial"] as const;
export const CommentType = z.enum(commentTypes);
export type CommentType = z.infer<typeof CommentType>;

/** The properties of an annotation kind. */
interface KindFacts {
  /** Whether it needs text. A proposal's justification may be empty. */
  needsText: boolean;
  /** Whether it has operations: at least one, or none at all. */
  hasOperations: boolean;
  /** Whether any locations can be added to its targets. A proposal's targets follow from its operations. */
  freeTargets: boolean;
  /** The type that a form begins with. */
  initialType: CommentType;
  /** Its motivation as a Web Annotation (W3C Web Annotation Vocabulary, 4). */
  motivation: "commenting" | "editing";
}

/** The kinds of annotations, in the order of choices and filters. */
export const annotationKinds = {
  comment: {
    needsText: true,
    hasOperations: false,
    freeTargets: true,
    initialType: "general",
    motivation: "commenting",
  },
  proposal: {
    needsText: false,
    hasOperations: true,
    freeTargets: false,
    initialType: "technical",
    motivation: "editing",
  },
} as const satisfies Readonly<Record<string, KindFacts>>;
export const AnnotationKind = z.enum(codesOf(annotationKinds));
export type AnnotationKind = z.infer<typeof AnnotationKind>;

/** Returns whether annotations of this kind propose wording. */
export function hasOperations({ kind }: { readonly kind: AnnotationKind }): boolean {
  return annotationKinds[kind].hasOperations;
}

/** Returns the kind of an annotation with these operations: one that proposes wording if there are any. */
export function kindWith(operations: readonly ProposalOperation[]): AnnotationKind {
  return operations.length > 0 ? "proposal" : "comment";
}

/** Counts annotations or items by kind. */
export function countKinds(items: readonly { readonly kind: AnnotationKind }[]): Record<AnnotationKind, number> {
  const count = (wanted: AnnotationKind): number => items.filter(({ kind }) => kind === wanted).length;
  return { comment: count("comment"), proposal: count("proposal") };
}

/** The note with which a coordinator sent a statement back instead of clearing it. */
export const SentBack = z.object({
  note: z.string(),
  /** Participant id of the coordinator. */
  by: z.string(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});

/** The file from which an annotation was imported, and its place in the file. */
export const ImportedFrom = z.object({
  /** The name of the file. */
  file: z.string(),
  /** The row of a table, counted from 1 as a spreadsheet shows it. Absent if it was read from no row. */
  row: z.int().positive().optional(),
  /** The name of the row's sheet, or its number. Absent if the file has comments on its first sheet only. */
  sheet: z.string().optional(),
  /** The number of the row's table in a Word file, counted from 1. */
  table: z.int().positive().optional(),
  /** The importer: the secretariat, for an author elsewhere, or the author's own side. */
  by: z.enum(["secretariat", "author"]),
});
export type ImportedFrom = z.infer<typeof ImportedFrom>;

/** A comment or a proposal. It is stored outside the immutable version, and carrying it forward never edits it. */
export const Annotation = z.object({
  id: z.string(),
  documentId: z.string(),
  /** Id of the version it was made on. */
  versionId: z.string(),
  kind: AnnotationKind,
  type: CommentType,
  /** Its targets on that version; a comment "throughout the document" has several. */
  targets: z.array(Target).min(1),
  /** The change that it is about; null if it is about the text at its targets alone. */
  change: ChangeSubject.nullable(),
  /** The comment, or a proposal's justification (may be empty). Plain text, with paragraphs separated by "\n\n". */
  text: z.string(),
  /** The operations of a proposal; empty for a comment. */
  operations: z.array(ProposalOperation),
  speaker: Speaker,
  visibility: Visibility,
  /**
   * Id of the circle it is shared with, or was shared with before it was submitted. Null if it was never shared with a
   * circle or the circle was dissolved. A draft shared only with a dissolved circle is visible to its author alone.
   */
  circleId: z.string().nullable(),
  /**
   * Ids of the organisations to which it was opened in its circle: those of the circle when it was shared, and those
   * that its author agreed to later. None is ever removed. Absent in drafts that were shared before this list existed,
   * which are open to the whole circle until its organisations change. Shown only to its author.
   */
  openTo: z.array(z.string()).optional(),
  /**
   * Id of the annotation into which a coordinator consolidated this draft; usually null. The draft cannot be edited
   * while that annotation exists.
   */
  consolidatedInto: z.string().nullable(),
  /**
   * Id of the contribution from which it was imported. Null if it was written here, and for readers who may not know
   * the source.
   */
  contributionId: z.string().nullable(),
  /**
   * Its place in the file of that contribution. Absent if it was written here or imported by an earlier server, and for
   * readers who may not know the contribution. Null if it was erased.
   */
  importedFrom: ImportedFrom.nullable().optional(),
  /** Whether it was marked as resolved in the imported file, so the senders had settled it among themselves. */
  resolved: z.boolean(),
  /**
   * The note with which a coordinator sent it back instead of clearing it. Null or absent once others may see it, so
   * that nobody but the author reads the note.
   */
  sentBack: SentBack.nullable().optional(),
  standing: Standing,
  /** The reason given for hiding, erasing or withdrawing it. */
  standingReason: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  /** When it was submitted (ISO 8601, UTC); null while it is a draft. */
  submittedAt: z.iso.datetime().nullable(),
  /** When its content last changed after its submission (ISO 8601, UTC); null if it never did. If erased, when that was. */
  editedAt: z.iso.datetime().nullable(),
  /**
   * Identifies the current state, so that an edit can name the state it started from. It is opaque because a number
   * would reveal how often a private draft was edited.
   */
  revision: z.string(),
});
export type Annotation = z.infer<typeof Annotation>;

/** An annotation's text, targets, type and operations before its author edited them. */
export const EarlierWording = Annotation.pick({ type: true, targets: true, text: true, operations: true }).extend({
  /** When it was replaced (ISO 8601, UTC). */
  until: z.iso.datetime(),
});
export type EarlierWording = z.infer<typeof EarlierWording>;

/**
 * Returns the wording that an annotation had until a given time (ISO 8601, UTC); null if the wording did not change.
 */
export function wordingUntil(before: Annotation, after: Annotation, until: string): EarlierWording | null {
  const { type, targets, text, operations } = before;
  const isSame =
    type === after.type &&
    text === after.text &&
    isSameTargets(targets, after.targets) &&
    JSON.stringify(operations) === JSON.stringify(after.operations);
  return isSame ? null : { type, targets, text, operations, until };
}

/** A statement with the facts that put it in order. */
interface Dated {
  id: string;
  createdAt: string;
}

/** Sorts by creation time, then by id, so that the order is always the same. */
export function inOrder<Item extends Dated>(items: readonly Item[]): Item[] {
  return [...items].sort(byCreation);
}

/** Compares by creation time, then by id. */
export function byCreation(left: Dated, right: Dated): number {
  return compareCodeUnits(left.createdAt, right.createdAt) || compareCodeUnits(left.id, right.id);
}

/** Compares by code unit, so that the order does not depend on the machine's language. */
function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
