import type { Node } from "prosemirror-model";
import type { TextRange } from "#core/compare/comparison.ts";
import type { CommentType } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Selector } from "#core/place/selector.ts";
import type { FileMarkup } from "#core/receive/file-markup.ts";
import type { Notice } from "#core/text/notice.ts";

/**
 * A file that an organisation sent, read, before it is known on which version it was written. Every reader of such files
 * gives one of these forms; what becomes proposals and comments, and where they go, is decided from here on alike.
 */
export type ReadContribution = MarkedText | RemarkList;

/** A draft with marks on it: a Word file with tracked changes and comments. */
export interface MarkedText {
  form: "marked-text";
  /** The text with every tracked change unmade: a `doc` of the draft schema. */
  draft: Node;
  /** The text with every one made: what is put in is there what it will be. */
  accepted: Node;
  /** Offsets are into that draft's text. */
  markup: FileMarkup;
  /** Runs in a colour of their own, by offsets into that text, in order: how some mark what they put in. */
  coloured: readonly TextRange[];
  notices: readonly Notice[];
}

/** Remarks that say themselves what they are on: the rows of a comment form, the annotations of a collection. */
export interface RemarkList {
  form: "remarks";
  /** What the file says it is on (an address, a title, an address of a page); null where nothing. A hint, not believed. */
  names: string | null;
  remarks: readonly ReadRemark[];
  notices: readonly Notice[];
}

/** Who said something, and when, as a file has it. */
interface ReadVoice {
  /** The person; empty where the file names none. */
  author: string;
  /** The organisation, by name, short name or code; empty where the file names none. */
  source: string;
  /** ISO 8601; null where the file says none. */
  date: string | null;
  /** Plain text, paragraphs separated by "\n\n". */
  text: string;
}

/** One remark. */
export interface ReadRemark extends ReadVoice {
  /** Unique in the file and the same each time it is read: "row 7". */
  id: string;
  type: CommentType | null;
  place: RemarkPlace;
  /** What is proposed; null where nothing is. */
  proposed: ProposedWording | null;
  resolved: boolean;
  replies: readonly ReadVoice[];
}

/** What a remark is on. With all of them null it is on the whole document. */
export interface RemarkPlace {
  /** A clause as the file cites it: "recalling a)", "2.1.3". */
  citation: string | null;
  /** Words of that clause, or of the text where no clause is cited. */
  quote: { exact: string; prefix: string; suffix: string } | null;
  /** One list of W3C selectors for each target; they are tried first, and checked by their quotes. */
  selectors: readonly (readonly Selector[])[] | null;
}

/** Wording that a remark proposes. */
interface ProposedWording {
  /** As the file words it: the clause or the quoted words retyped, or an instruction for people. */
  text: string;
  /** The exact steps, where the file has them; they are checked against the version. */
  steps: readonly ProposalOperation[] | null;
}

/** What had to be decided, or could not be read, in a comment form or a collection of annotations. Worded in core/messages. */
export const remarkNotices = [
  /** { head, column } A column was taken for one of the form's by words in its head. */
  "form-column-guessed",
  /** { head, column } A second column is called like one that was taken already. */
  "form-column-twice",
  /** { head } A column is none of the form's. */
  "form-column-unknown",
  /** {} A row has something in it, and neither a comment nor a proposed change. */
  "form-row-without-comment",
  /** { standing } The row says that it was withdrawn, hidden or erased. */
  "form-row-not-open",
  /** { type } Neither ge, te nor ed. */
  "form-type-unknown",
  /** {} Answers stand in one cell, and are not told apart there. */
  "form-replies-left-out",
  /** {} A Word file without a mark is laid out as a comment form, or as our layouts of what was said are; none is read. */
  "form-in-word",
  /** { address } A page of the collection is not in the file. */
  "annotation-page-missing",
  /** {} It says nothing that can be read as words. */
  "annotation-without-words",
  /** { answers } It answers something that is not in the file. */
  "annotation-answers-nothing",
  /** { id } It is no annotation of the W3C's model. */
  "annotation-not-read",
  /** {} Its place is told in a way that is not read here, and by no words. */
  "annotation-without-place",
] as const;
export type RemarkNotice = (typeof remarkNotices)[number];
