import type { ClausePoint } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import type { ClauseMap } from "./clause-map.ts";

/**
 * Selects words with the keyboard. An arrow key on a focused clause selects the next word; with Shift it extends the
 * selection by one word. It uses the browser's own selection, so every action on a selection works here too.
 */
export class WordSelection {
  readonly #root: Element;
  readonly #walk: WordWalk;
  readonly #rightToLeft: boolean;

  constructor(root: Element, { text, clauses, language }: VersionText) {
    this.#root = root;
    this.#walk = new WordWalk(
      clauses.map(({ id, start, end }) => ({ id, text: text.slice(start, end) })),
      language,
    );
    this.#rightToLeft = directionOf(language) === "rtl";
  }

  /**
   * Handles an arrow key on the focused clause. Returns the new end of the selection; null if there is no word in that
   * direction, undefined for any other key.
   */
  onKey(event: KeyboardEvent, clause: string, map: ClauseMap): ClausePoint | null | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return undefined;
    const forward = (event.key === "ArrowRight") !== this.#rightToLeft;
    const range = this.#walk.step(this.#selected(map) ?? clause, forward ? 1 : -1, event.shiftKey);
    if (!range) return null;
    const backwards = map.isBefore(range.head, range.anchor);
    const from = map.domPoint(range.anchor, backwards ? "before" : "after");
    const to = map.domPoint(range.head, backwards ? "after" : "before");
    if (!from || !to) return null;
    this.#root.ownerDocument.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    return range.head;
  }

  /** Returns the current selection if both ends are in the text. */
  #selected(map: ClauseMap): WordRange | null {
    const selection = this.#root.ownerDocument.getSelection();
    if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    if (!this.#root.contains(anchorNode) || !this.#root.contains(focusNode)) return null;
    const backwards = anchorNode === focusNode ? focusOffset < anchorOffset : isAfter(anchorNode, focusNode);
    const anchor = map.point(anchorNode, anchorOffset, backwards ? "before" : "after");
    const head = map.point(focusNode, focusOffset, backwards ? "after" : "before");
    return anchor && head ? { anchor, head } : null;
  }
}

function isAfter(node: Node, other: Node): boolean {
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}

/**
 * Selected words from the start of the selection (`anchor`) to its moving end (`head`). In a backward selection the
 * head precedes the anchor.
 */
export interface WordRange {
  anchor: ClausePoint;
  head: ClausePoint;
}

/** The part of a clause that the word walk needs. */
interface WordClause {
  id: string;
  text: string;
}

/** A word, as the index of its clause and its index there. */
interface WordPosition {
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

  #range(anchor: WordPosition, head: WordPosition): WordRange | null {
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
  #touching({ clause: id, offset }: ClausePoint, side: "before" | "after"): WordPosition | undefined {
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

  #beside({ clause, word }: WordPosition, by: 1 | -1): WordPosition | undefined {
    const sameClause = this.#at({ clause, word: word + by });
    if (sameClause) return sameClause;
    for (let nextClause = clause + by; this.#clauses[nextClause]; nextClause += by) {
      const position = this.#at({ clause: nextClause, word: by > 0 ? 0 : this.#wordsOf(nextClause).length - 1 });
      if (position) return position;
    }
    return undefined;
  }

  #at(position: WordPosition): WordPosition | undefined {
    return this.#wordsOf(position.clause)[position.word] && position;
  }

  #isBefore(a: ClausePoint, b: ClausePoint): boolean {
    const [first, second] = [this.#indexOf(a.clause), this.#indexOf(b.clause)];
    return first < second || (first === second && a.offset < b.offset);
  }

  #indexOf(id: string): number {
    return this.#clauses.findIndex((clause) => clause.id === id);
  }

  #wordsOf(clause: number): readonly { start: number; end: number }[] {
    const cached = this.#words.get(clause);
    if (cached) return cached;
    const words = [...this.#segmenter.segment(this.#clauses[clause]?.text ?? "")].flatMap(
      ({ isWordLike, index, segment }) => (isWordLike ? [{ start: index, end: index + segment.length }] : []),
    );
    this.#words.set(clause, words);
    return words;
  }
}
