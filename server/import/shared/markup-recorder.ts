import type { TextRange } from "#core/compare/comparison.ts";
import type { FileMarkup, ReadComment } from "#core/receive/file-markup.ts";
import type { Piece } from "#core/text/block.ts";
import {
  type ChangeFacts,
  joined,
  type Placed,
  placedChange,
  type PutWords,
  type RecordedChange,
} from "./joined-changes.ts";

/** What to do with tracked changes: show the text with all of them made, or with none. */
export type ChangesShown = "accept" | "reject";

/** The same, or with none and handed over together with the comments. */
export type ChangesWanted = ChangesShown | "keep";

/** The markup of a file, and the runs that have a colour of their own, in order. */
interface PlacedMarkup {
  markup: FileMarkup;
  coloured: TextRange[];
}

/** Markup whose places are still names of markers in the text. */
export type PendingMarkup = (placeOf: (marker: string) => number, text: string) => PlacedMarkup;

/** A comment as its file holds it, without its place. */
export type CommentText = Omit<ReadComment, "start" | "end" | "change" | "isPlaceless">;

/** A comment as it is met: the ends of its range are markers in the text. */
interface RecordedComment {
  start: string | null;
  end: string | null;
  /** The insertion it was met in. */
  change: number | null;
  /** The first insertion between its ends: where no word of the text is, the comment is on that. */
  around: number | null;
}

/**
 * Keeps tracked changes and comments while a file is read as it was before them. The text is normalised and cut into
 * clauses later, so places are kept as markers among the pieces and asked for at the end.
 */
export class MarkupRecorder {
  readonly #changes: RecordedChange[] = [];
  readonly #comments = new Map<string, RecordedComment>();
  readonly #coloured: { start: string; end: string }[] = [];
  #markers = 0;
  /** The insertion being read: comments inside it have no words in the text. */
  #insertion: number | null = null;
  /** The deletion being read. */
  #deletion: number | null = null;

  /** Records an insertion at this place; `read` gives what was inserted, and meets the comments inside. */
  insertion(facts: ChangeFacts, read: () => PutWords): Piece {
    const { marker, end } = this.beginInsertion(facts);
    end(read());
    return marker;
  }

  /** The same for a reader that meets the words one by one: `end` is called with all of them. */
  beginInsertion(facts: ChangeFacts): { marker: Piece; end: (put: PutWords) => void } {
    const at = this.#changes.length;
    const marker = this.#marker();
    const outer = this.#insertion;
    const change = { ...facts, kind: "insert", start: marker, end: marker, within: null } as const;
    this.#changes.push({ ...change, put: { text: "" }, isEnd: false });
    this.#insertion = at;
    for (const comment of this.#comments.values()) if (comment.end === null) comment.around ??= at;
    return {
      marker: { kind: "marker", marker },
      end: (put) => {
        this.#insertion = outer;
        this.#changes[at] = { ...change, put, isEnd: put.text === "\n" };
      },
    };
  }

  /** Records a deletion around the pieces that were deleted. */
  deletion(facts: ChangeFacts, read: () => readonly Piece[]): Piece[] {
    const at = this.#changes.length;
    const { start, end } = this.deletionEnds(facts);
    const outer = this.#deletion;
    this.#deletion = at;
    const pieces = read();
    this.#deletion = outer;
    return [start, ...pieces, end];
  }

  /** The same for one that may run over paragraphs: what marks its two ends. */
  deletionEnds(facts: ChangeFacts): { start: Piece; end: Piece } {
    const [start, end] = [this.#marker(), this.#marker()];
    const own = { kind: "delete", start, end, put: { text: "" }, isEnd: false } as const;
    this.#changes.push({ ...facts, ...own, within: this.#deletion });
    return { start: { kind: "marker", marker: start }, end: { kind: "marker", marker: end } };
  }

  /** Records that the pieces are in a colour of their own. */
  coloured(read: () => readonly Piece[]): Piece[] {
    const [start, end] = [this.#marker(), this.#marker()];
    this.#coloured.push({ start, end });
    return [{ kind: "marker", marker: start }, ...read(), { kind: "marker", marker: end }];
  }

  /** Records that the end of the paragraph was deleted, at that end. */
  deletedEnd(facts: ChangeFacts): Piece {
    const marker = this.#marker();
    const own = { kind: "delete", start: marker, end: marker, put: { text: "\n" }, isEnd: true } as const;
    this.#changes.push({ ...facts, ...own, within: this.#deletion });
    return { kind: "marker", marker };
  }

  /**
   * Says that a paragraph had no words before the changes in it: an empty line, which the text has not. Words that are put
   * into it bring its end with them, unless that goes; that it goes is no change of the text.
   */
  emptyParagraph(pieces: readonly Piece[]): void {
    const markers = new Set(pieces.map((piece) => (piece.kind === "marker" ? piece.marker : "")));
    const ending = this.#changes.findLastIndex(
      ({ kind, isEnd, start }) => kind === "delete" && isEnd && markers.has(start),
    );
    const last = this.#changes.findLastIndex(({ kind, start }) => kind === "insert" && markers.has(start));
    const [end, change] = [this.#changes[ending], this.#changes[last]];
    if (end) this.#changes[ending] = { ...end, isEnd: false };
    else if (change && change.put.text.trim() !== "") {
      this.#changes[last] = { ...change, put: { ...change.put, text: `${change.put.text}\n` } };
    }
  }

  /** Says that a table follows an empty paragraph: words put into that keep its end, whatever is tracked of it. */
  beforeTable(pieces: readonly Piece[]): void {
    const markers = new Set(pieces.map((piece) => (piece.kind === "marker" ? piece.marker : "")));
    const last = this.#changes.findLastIndex(({ kind, start }) => kind === "insert" && markers.has(start));
    const change = this.#changes[last];
    if (!change || change.put.text.trim() === "" || change.put.text.endsWith("\n")) return;
    this.#changes[last] = { ...change, put: { ...change.put, text: `${change.put.text}\n` } };
  }

  /** Records an end of a comment's range, or the place (`point`) that stands for a range where there is none. */
  comment(id: string, edge: "start" | "end" | "point"): Piece[] {
    const known = this.#comments.get(id) ?? { start: null, end: null, change: this.#insertion, around: null };
    this.#comments.set(id, known);
    if (edge === "point" && known.start !== null) return [];
    const marker = this.#marker();
    if (edge === "start" || known.start === null) known.start = marker;
    if (edge !== "start") known.end = marker;
    if (this.#insertion === null) return [{ kind: "marker", marker }];
    const change = this.#changes[this.#insertion];
    if (edge === "start") known.start = change?.start ?? null;
    else known.end = change?.start ?? null;
    known.start ??= change?.start ?? null;
    return [];
  }

  /** The markup, once the text has its final form. */
  finish(texts: readonly CommentText[]): PendingMarkup {
    return (placeOf, text) => {
      const placed = this.#changes.map((change): Placed => placedChange(change, placeOf, text));
      const { changes, indexOf } = joined(placed);
      const comments = texts.map((comment): FileMarkup["comments"][number] => {
        const own = this.#comments.get(comment.id);
        const range = own?.start ? own : comment.parent === null ? undefined : this.#comments.get(comment.parent);
        const start = range?.start ? placeOf(range.start) : 0;
        const end = range?.end ? placeOf(range.end) : start;
        const change = range?.change ?? (end > start ? null : (range?.around ?? null));
        return {
          ...comment,
          start,
          end: Math.max(start, end),
          change: change === null ? null : (indexOf[change] ?? null),
          ...(!range?.start && { isPlaceless: true as const }),
        };
      });
      const coloured = this.#coloured
        .map(({ start, end }): TextRange => [placeOf(start), placeOf(end)])
        .filter(([start, end]) => end > start);
      return { markup: { changes, comments }, coloured };
    };
  }

  #marker(): string {
    this.#markers += 1;
    return `m${String(this.#markers)}`;
  }
}
