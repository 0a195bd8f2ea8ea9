import type { ClausePoint } from "#core/discuss/target.ts";

/**
 * Selected words from the start of the selection (`anchor`) to its moving end (`head`). In a backward selection the
 * head precedes the anchor.
 */
export interface WordRange {
  anchor: ClausePoint;
  head: ClausePoint;
}

/** The part of a clause that the word walk needs. */
export interface WordClause {
  id: string;
  text: string;
}

/** A word, as the index of its clause and its index there. */
interface Place {
  clause: number;
  word: number;
}

/**
 * Steps through the words of a text like arrow keys. A plain step selects only the next word. An extending step keeps
 * the first word selected and adds or removes one at the other end. Words are those a reader sees, clause by clause;
 * `Intl.Segmenter` finds them in Chinese too. Steps continue into the next clause.
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
   * Returns the selection after a step: 1 forward, -1 back. A walk starts at the first or last word of its clause, or
   * at the words already selected. Returns null if there is no further word.
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

  /** Returns the word at a point, looking to the given side. If that side has no word, continues into other clauses. */
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
