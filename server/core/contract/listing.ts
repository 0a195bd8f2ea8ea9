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

/** The query of a list with search and pages. */
export const listQuery = {
  /** Text that an entry contains, in any case and with or without accents. */
  search: z.string().trim().max(200).optional(),
  /** Number of the page, from 1. */
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  /** Maximum number of entries on a page. */
  size: z.coerce.number().int().min(1).max(100).default(50),
};

/** The answer of a list: one page, and the number of entries on all pages. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), total: z.int(), page: z.int(), size: z.int() });
}

/** Returns one page of a list. */
export function pageFrom<Item>(
  all: readonly Item[],
  { page, size }: { page: number; size: number },
): { items: Item[]; total: number; page: number; size: number } {
  return { items: all.slice((page - 1) * size, page * size), total: all.length, page, size };
}
