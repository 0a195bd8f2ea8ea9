import * as z from "zod";

/** The columns of a comment form that a person may choose for a column of a file. */
export const choosableColumns = [
  ...(["number", "source", "person", "page", "line", "pageLine", "clause", "part", "words"] as const),
  ...(["type", "comment", "change", "observation", "date"] as const),
] as const;

/** All columns of a comment form. The others are in our own forms only. */
export const FormColumn = z.enum([
  ...choosableColumns,
  ...([
    "kind",
    "group",
    "origin",
    "address",
    "place",
    "reason",
    "positions",
    "replies",
    "imported",
    "standing",
  ] as const),
]);
export type FormColumn = z.infer<typeof FormColumn>;

/** The columns of a form by the keys of a file's columns. Null for one that is not read. */
export const ColumnMapping = z.record(z.string(), FormColumn.nullable());
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** A column of a file with the column of the form as which it was read. */
export const FileColumn = z.object({
  /** Its normalised heading. The second column with a heading has its number at the end. */
  key: z.string(),
  /** Its heading in the file. */
  head: z.string(),
  /** Its first cells with different texts, shortened. */
  samples: z.array(z.string()),
  /** Null if it was not read. */
  column: FormColumn.nullable(),
});
export type FileColumn = z.infer<typeof FileColumn>;

/**
 * Who chose the columns of a file:
 *
 * - reader: they were guessed from their headings
 * - earlier-file: a person corrected them for an earlier file with the same headings
 * - person: a person corrected them for this file
 */
export const ColumnsBy = z.enum(["reader", "earlier-file", "person"]);

/** The columns of a file, if they are others than those guessed from their headings. */
export const ChosenColumns = z.object({ by: ColumnsBy.exclude(["reader"]), columns: ColumnMapping });
export type ChosenColumns = z.infer<typeof ChosenColumns>;

/** The columns of a file, and who chose them. */
export const FileColumns = z.object({ by: ColumnsBy, columns: z.array(FileColumn) });
export type FileColumns = z.infer<typeof FileColumns>;
