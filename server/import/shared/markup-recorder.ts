import type { TextRange } from "#core/compare/comparison.ts";
import type { FileMarkup, ReadComment } from "#core/receive/file-markup.ts";
import type { Piece } from "#core/text/segments/block.ts";
import {
  type ChangeFacts,
  joined,
  type Placed,
  placedChange,
  type InsertedText,
  type RecordedChange,
} from "./joined-changes.ts";

/** Handling of tracked changes: the text with all of them accepted, or with all rejected. */
export type ChangesShown = "accept" | "reject";

/** The same, or "keep": all rejected in the text, and delivered together with the comments. */
export type ChangesWanted = ChangesShown | "keep";

/** A file's markup and the runs with their own colour, in order. */
interface PlacedMarkup {
  markup: FileMarkup;
  coloured: TextRange[];
}

/** Markup whose positions are still marker names in the text. */
export type PendingMarkup = (placeOf: (marker: string) => number, text: string) => PlacedMarkup;

/** A comment as stored in its file, without its position. */
export type CommentText = Omit<ReadComment, "start" | "end" | "change" | "isPlaceless">;

/** A recorded comment. Markers in the text are the ends of its range. */
interface RecordedComment {
  start: string | null;
  end: string | null;
  /** Index of the insertion that contains the comment. */
  change: number | null;
  /** Index of the first insertion between its ends. If the range contains no text, the comment is on that insertion. */
  around: number | null;
}

/**
 * Records tracked changes and comments while a file is read in its original state. The text is normalised and split
 * into clauses later. Positions are therefore kept as markers among the pieces and resolved at the end.
 */
export class MarkupRecorder {
  readonly #changes: RecordedChange[] = [];
  readonly #comments = new Map<string, RecordedComment>();
  readonly #coloured: { start: string; end: string }[] = [];
  #markers = 0;
  /** The insertion being read. Comments inside it have no text in the draft. */
  #insertion: number | null = null;
  /** The deletion being read. */
  #deletion: number | null = null;

  /** Records an insertion at this position. `read` returns the inserted content and records the comments inside. */
  insertion(facts: ChangeFacts, read: () => InsertedText): Piece {
    const { marker, end } = this.beginInsertion(facts);
    end(read());
    return marker;
  }

  /** Begins an insertion for readers that receive its text piece by piece. They call `end` with the whole content. */
  beginInsertion(facts: ChangeFacts): { marker: Piece; end: (insertion: InsertedText) => void } {
    const at = this.#changes.length;
    const marker = this.#marker();
    const outer = this.#insertion;
    const change = { ...facts, kind: "insert", start: marker, end: marker, within: null } as const;
    this.#changes.push({ ...change, put: { text: "" }, isEnd: false });
    this.#insertion = at;
    for (const comment of this.#comments.values()) if (comment.end === null) comment.around ??= at;
    return {
      marker: { kind: "marker", marker },
      end: (insertion) => {
        this.#insertion = outer;
        this.#changes[at] = { ...change, put: insertion, isEnd: insertion.text === "\n" };
      },
    };
  }

  /** Records a deletion around the deleted pieces. */
  deletion(facts: ChangeFacts, read: () => readonly Piece[]): Piece[] {
    const at = this.#changes.length;
    const { start, end } = this.deletionEnds(facts);
    const outer = this.#deletion;
    this.#deletion = at;
    const pieces = read();
    this.#deletion = outer;
    return [start, ...pieces, end];
  }

  /** Records a deletion that may span paragraphs. Returns its start and end markers. */
  deletionEnds(facts: ChangeFacts): { start: Piece; end: Piece } {
    const [start, end] = [this.#marker(), this.#marker()];
    const deletion = { kind: "delete", start, end, put: { text: "" }, isEnd: false } as const;
    this.#changes.push({ ...facts, ...deletion, within: this.#deletion });
    return { start: { kind: "marker", marker: start }, end: { kind: "marker", marker: end } };
  }

  /** Records that the pieces have their own colour. */
  coloured(read: () => readonly Piece[]): Piece[] {
    const [start, end] = [this.#marker(), this.#marker()];
    this.#coloured.push({ start, end });
    return [{ kind: "marker", marker: start }, ...read(), { kind: "marker", marker: end }];
  }

  /** Records the deletion of a paragraph's end. Call it at that end. */
  deletedEnd(facts: ChangeFacts): Piece {
    const marker = this.#marker();
    const deletion = { kind: "delete", start: marker, end: marker, put: { text: "\n" }, isEnd: true } as const;
    this.#changes.push({ ...facts, ...deletion, within: this.#deletion });
    return { kind: "marker", marker };
  }

  /**
   * Records that a paragraph had no text before its changes: an empty line, which the draft does not contain. Text
   * inserted into it adds the line end too, unless that end was deleted. Deleting only that end does not change the
   * text.
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

  /**
   * Records that a table follows an empty paragraph. Text inserted there keeps its line end, whatever its tracked
   * changes.
   */
  beforeTable(pieces: readonly Piece[]): void {
    const markers = new Set(pieces.map((piece) => (piece.kind === "marker" ? piece.marker : "")));
    const last = this.#changes.findLastIndex(({ kind, start }) => kind === "insert" && markers.has(start));
    const change = this.#changes[last];
    if (!change || change.put.text.trim() === "" || change.put.text.endsWith("\n")) return;
    this.#changes[last] = { ...change, put: { ...change.put, text: `${change.put.text}\n` } };
  }

  /** Records one end of a comment's range, or the position (`point`) of a comment without a range. */
  comment(id: string, edge: "start" | "end" | "point"): Piece[] {
    const recorded = this.#comments.get(id) ?? { start: null, end: null, change: this.#insertion, around: null };
    this.#comments.set(id, recorded);
    if (edge === "point" && recorded.start !== null) return [];
    const inserted = this.#insertion === null ? undefined : this.#changes[this.#insertion];
    const marker = inserted?.start ?? this.#marker();
    if (edge === "start" || recorded.start === null) recorded.start = marker;
    if (edge !== "start") recorded.end = marker;
    return inserted ? [] : [{ kind: "marker", marker }];
  }

  /** Returns the markup, to be resolved once the text is final. */
  finish(texts: readonly CommentText[]): PendingMarkup {
    return (placeOf, text) => {
      const placed = this.#changes.map((change): Placed => placedChange(change, placeOf, text));
      const { changes, indexOf } = joined(placed);
      const comments = texts.map((comment): FileMarkup["comments"][number] => {
        const recordedComment = this.#comments.get(comment.id);
        const range = recordedComment?.start
          ? recordedComment
          : comment.parent === null
            ? undefined
            : this.#comments.get(comment.parent);
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
