import * as z from "zod";
import { Version } from "#core/text/version.ts";

/** A long text: a comment, a justification or a reply. Surrounding whitespace is removed. */
export const LongText = z.string().trim().max(20_000);

/**
 * A reason for hiding or erasing an annotation or reply, or for withdrawing a version. Required, because it is shown
 * instead of the text.
 */
export const Reason = z.string().trim().min(1).max(2000);

/** A query parameter that holds a list separated by commas. Undefined if omitted. */
export function commaSeparated<List extends z.ZodArray>(list: List) {
  return z.preprocess(
    (value: unknown): unknown => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    list.optional(),
  );
}

/** Whether people are notified of the act. If not, its event says so. */
export const notify = z.boolean().default(true);

/** A version as named among others, which may belong to other documents. */
export const NamedVersion = Version.pick({
  id: true,
  documentId: true,
  round: true,
  label: true,
  date: true,
  language: true,
  state: true,
}).extend({
  /** The version's address: `document@round` or `document@round:lang`, or its id. */
  address: z.string(),
  /** Short title of its document. */
  document: z.string(),
});
export type NamedVersion = z.infer<typeof NamedVersion>;

/** The query of a list that may be long. */
export const cursorQuery = {
  /** The `next` of the answer before. Without it, the list begins. */
  after: z.string().max(2000).optional(),
  /** Maximum number of entries in an answer. */
  size: z.coerce.number().int().min(1).max(100).default(50),
};

/** Text of which an entry has all words, or words that begin alike, in any case and with or without accents. */
export const wordSearch = z.string().trim().max(200).optional();

/**
 * The answer of a list that may be long. An answer can have fewer entries than asked for, or none, although others
 * follow: the server reads a limited number of records for it.
 */
export function partOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    /** For `after`, null at the end of the list. */
    next: z.string().nullable(),
    /** Number of entries of the whole list, null if it would have to be counted one by one. */
    total: z.int().nullable(),
  });
}

/** A part of a list that may be long. */
export interface Part<Item> {
  items: Item[];
  next: string | null;
  total: number | null;
}
