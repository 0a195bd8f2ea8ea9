import type { EditorView } from "prosemirror-view";
import type { ClausePoint } from "#core/discuss/target.ts";
import type { ClausePositions } from "./clause-positions.ts";

/**
 * Selects words with the keyboard. An arrow key on a focused clause selects the next word; with Shift it extends the
 * selection by one word. It uses the browser's own selection, so every action on a selection works here too.
 */
export class WordSelection {
  readonly #view: EditorView;
  readonly #places: ClausePositions;
  readonly #walk: WordWalk;
  readonly #rightToLeft: boolean;

  constructor(view: EditorView, positions: ClausePositions) {
    const { language, direction } = view.state.doc.attrs as Record<string, string>;
    this.#view = view;
    this.#places = positions;
    this.#walk = new WordWalk(
      positions.order.map(({ id, node }) => ({ id, text: node.textContent })),
      language ?? "en",
    );
    this.#rightToLeft = direction === "rtl";
  }

  /**
   * Handles an arrow key on the focused clause. Returns the new end of the selection; null if there is no word in that
   * direction, undefined for any other key.
   */
  onKey(event: KeyboardEvent, clause: string): ClausePoint | null | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return undefined;
    const forward = (event.key === "ArrowRight") !== this.#rightToLeft;
    const range = this.#walk.step(this.#selected() ?? clause, forward ? 1 : -1, event.shiftKey);
    if (!range) return null;
    const backwards = this.#isBefore(range.head.clause, range.head.offset, range.anchor.clause, range.anchor.offset);
    const anchor = this.#places.position(range.anchor.clause, range.anchor.offset, backwards ? "before" : "after");
    const head = this.#places.position(range.head.clause, range.head.offset, backwards ? "after" : "before");
    if (anchor === undefined || head === undefined) return null;
    const from = this.#view.domAtPos(anchor, backwards ? -1 : 1);
    const to = this.#view.domAtPos(head, backwards ? 1 : -1);
    this.#view.dom.ownerDocument.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    return range.head;
  }

  /** Returns the current selection if both ends are in the text. */
  #selected(): Parameters<WordWalk["step"]>[0] | null {
    const selection = this.#view.dom.ownerDocument.getSelection();
    if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    if (!this.#view.dom.contains(anchorNode) || !this.#view.dom.contains(focusNode)) return null;
    const backwards = anchorNode === focusNode ? focusOffset < anchorOffset : isAfter(anchorNode, focusNode);
    const point = (node: globalThis.Node, offset: number, atEnd: boolean) =>
      this.#places.point(this.#view.posAtDOM(node, offset, atEnd ? -1 : 1), atEnd ? "before" : "after");
    const anchor = point(anchorNode, anchorOffset, backwards);
    const head = point(focusNode, focusOffset, !backwards);
    return anchor && head ? { anchor, head } : null;
  }

  #isBefore(clause: string, offset: number, other: string, otherOffset: number): boolean {
    if (clause === other) return offset < otherOffset;
    return (this.#places.get(clause)?.before ?? 0) < (this.#places.get(other)?.before ?? 0);
  }
}

function isAfter(node: globalThis.Node, other: globalThis.Node): boolean {
  return (node.compareDocumentPosition(other) & globalThis.Node.DOCUMENT_POSITION_PRECEDING) !== 0;
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
