import type { PendingNotice } from "#core/text/block.ts";

/** Counts what was met, so that one notice can say how often. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, count = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** What was met most; undefined where nothing was. */
  get most(): string | undefined {
    let most: string | undefined;
    for (const [what, count] of this.#counts) if (most === undefined || count > this.of(most)) most = what;
    return most;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}

/** How much of what is left out is told, in characters: enough to find it by. */
const toldCharacters = 120;

/** That words stand where the form of a file has no place for them; nothing where there are none. */
export function misplacedNotice(words: string): PendingNotice[] {
  const told = words.length > toldCharacters ? `${words.slice(0, toldCharacters)}…` : words;
  return words === "" ? [] : [{ code: "words-out-of-place", params: { words: told }, at: "" }];
}
