import * as z from "zod";
import { AnnotationKind, CommentType, type ImportedFrom } from "#core/discuss/annotation.ts";
import { AmendedPart, Position } from "#core/discuss/reply.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Target } from "#core/discuss/target.ts";
import { Evidence } from "#core/receive/evidence.ts";
import { ChosenColumns } from "#core/receive/file-columns.ts";
import { MailFacts } from "#core/receive/mail.ts";
import { contributionFormats } from "#core/text/file-format.ts";
import { Notice } from "#core/text/notice.ts";
import { Hash } from "#core/text/version.ts";

/** "prepared": under review and invisible to everyone else. "taken": its items were submitted. */
export const contributionStates = ["prepared", "taken"] as const;

/**
 * The origin of a proposed annotation:
 *
 * - tracked: a change that its author tracked
 * - comment: a margin comment
 * - by-hand: marks set by hand, such as bold for inserted text
 * - unmarked: a difference from the version that nobody marked
 * - remark: a remark in a form or a collection
 */
export const itemOrigins = ["tracked", "comment", "by-hand", "unmarked", "remark"] as const;
export type ItemOrigin = (typeof itemOrigins)[number];

/**
 * Reasons why a proposed annotation's place is uncertain, or why it differs from what its author made. Their texts are
 * in core/messages.
 */
export const itemDoubts = [
  /** { score } The text differs slightly from the version's; the most similar place was used. */
  "place-likely",
  /** {} This text is not in the version. */
  "place-unknown",
  /** {} This text is in the version several times. */
  "place-ambiguous",
  /** { citation, by, number } It cites a clause, and a line or page that is elsewhere. The place is the cited clause. */
  "lines-elsewhere",
  /** { line } It cites only a line, and nothing else shows whether its file counts lines as the version does. */
  "lines-unchecked",
  /** { page } It cites only a page. The place is where the page begins. */
  "page-only",
  /** { citation } The version has no clause with this citation. */
  "citation-unknown",
  /** { citation } It quotes words that are elsewhere than the citation; the place is theirs. */
  "quoted-elsewhere",
  /** { citation } An operation does not apply because the clause has another text in the version. */
  "words-differ",
  /** {} The proposed change is described in prose and cannot be applied, so the item is a comment. */
  "wording-for-people",
  /** { page, line } It cites only a page and line, which the version does not have. "–" if one is missing. */
  "lines-unknown",
  /** { operation } Another operation of the proposal conflicts with this one. */
  "steps-collide",
  /** { authors } Several people wrote its text, each a part. Nobody else makes the whole proposal. */
  "several-authors",
] as const;
export type ItemDoubt = (typeof itemDoubts)[number];

/** Reasons why part of a file became no annotation. Their texts are in core/messages. */
export const setAsideReasons = [
  /** {} It is before the text, in a cover or title page. */
  "before-the-text",
  /** {} A comment without text. */
  "without-words",
  /** {} The forum already has it: it was in the file when the file was exported from here. */
  "said-already",
  /** {} It changes nothing visible: a space, or text that was inserted and then deleted. */
  "changes-nothing",
  /** {} An inserted footnote that the file assigns to no change. */
  "note-put-in",
] as const;

export type SetAsideReason = (typeof setAsideReasons)[number];

const CodedReason = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.object({
    code: z.enum(codes),
    /** The values for the message, by name. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  });

/** A text in the file, with its author and date. */
const AttributedText = z.object({
  /** The person's name in the file; empty if it gives none. */
  author: z.string(),
  /**
   * ISO 8601, UTC. The file's date is accepted only if it is between the version's date and the day on which the file
   * was sent.
   */
  at: z.iso.datetime().nullable(),
  text: z.string(),
});

/** An annotation that importing the contribution would create, for a person to review first. */
export const ContributionItem = AttributedText.extend({
  /** Unique in its contribution, and stable as long as the file and its version stay the same. */
  id: z.string(),
  origin: z.enum(itemOrigins),
  /**
   * The organisations that a remark names as its source, as in the file; empty if it names none. Absent for items that
   * are not remarks, and for those that earlier servers stored.
   */
  source: z.string().optional(),
  kind: AnnotationKind,
  type: CommentType,
  /** Its targets on the version. An item without targets is not imported until it has some. */
  targets: z.array(Target),
  /** The proposed operations on the version; empty for a comment. */
  operations: z.array(ProposalOperation),
  /** The text that it is about or that it changes, as in the file. */
  words: z.string(),
  /** The doubt about it; null if it is certain. */
  doubt: CodedReason(itemDoubts).nullable(),
  /** Whether it was marked as resolved in the file. */
  resolved: z.boolean(),
  /** The replies to it in the file. */
  replies: z.array(
    AttributedText.extend({
      /** The reply's mark, named as in the item's `marks`. */
      id: z.string(),
      /** Id of the reply that it became; null before the import. */
      replyId: z.string().nullable(),
    }),
  ),
  /** The file's marks that it was made from: "change 3", "comment 5", "row 7", counted from 1 in file order. */
  marks: z.array(z.string()),
  /** Hash of the content of its row. Absent if it was read from no row, and in what earlier servers stored. */
  rowHash: Hash.optional(),
  /** The name of the sheet of its row. Absent if the file has comments on its first sheet only, and if unknown. */
  sheet: z.string().optional(),
  /** What a remark says of its place, and which of that agrees with its first target. Absent if it is no remark. */
  evidence: z.array(Evidence).optional(),
  /** Whether a person accepted it despite its doubt, or chose its location. Absent if nobody did. */
  confirmed: z.boolean().optional(),
  /** False if a person excluded it. */
  included: z.boolean(),
  /** Why a person excluded it; absent if nobody gave a reason. */
  reason: z.string().optional(),
  /** Whether a person changed its text or its place. */
  edited: z.boolean(),
  /** Id of the annotation that it answers, if the file was exported from the forum; null if it answers none. */
  answersId: z.string().nullable(),
  /** The position that it takes as a reply; absent if it takes none. */
  position: Position.optional(),
  /**
   * Each author's share of the text: for an amendment the proposal's wording as its author changes it, for a text by
   * several people one entry for each who changed another's. Absent if nobody did.
   */
  amendments: z.array(z.object({ author: z.string(), parts: z.array(AmendedPart) })).optional(),
  /** Id of the annotation that it became, or of the reply if it answers one; null before the import. */
  annotationId: z.string().nullable(),
});
export type ContributionItem = z.infer<typeof ContributionItem>;

/** A source that rows of a file name, with the organisations to which these rows belong. */
export const RowSource = z.object({
  /** As in the rows; empty for rows that name none. */
  name: z.string(),
  /** The first speaks, and the others jointly with it. Empty if the source is no organisation. */
  organisationIds: z.array(z.string()),
  /**
   * - exact: the source is the name of these organisations
   * - likely: the source is like their names, and its rows are held until a person confirms
   * - unknown: no organisation has this name or a similar one
   * - person: a person chose
   */
  by: z.enum(["exact", "likely", "unknown", "person"]),
});
export type RowSource = z.infer<typeof RowSource>;

/** A part of a file that became no annotation. */
export const SetAside = CodedReason(setAsideReasons).extend({
  /** The text as in the file. */
  words: z.string(),
  author: z.string(),
  /** The file's marks it consists of, named like an item's marks; empty if it is not a mark. */
  marks: z.array(z.string()),
});
export type SetAside = z.infer<typeof SetAside>;

/**
 * A person's answer on whether to use changes that were recognised although the file does not mark them as such. "none"
 * if nothing was recognised; "asked" until somebody answers.
 */
export const Consent = z.enum(["none", "asked", "yes", "no"]);
export type Consent = z.infer<typeof Consent>;

/** A published version on which a contribution may have been written. */
export const VersionMatch = z.object({
  versionId: z.string(),
  /**
   * Similarity from 0 to 1: the Dice coefficient of the four-word sequences of the two texts. The cover does not count.
   */
  score: z.number().min(0).max(1),
});
export type VersionMatch = z.infer<typeof VersionMatch>;

/** A file that an organisation sent on a version: the annotations that it would become, and those that it became. */
export const Contribution = z.object({
  id: z.string(),
  source: z.object({
    fileName: z.string(),
    format: z.enum(contributionFormats),
    hash: Hash,
    /** In bytes. */
    size: z.int().nonnegative(),
  }),
  /** Hash of the content that was read, so that files with the same content share it even if their bytes differ. */
  readHash: Hash,
  /** Id of the sending organisation, followed by those of its co-signatories; empty until somebody enters them. */
  organisationIds: z.array(z.string()),
  /** The columns of its tables, if they are not those guessed from their headings. */
  columns: ChosenColumns.optional(),
  /** The sources that rows name. Absent if no row names one, and in what earlier servers stored. */
  rowSources: z.array(RowSource).optional(),
  /** The mail that it is, or to which it was attached. Absent if it came otherwise. */
  mail: MailFacts.optional(),
  /** Ids of the organisations whose rows were imported in their own name; absent before the import. */
  bodyIds: z.array(z.string()).optional(),
  /** Whether the senders were inferred from the file or entered by a person. */
  sendersBy: z.enum(["file", "person"]).default("file"),
  /**
   * Id of the participant who answers for it, and who is the author of items whose author is unknown; null if nobody is
   * named.
   */
  contributorId: z.string().nullable(),
  /** The day on which it was sent, as YYYY-MM-DD. */
  sentOn: z.iso.date(),
  /** Every author named in the file, with the matching participant; null if none is known. */
  authors: z.array(z.object({ name: z.string(), participantId: z.string().nullable() })),
  /**
   * The version it was written on. Null if no version is similar or two are equally similar, and nobody has chosen yet.
   */
  versionId: z.string().nullable(),
  /** Whether the version was matched by its text or chosen by a person. */
  matchedBy: z.enum(["text", "person"]),
  /** The most similar versions, best first; the second is the runner-up. */
  matches: z.array(VersionMatch),
  /** Whether to use marks set by hand. */
  handMarks: Consent,
  /** Whether to use unmarked differences. */
  unmarked: Consent,
  items: z.array(ContributionItem),
  setAside: z.array(SetAside),
  notices: z.array(Notice),
  state: z.enum(contributionStates),
  receivedAt: z.iso.datetime(),
  /** Participant id; null for the program. */
  receivedBy: z.string().nullable(),
  takenAt: z.iso.datetime().nullable(),
  /** An opaque identifier of the current state. */
  revision: z.string(),
});
export type Contribution = z.infer<typeof Contribution>;

/** The row of a table, as `marks` name it. */
const rowMark = /^(?:(sheet|table) (\d+) )?row (\d+)$/u;

/** Returns the row from which an item was read, with its sheet or table. Empty if it was read from no row. */
export function rowOf({ marks, sheet }: Pick<ContributionItem, "marks" | "sheet">): Omit<ImportedFrom, "file" | "by"> {
  const [, whole, part, row] = rowMark.exec(marks[0] ?? "") ?? [];
  if (row === undefined) return {};
  const sheetName = sheet ?? (whole === "sheet" ? part : undefined);
  return {
    row: Number(row),
    ...(sheetName !== undefined && { sheet: sheetName }),
    ...(whole === "table" && { table: Number(part) }),
  };
}
