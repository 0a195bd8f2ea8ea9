import type { PendingNotice } from "#core/text/block.ts";

/** Counts occurrences, so that a single notice can report their number. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, count = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** The most frequent item, or undefined for an empty tally. */
  get most(): string | undefined {
    let most: string | undefined;
    for (const [what, count] of this.#counts) if (most === undefined || count > this.of(most)) most = what;
    return most;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}

/** Maximum length of the quoted text, in characters: enough to find it. */
const toldCharacters = 120;

/** Returns a notice about text in a position that the file format does not allow. Empty if no such text was found. */
export function misplacedNotice(words: string): PendingNotice[] {
  const told = words.length > toldCharacters ? `${words.slice(0, toldCharacters)}…` : words;
  return words === "" ? [] : [{ code: "words-out-of-place", params: { words: told }, at: "" }];
}
