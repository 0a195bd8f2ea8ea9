import type { Node } from "prosemirror-model";
import type { VersionText } from "#core/text/clause.ts";

/** A footnote that was put in with words. */
export interface PutNote {
  /** UTF-16 offset into the words it was put in with. */
  readonly at: number;
  /** What it says. */
  readonly text: string;
}

/** A cell of a row that was put into a table. */
export interface PutCell {
  /** Counted from 1. */
  readonly column: number;
  readonly text: string;
  readonly notes: readonly PutNote[];
}

/**
 * What becomes of a whole row: it goes, or it is put in below the row of the cell the change stands in, above it, or, with
 * no row of its table there, before the clause that the change stands in.
 */
export type RowChange = "gone" | "below" | "above" | "new";

/** A tracked change of a file, on the text as it was before all of them. */
export interface ReadChange {
  /** paragraph: two paragraphs became one (a range over the line end) or one became two (an empty range). */
  readonly kind: "insert" | "delete" | "move" | "paragraph";
  readonly author: string;
  /** As the file has it, ISO 8601; null where it says none. */
  readonly date: string | null;
  /** UTF-16 offsets into the version's text; for an insertion both are the place it goes to. */
  readonly start: number;
  readonly end: number;
  /** The words inserted, deleted or moved; "\n" stands for the end of a paragraph. */
  readonly text: string;
  /** For a move, where the words went; null elsewhere. */
  readonly to: number | null;
  /** For a move, what was put there, where that reads otherwise: a typed label stands before it. */
  readonly put?: string;
  /** Joins a deletion and an insertion that are one move, where the words were changed on the way. */
  readonly movedAs?: string;
  /** A whole row of a table: the words of one that was put in have tabs between the cells. */
  readonly row?: RowChange;
  /** The cells of a row that was put in, in their order. */
  readonly cells?: readonly PutCell[];
  /** Footnotes among the words that were put in, in their order; left out where there are none. */
  readonly notes?: readonly PutNote[];
}

/** A comment of a file, on the text as it was before all tracked changes. */
export interface ReadComment {
  readonly id: string;
  /** The comment it answers; null for one of its own. */
  readonly parent: string | null;
  readonly author: string;
  readonly initials: string;
  readonly date: string | null;
  readonly resolved: boolean;
  readonly start: number;
  readonly end: number;
  /** The insertion or move its words stand in, as an index into the changes; null where they stand in the text. */
  readonly change: number | null;
  readonly text: string;
  /** The file says nowhere in its text where it stands; start and end are 0. */
  readonly isPlaceless?: true;
}

/** The tracked changes and comments of a file. */
export interface FileMarkup {
  readonly changes: readonly ReadChange[];
  readonly comments: readonly ReadComment[];
}

/** The text that changes were made in. */
export interface MarkedDraft {
  draft: Node;
  text: VersionText;
  /** The text with every change made: it tells what kind of clause was put in. */
  accepted: Node;
}
