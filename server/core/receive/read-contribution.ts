import type { Node } from "prosemirror-model";
import type { TextRange } from "#core/compare/comparison.ts";
import type { CommentType } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Selector } from "#core/place/selector.ts";
import type { FileColumn } from "#core/receive/file-columns.ts";
import type { FileMarkup } from "#core/receive/file-markup.ts";
import type { ReadMail } from "#core/receive/mail.ts";
import type { Notice } from "#core/text/notice.ts";

/**
 * A file that an organisation sent, as read before its version is known. Every reader of such files returns one of
 * these forms. The later steps, which create proposals and comments and place them, are the same for all.
 */
export type ReadContribution = MarkedText | RemarkList;

/** A draft with marks, such as a Word file with tracked changes and comments. */
export interface MarkedText {
  form: "marked-text";
  /** The text with every tracked change rejected: a `doc` of the draft schema. */
  draft: Node;
  /** The text with every tracked change accepted, where inserted text has its final form. */
  accepted: Node;
  /** Offsets refer to the text of `draft`. */
  markup: FileMarkup;
  /**
   * Ranges in a colour of their own, as offsets into the text of `draft`, in order. Some people mark insertions with
   * colour.
   */
  coloured: readonly TextRange[];
  notices: readonly Notice[];
}

/** Remarks that name their own targets: the rows of a comment form, or the annotations of a collection. */
export interface RemarkList {
  form: "remarks";
  /**
   * The document that the file claims to be about (a version's address, a title or a page's URL); null if it names
   * none. This is only a hint.
   */
  names: string | null;
  remarks: readonly ReadRemark[];
  /** The columns of its tables. Absent if it has none. */
  columns?: readonly FileColumn[];
  /** The mail of which the only remark is the text. Absent if it is none. */
  mail?: ReadMail;
  notices: readonly Notice[];
}

/** A text with its author and date, as in the file. */
interface ReadText {
  /** The person's name; empty if the file gives none. */
  author: string;
  /** The organisation's name, short name or code; empty if the file gives none. */
  source: string;
  /** ISO 8601; null if the file gives no date. */
  date: string | null;
  /** Plain text, with paragraphs separated by "\n\n". */
  text: string;
}

/** One remark of a form or a collection. */
export interface ReadRemark extends ReadText {
  /** Unique in the file and the same on every reading: "row 7". */
  id: string;
  /** The name of its sheet. Absent if the file has comments on its first sheet only. */
  sheet?: string;
  /** The names of the rows that continue it. */
  continuedIn?: readonly string[];
  type: CommentType | null;
  place: RemarkPlace;
  /** The proposed wording; null if the remark proposes nothing. */
  proposed: ProposedWording | null;
  resolved: boolean;
  replies: readonly ReadText[];
}

/** The position that a remark gives for itself. If all fields are null, it is about the whole document. */
export interface RemarkPlace {
  /** A clause as the file cites it: "recalling a)", "2.1.3". */
  citation: string | null;
  /** Other citations that the cell may mean, because a spreadsheet made a date of it. */
  otherCitations?: readonly string[];
  /** The page and line of the draft that the file cites, as written. Absent if it cites none. */
  page?: string;
  line?: string;
  /** Text of that clause, or of the whole document if no clause is cited. */
  quote: { exact: string; prefix: string; suffix: string } | null;
  /** A list of W3C selectors for each target. They are tried first and verified by their quotes. */
  selectors: readonly (readonly Selector[])[] | null;
}

/** Wording that a remark proposes. */
interface ProposedWording {
  /** As in the file: the clause or the quoted text retyped, or an instruction in prose. */
  text: string;
  /** The exact operations, if the file has them; they are checked against the version. */
  steps: readonly ProposalOperation[] | null;
}

/**
 * Decisions made, and parts not read, while reading a comment form or a collection of annotations. Their texts are in
 * core/messages.
 */
export const remarkNotices = [
  /** { head, column } A column was identified by words in its heading. */
  "form-column-guessed",
  /** { head, column } A second column has the heading of one that was already used. */
  "form-column-twice",
  /** { head } A column does not belong to the form. */
  "form-column-unknown",
  /** {} A row is not empty but has neither a comment nor a proposed change. */
  "form-row-without-comment",
  /** { standing } The row is marked as withdrawn, hidden or erased. */
  "form-row-not-open",
  /** {} A cell of the row could not be read and is empty. */
  "form-cell-unreadable",
  /** {} From this row on, nothing was read, because the row's quotation mark is not closed or it is too long. */
  "form-rows-cut",
  /** { type } The type is not ge, te or ed. */
  "form-type-unknown",
  /** {} The replies are all in one cell, where they cannot be told apart. */
  "form-replies-left-out",
  /**
   * {} A Word file without marks has the layout of a comment form, or of one of our own comment exports; neither is
   * read.
   */
  "form-in-word",
  /** { count } Comments are marked as resolved in the file. They keep the mark, and are open for discussion. */
  "resolved-in-file",
  /** { address } A page of the collection is not in the file. */
  "annotation-page-missing",
  /** {} The annotation has no content that can be read as text. */
  "annotation-without-words",
  /** { answers } The annotation answers something that is not in the file. */
  "annotation-answers-nothing",
  /** { id } The item is not an annotation of the W3C model. */
  "annotation-not-read",
  /** {} The annotation's text is a web page that is nested too deeply. */
  "annotation-too-deep",
  /** {} The annotation's proposed change has a form that is not known, so only its text was read. */
  "annotation-change-not-read",
  /** {} The annotation gives its target in a form that is not read here, and without a quote. */
  "annotation-without-place",
  /** {} A file attached to a mail could not be read as a contribution. */
  "mail-file-not-read",
  /** {} A mail attached to a mail is nested too deeply. */
  "mail-file-too-deep",
  /** {} A mail's formatting and files are in a file that only Outlook reads. */
  "mail-file-of-outlook",
] as const;
export type RemarkNotice = (typeof remarkNotices)[number];
