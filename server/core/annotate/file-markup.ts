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
  /** A row that was put into a table: its cells' words have tabs between them. */
  readonly row?: true;
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
}

/** The tracked changes and comments of a file. */
export interface FileMarkup {
  readonly changes: readonly ReadChange[];
  readonly comments: readonly ReadComment[];
}
