import type { ClausePoint } from "#core/discuss/target.ts";

/** Selected words from where one began (`anchor`) to where one is (`head`); backwards where the head stands before. */
export interface WordRange {
  anchor: ClausePoint;
  head: ClausePoint;
}

/** A clause as far as walking over its words needs it. */
export interface WordClause {
  id: string;
  text: string;
}

/** A word, by the index of its clause and its own. */
interface Place {
  clause: number;
  word: number;
}

/**
 * Walks over the words of a text as arrow keys do: a step chooses the next word alone, an extending step keeps the word
 * one began at and takes in or gives back one at the other end. Words are those a reader sees (`Intl.Segmenter`, so
 * Chinese has some too), one clause at a time. Steps run on into the next clause.
 */
export class WordWalk {
  readonly #clauses: readonly WordClause[];
  readonly #segmenter: Intl.Segmenter;
  readonly #words = new Map<number, readonly { start: number; end: number }[]>();

  constructor(clauses: readonly WordClause[], language: string) {
    this.#clauses = clauses;
    this.#segmenter = new Intl.Segmenter(language, { granularity: "word" });
  }

  /**
   * The words after a step, 1 onwards and -1 back. A walk begins at the first or last word of the clause it is in, or at
   * words that are selected already. Null where there is no word to go to.
   */
  step(from: string | WordRange, by: 1 | -1, extending: boolean): WordRange | null {
    if (typeof from === "string") {
      const clause = this.#indexOf(from);
      const first = this.#at({ clause, word: by > 0 ? 0 : this.#wordsOf(clause).length - 1 }) ?? null;
      return first && this.#range(first, first);
    }
    const backwards = this.#isBefore(from.head, from.anchor);
    const anchor = this.#touching(from.anchor, backwards ? "before" : "after");
    const head = this.#touching(from.head, backwards ? "after" : "before");
    const next = head && this.#beside(head, by);
    if (!anchor || !next) return null;
    return this.#range(extending ? anchor : next, next);
  }

  #range(anchor: Place, head: Place): WordRange | null {
    const first = this.#wordsOf(anchor.clause)[anchor.word];
    const last = this.#wordsOf(head.clause)[head.word];
    if (!first || !last) return null;
    const backwards = head.clause < anchor.clause || (head.clause === anchor.clause && head.word < anchor.word);
    const point = (clause: number, offset: number): ClausePoint => ({
      clause: this.#clauses[clause]?.id ?? "",
      offset,
    });
    return {
      anchor: point(anchor.clause, backwards ? first.end : first.start),
      head: point(head.clause, backwards ? last.start : last.end),
    };
  }

  /** The word a place is in or at the edge of, looking to one side and, where that side has none, on into other clauses. */
  #touching({ clause: id, offset }: ClausePoint, side: "before" | "after"): Place | undefined {
    const clause = this.#indexOf(id);
    const words = this.#wordsOf(clause);
    const word =
      side === "after"
        ? words.findIndex(({ end }) => end > offset)
        : words.findLastIndex(({ start }) => start < offset);
    if (word >= 0) return { clause, word };
    return side === "after"
      ? this.#beside({ clause, word: words.length - 1 }, 1)
      : this.#beside({ clause, word: 0 }, -1);
  }

  #beside({ clause, word }: Place, by: 1 | -1): Place | undefined {
    const own = this.#at({ clause, word: word + by });
    if (own) return own;
    for (let other = clause + by; this.#clauses[other]; other += by) {
      const found = this.#at({ clause: other, word: by > 0 ? 0 : this.#wordsOf(other).length - 1 });
      if (found) return found;
    }
    return undefined;
  }

  #at(place: Place): Place | undefined {
    return this.#wordsOf(place.clause)[place.word] && place;
  }

  #isBefore(one: ClausePoint, other: ClausePoint): boolean {
    const [first, second] = [this.#indexOf(one.clause), this.#indexOf(other.clause)];
    return first < second || (first === second && one.offset < other.offset);
  }

  #indexOf(id: string): number {
    return this.#clauses.findIndex((clause) => clause.id === id);
  }

  #wordsOf(clause: number): readonly { start: number; end: number }[] {
    const known = this.#words.get(clause);
    if (known) return known;
    const words = [...this.#segmenter.segment(this.#clauses[clause]?.text ?? "")].flatMap(
      ({ isWordLike, index, segment }) => (isWordLike ? [{ start: index, end: index + segment.length }] : []),
    );
    this.#words.set(clause, words);
    return words;
  }
}
