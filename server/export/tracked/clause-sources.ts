import type { SourceMap, TextSource } from "#core/text/segments/block.ts";

/** A clause's id with its text. Clauses are in document order. */
export interface PlacedClause {
  readonly id: string;
  readonly text: string;
}

/** Sources of a draft's text by clause. */
export class ClauseSources {
  readonly #sources: SourceMap;
  readonly #ranges = new Map<string, { start: number; end: number }>();

  /** `sources` are those of the clauses' texts, joined by line ends. */
  constructor(sources: SourceMap, clauses: readonly PlacedClause[]) {
    this.#sources = sources;
    let start = 0;
    for (const { id, text } of clauses) {
      this.#ranges.set(id, { start, end: start + text.length });
      start += text.length + 1;
    }
  }

  /** Yields the sources of a clause's text. Their starts are offsets in that text. */
  *of(clause: string): Generator<TextSource, void> {
    const range = this.#ranges.get(clause);
    for (let index = range ? this.#firstAfter(range.start) : Infinity; ; index += 1) {
      const found = this.#sources[index];
      if (!found || !range || found.start >= range.end) return;
      const from = Math.max(found.start, range.start);
      const to = Math.min(found.start + found.length, range.end);
      if (from < to)
        yield { ...found, at: found.at + from - found.start, start: from - range.start, length: to - from };
    }
  }

  /** Returns the index of the first source that ends after an offset. */
  #firstAfter(offset: number): number {
    let low = 0;
    for (let high = this.#sources.length; low < high;) {
      const middle = (low + high) >> 1;
      const { start = 0, length = 0 } = this.#sources[middle] ?? {};
      if (start + length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
