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
