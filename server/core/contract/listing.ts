import * as z from "zod";

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
