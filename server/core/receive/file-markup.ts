import type { Node } from "prosemirror-model";
import type { VersionText } from "#core/text/clause.ts";

/** A footnote inside inserted text. */
export interface InsertedNote {
  /** UTF-16 offset into the inserted text. */
  readonly at: number;
  readonly text: string;
}

/** A cell of an inserted table row. */
export interface InsertedCell {
  /** Counted from 1. */
  readonly column: number;
  readonly text: string;
  readonly notes: readonly InsertedNote[];
  /** Changes by other people inside the text, in order; absent if nobody changed it. */
  readonly inner?: readonly InnerChange[];
}

/**
 * A change to a whole table row. "gone": the row is deleted. "below" and "above": a row is inserted below or above the
 * row of the cell at the change. "new": the table has no row there, so the row is inserted before the clause at the
 * change.
 */
export type RowChange = "gone" | "below" | "above" | "new";

/** A change by another person inside the text that a change inserts. */
export interface InnerChange {
  readonly kind: "insert" | "delete";
  readonly author: string;
  /** ISO 8601, as in the file; null if it gives no date. */
  readonly date: string | null;
  /** UTF-16 offsets into the inserted text without any inner change; for an insertion both are its position. */
  readonly start: number;
  readonly end: number;
  /** The inserted or deleted text. */
  readonly text: string;
}

/** A tracked change in a file. Offsets refer to the text without any of the tracked changes. */
export interface ReadChange {
  /**
   * "paragraph" means that two paragraphs were joined (a range over the line end) or one was split (an empty range).
   */
  readonly kind: "insert" | "delete" | "move" | "paragraph";
  readonly author: string;
  /** ISO 8601, as in the file; null if it gives no date. */
  readonly date: string | null;
  /** UTF-16 offsets into the version's text; for an insertion both are its position. */
  readonly start: number;
  readonly end: number;
  /** The inserted, deleted or moved text, as its author made it; "\n" is the end of a paragraph. */
  readonly text: string;
  /** Changes by other people inside an inserted `text`, in order; absent if nobody changed it. */
  readonly inner?: readonly InnerChange[];
  /** For a move, the new position; otherwise null. */
  readonly to: number | null;
  /** For a move, the text at the new position if it differs because a typed label precedes it. */
  readonly put?: string;
  /** Shared by a deletion and an insertion that are one move with edited text. */
  readonly movedAs?: string;
  /** Set if the change is a whole table row; the text of an inserted row has tabs between its cells. */
  readonly row?: RowChange;
  /** The cells of an inserted row, in order. */
  readonly cells?: readonly InsertedCell[];
  /** Footnotes inside the inserted text, in order; absent if it has no footnotes. */
  readonly notes?: readonly InsertedNote[];
}

/** A comment in a file. Offsets refer to the text without any of the tracked changes. */
export interface ReadComment {
  readonly id: string;
  /** Id of the comment that it answers; null if it answers none. */
  readonly parent: string | null;
  readonly author: string;
  readonly initials: string;
  readonly date: string | null;
  readonly resolved: boolean;
  readonly start: number;
  readonly end: number;
  /** Index of the insertion or move that contains its text; null if it is on the original text. */
  readonly change: number | null;
  readonly text: string;
  /** The file gives no position for it; `start` and `end` are 0. */
  readonly isPlaceless?: true;
}

/** The tracked changes and comments of a file. */
export interface FileMarkup {
  readonly changes: readonly ReadChange[];
  readonly comments: readonly ReadComment[];
}

/** The draft in which the changes were made. */
export interface MarkedDraft {
  draft: Node;
  text: VersionText;
  /** The draft with every change accepted; it shows the kind of each inserted clause. */
  accepted: Node;
}
