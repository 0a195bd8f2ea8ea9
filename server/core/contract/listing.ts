import * as z from "zod";

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
