import type { FileMarkup, ReadChange } from "#core/annotate/file-markup.ts";
import type { Piece } from "#core/text/block.ts";
import { labelsAtStart } from "#core/text/numbering.ts";
import type { PendingMarkup } from "../pending-markup.ts";
import type { CommentText } from "./comments.ts";
import type { XmlElement } from "../xml.ts";

/** A change as it is met: its ends are markers in the text. */
interface RecordedChange {
  readonly kind: "insert" | "delete";
  readonly author: string;
  readonly date: string | null;
  readonly start: string;
  readonly end: string;
  /** For an insertion its words; a deletion's are in the text. */
  readonly text: string;
  /** The name that joins the two places of a move; null for what is none. */
  readonly move: string | null;
  /** A paragraph's end and nothing else. */
  readonly isEnd: boolean;
}

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
  #markers = 0;
  #move: string | null = null;
  /** The insertion being read: comments inside it have no words in the text. */
  #insertion: number | null = null;

  /** The moves' names stand on their range's ends, not on the runs themselves. */
  range(element: XmlElement): void {
    const { name, attributes } = element;
    if (name === "w:moveFromRangeStart" || name === "w:moveToRangeStart") this.#move = attributes["w:name"] ?? null;
    if (name === "w:moveFromRangeEnd" || name === "w:moveToRangeEnd") this.#move = null;
  }

  /** Records an insertion at this place; `read` gives the words inserted, and meets the comments inside. */
  insertion(element: XmlElement, read: () => string): Piece {
    const at = this.#changes.length;
    const marker = this.#marker();
    const outer = this.#insertion;
    const change = {
      ...this.#whoAndWhen(element),
      kind: "insert",
      start: marker,
      end: marker,
      move: this.#moveOf(element),
    } as const;
    this.#changes.push({ ...change, text: "", isEnd: false });
    this.#insertion = at;
    for (const comment of this.#comments.values()) if (comment.end === null) comment.around ??= at;
    const text = read();
    this.#insertion = outer;
    this.#changes[at] = { ...change, text, isEnd: text === "\n" };
    return { kind: "marker", marker };
  }

  /** Records a deletion around the pieces that were deleted. */
  deletion(element: XmlElement, read: () => readonly Piece[]): Piece[] {
    const [start, end] = [this.#marker(), this.#marker()];
    this.#changes.push({
      ...this.#whoAndWhen(element),
      kind: "delete",
      start,
      end,
      text: "",
      move: this.#moveOf(element),
      isEnd: false,
    });
    return [{ kind: "marker", marker: start }, ...read(), { kind: "marker", marker: end }];
  }

  /** Records that the end of the paragraph was deleted, at that end. */
  deletedEnd(element: XmlElement): Piece {
    const marker = this.#marker();
    this.#changes.push({
      ...this.#whoAndWhen(element),
      kind: "delete",
      start: marker,
      end: marker,
      text: "\n",
      move: this.#moveOf(element),
      isEnd: true,
    });
    return { kind: "marker", marker };
  }

  /** Records an end of a comment's range, or the reference that stands for a range where there is none. */
  comment(element: XmlElement): Piece[] {
    const id = element.attributes["w:id"] ?? "";
    const known = this.#comments.get(id) ?? { start: null, end: null, change: this.#insertion, around: null };
    this.#comments.set(id, known);
    const isStart = element.name === "w:commentRangeStart";
    if (element.name === "w:commentReference" && known.start !== null) return [];
    const marker = this.#marker();
    if (isStart || known.start === null) known.start = marker;
    if (!isStart) known.end = marker;
    if (this.#insertion === null) return [{ kind: "marker", marker }];
    const change = this.#changes[this.#insertion];
    if (isStart) known.start = change?.start ?? null;
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
        };
      });
      return { changes, comments };
    };
  }

  #marker(): string {
    this.#markers += 1;
    return `m${String(this.#markers)}`;
  }

  #moveOf(element: XmlElement): string | null {
    if (element.name !== "w:moveFrom" && element.name !== "w:moveTo") return null;
    return this.#move ?? "";
  }

  #whoAndWhen({ attributes }: XmlElement): { author: string; date: string | null } {
    return { author: attributes["w:author"] ?? "", date: attributes["w:date"] ?? null };
  }
}

type Placed = ReadChange & { readonly move: string | null; readonly isEnd: boolean };

function placedChange(change: RecordedChange, placeOf: (marker: string) => number, text: string): Placed {
  const { kind, author, date, move, isEnd } = change;
  const start = placeOf(change.start);
  const end = kind === "delete" && isEnd ? Math.min(start + 1, text.length) : placeOf(change.end);
  const words = kind === "delete" ? text.slice(start, end) : change.text;
  return { kind, author, date, start, end, text: words, to: null, move, isEnd };
}

/**
 * Changes as a person made them: runs that touch are one change of one author, the two places of a move are one, and a
 * paragraph's end that changed alone is a change of paragraphs. `indexOf` tells where each went.
 */
function joined(placed: readonly Placed[]): { changes: ReadChange[]; indexOf: number[] } {
  const runs: Placed[] = [];
  const indexOf: number[] = [];
  // A note is met where it is referred to, in the middle of its paragraph's changes, and stands after it.
  const inOrder = [...placed.entries()].sort(([, one], [, other]) => one.start - other.start);
  for (const [met, change] of inOrder) {
    const last = runs.at(-1);
    if (last && touches(last, change)) {
      runs[runs.length - 1] = {
        ...last,
        end: Math.max(last.end, change.end),
        text: last.text + change.text,
        isEnd: last.isEnd && change.isEnd,
      };
    } else runs.push(change);
    indexOf[met] = runs.length - 1;
  }
  const changes: ReadChange[] = [];
  const place = runs.map((run) => {
    const { move, isEnd, ...change } = run;
    const source =
      move === null
        ? undefined
        : runs.find(
            (other) => other.kind === "delete" && other.move === move && isSame(other.text, wordsOf(runs, move)),
          );
    if (source && run.kind === "insert") return -1;
    if (source) {
      const target = runs.find((other) => other.kind === "insert" && other.move === move);
      changes.push({ ...change, kind: "move", to: target?.start ?? null });
    } else if (run.text !== "") changes.push(isEnd ? { ...change, kind: "paragraph" } : change);
    return changes.length - 1;
  });
  return { changes, indexOf: indexOf.map((run) => moved(run)) };

  function moved(run: number): number {
    const at = place[run] ?? -1;
    if (at >= 0) return at;
    return place[runs.findIndex((other) => other.kind === "delete" && other.move === runs[run]?.move)] ?? -1;
  }
}

/** What was inserted under a move's name. */
function wordsOf(runs: readonly Placed[], move: string): string {
  return runs.find((run) => run.kind === "insert" && run.move === move)?.text ?? "";
}

/** A move is one only where the same words went; a paragraph takes its typed label along, which is no word of the text. */
function isSame(words: string, put: string): boolean {
  const unlabelled = labelsAtStart(put).map(({ length }) => put.slice(length));
  return [put, ...unlabelled].some((text) => text.trim() === words.trim());
}

function touches(last: Placed, next: Placed): boolean {
  return last.kind === next.kind && last.author === next.author && last.move === next.move && last.end === next.start;
}
