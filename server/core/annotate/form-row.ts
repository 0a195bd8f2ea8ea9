import type { CommentType } from "#core/annotate/annotation.ts";

/** A row of a filled comment form as its cells have it, not yet brought to a version. */
export interface FormRow {
  /** Its place in the sheet, counted from 1. */
  row: number;
  /** Who says it, as the form names them; "" where it does not say. */
  source: string;
  person: string;
  /** The clause it speaks of: a citation as somebody typed it, "" or "General" for the whole document. */
  clause: string;
  /** Figure, table, note or the like within it, or what sort of clause it is. */
  part: string;
  /** The words it speaks of; "" where of the whole clause. */
  words: string;
  type: CommentType;
  comment: string;
  change: string;
  /** ISO 8601, UTC; null where the form does not say or it is no date. */
  createdAt: string | null;
}
