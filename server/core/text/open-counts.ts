import * as z from "zod";

/** How much of a clause, article or draft is open. */
export const OpenCounts = z.object({
  /** Pairs of square brackets, nested ones included. A pair counts where it opens. */
  brackets: z.int().nonnegative(),
  /** Pairs that are in no other pair. */
  outermost: z.int().nonnegative(),
  /** Named alternatives: "Option 1", "Alternative A". */
  options: z.int().nonnegative(),
  /** Words in any bracket, each counted once. */
  words: z.int().nonnegative(),
});
export type OpenCounts = z.infer<typeof OpenCounts>;

export const noneOpen: OpenCounts = { brackets: 0, outermost: 0, options: 0, words: 0 };

/** Whether nothing is open. */
export function isSettled({ brackets, options, words }: OpenCounts): boolean {
  return brackets === 0 && options === 0 && words === 0;
}

/** Adds counts up. */
export function sumOfCounts(all: readonly OpenCounts[]): OpenCounts {
  const sum = { ...noneOpen };
  for (const { brackets, outermost, options, words } of all) {
    sum.brackets += brackets;
    sum.outermost += outermost;
    sum.options += options;
    sum.words += words;
  }
  return sum;
}
