import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { UnsupportedPackageError } from "../package/parts.ts";
import { word } from "../shared/export-phrases.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";
import { Steps } from "../shared/steps.ts";
import type { ThreadViewer } from "../shared/thread-view.ts";
import { type Anchor, type AnchoredBook, anchorComments } from "./comment-anchors.ts";
import { planNotes } from "./note-plan.ts";

/** The range of a comment in the file. */
export interface CommentRange<Position> {
  readonly start: Position;
  readonly end: Position;
  /** Whether the range is empty. */
  readonly isPoint: boolean;
  /** Whether the file has no such text that a comment can be on, or only inside an object. */
  readonly isMoved: boolean;
}

/** The two ends of a range. */
export type Ends<Position> = Pick<CommentRange<Position>, "start" | "end">;

/** The text of a file to which comments are added. */
export interface CommentText<Stretch, Position> {
  /** Name of the part that can have comments. */
  readonly part: string;
  /** Returns the characters of a range of a clause's text that can have comments, in the order of the text. */
  within(clause: string, from: number, to: number): Stretch[];
  before(stretch: Stretch): Position;
  after(stretch: Stretch): Position;
  /** Whether characters are in an object, such as a text box, so that their positions are around it. */
  isInObject(stretch: Stretch): boolean;
  isReversed(ends: Ends<Position>): boolean;
  /** Returns the ends of the reference to a note, given by its clause. */
  noteEnds(clause: string): Ends<Position> | undefined;
  /** Returns the ends of the label of a clause without text of its own. */
  labelEnds?(clause: string): Ends<Position> | undefined;
  /** Returns the ends of the picture that a clause is. */
  pictureEnds?(clause: string): Ends<Position> | undefined;
}

/** Finds the ranges of comments in a file. */
export class CommentRanges<Stretch, Position> {
  readonly #clauses: readonly CompiledClause[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #text: CommentText<Stretch, Position>;

  constructor(clauses: readonly CompiledClause[], text: CommentText<Stretch, Position>) {
    this.#clauses = clauses;
    this.#indexes = new Map(clauses.map(({ id }, index) => [id, index]));
    this.#text = text;
  }

  /** @throws UnsupportedPackageError if the file has no text that a comment can be on */
  find(first: Edge, last: Edge): CommentRange<Position> {
    const text = this.#text;
    const note = "note" in first.at ? text.noteEnds(first.at.note) : undefined;
    if (note) return { ...note, isPoint: false, isMoved: false };
    const [from, to] = [this.#offset(first), this.#offset(last)];
    const isOne = first.clause === last.clause;
    const label = isOne && from === 0 && to === 0 ? text.labelEnds?.(first.clause) : undefined;
    if (label) return { ...label, isPoint: false, isMoved: false };
    if (isOne && from >= to) return this.#point(first.clause, from, false);
    const [begin, finish] = this.#around(first.clause, from, last.clause, to);
    if (!begin || !finish) {
      const picture = text.pictureEnds?.(first.clause);
      return picture ? { ...picture, isPoint: false, isMoved: false } : this.#point(first.clause, from, true);
    }
    const ends = { start: text.before(begin), end: text.after(finish) };
    const isMoved = text.isInObject(begin) || text.isInObject(finish);
    // A text box is read after its paragraph, but its position is inside.
    if (text.isReversed(ends)) return this.#point(first.clause, from, isMoved);
    return { ...ends, isPoint: false, isMoved };
  }

  #offset({ clause, at }: Edge): number {
    if ("offset" in at) return at.offset;
    return this.#clauses[this.#indexes.get(clause) ?? -1]?.text.length ?? 0;
  }

  /** Returns the first and the last characters of a range that can have comments. */
  #around(first: string, from: number, last: string, to: number): [Stretch | undefined, Stretch | undefined] {
    const [start, end] = [this.#indexes.get(first) ?? 0, this.#indexes.get(last) ?? -1];
    const inClause = (index: number): Stretch[] =>
      this.#inClause(index, index === start ? from : 0, index === end ? to : Infinity);
    let [begin, finish] = [start, end];
    while (begin < finish && inClause(begin).length === 0) begin += 1;
    while (finish > begin && inClause(finish).length === 0) finish -= 1;
    return begin > finish ? [undefined, undefined] : [inClause(begin)[0], inClause(finish).at(-1)];
  }

  #inClause(index: number, from = 0, to = Infinity): Stretch[] {
    return this.#text.within(this.#clauses[index]?.id ?? "", from, to);
  }

  /** Returns the position at an offset of a clause, or the nearest one. */
  #point(clause: string, offset: number, isMoved: boolean): CommentRange<Position> {
    const at = (position: Position, moved: boolean): CommentRange<Position> => ({
      start: position,
      end: position,
      isPoint: true,
      isMoved: moved,
    });
    const [next] = this.#text.within(clause, offset, Infinity);
    if (next) return at(this.#text.before(next), isMoved);
    const previous = this.#text.within(clause, 0, offset).at(-1);
    if (previous) return at(this.#text.after(previous), isMoved);
    const index = this.#indexes.get(clause) ?? 0;
    for (let before = index - 1; before >= 0; before -= 1) {
      const last = this.#inClause(before).at(-1);
      if (last) return at(this.#text.after(last), true);
    }
    for (let after = index + 1; after < this.#clauses.length; after += 1) {
      const [first] = this.#inClause(after);
      if (first) return at(this.#text.before(first), true);
    }
    throw new UnsupportedPackageError(this.#text.part, "no text for comments");
  }
}

/** An end of a comment's range in the draft. */
interface Edge {
  readonly clause: string;
  readonly at: Anchor["at"];
}

/** The book that collects the comments, and the function that words their threads. */
interface CommentPlacing {
  readonly book: AnchoredBook & {
    /** Adds a remark at the end of a comment. */
    addRemark(comment: number, text: string): void;
  };
  readonly view: ThreadViewer;
}

/**
 * Adds the comments of a compilation to a book, and gives `put` the range of each in the draft. `put` says whether the
 * file has no such text there, so that the comment must name its clause.
 */
export function placeComments(
  compilation: Compilation,
  { book, view }: CommentPlacing,
  put: (first: Edge, last: Edge, comments: readonly number[]) => { isMoved: boolean },
): void {
  const { clauses, orphans, version } = compilation;
  const citationOf = new Map(clauses.map(({ id, citation }) => [id, citation]));
  const write = (first: Edge, last: Edge, comments: readonly number[]): void => {
    const [thread] = comments;
    const citation = citationOf.get(first.clause) ?? "";
    if (put(first, last, comments).isMoved && thread !== undefined)
      book.addRemark(thread, word("export-on-clause", version.language, { citation }));
  };
  for (const { start, end, comments } of anchoredComments(compilation, book)) write(start, end, comments);
  const title = clauses.find(({ kind }) => kind === "title") ?? clauses[0];
  if (!title) return;
  const [start, end] = [0, title.text.length].map((offset): Edge => ({ clause: title.id, at: { offset } }));
  for (const thread of orphans) {
    const about = [word("export-orphans", version.language), view(thread).about].filter(Boolean).join(": ");
    if (start && end) write(start, end, book.add(thread, about));
  }
}

interface AnchoredComments {
  readonly start: Edge;
  readonly end: Edge;
  readonly comments: readonly number[];
}

/** Adds the comments to the book, and returns their ranges in the draft. */
function anchoredComments(compilation: Compilation, book: AnchoredBook): AnchoredComments[] {
  const { clauses } = compilation;
  const runs = new Map(clauses.map(({ id, content }) => [id, inlineRunsOf(fragmentOf(content))]));
  const footnotes = new Set(clauses.filter(({ kind }) => kind === "footnote").map(({ id }) => id));
  const references = clauses
    .flatMap(({ id }) => (footnotes.has(id) ? [] : (runs.get(id) ?? [])))
    .filter((run) => run.kind === "note");
  const anchoring = anchorComments(compilation, {
    runs,
    notes: planNotes(references, footnotes),
    book,
    steps: new Steps(1),
  });
  let step = anchoring.next();
  while (!step.done) step = anchoring.next();
  const ends = new Map<readonly number[], Partial<Record<Anchor["edge"], Edge>>>();
  for (const [clause, anchors] of step.value) {
    for (const { edge, at, comments } of anchors) {
      ends.set(comments, { ...ends.get(comments), [edge]: { clause, at } });
    }
  }
  return [...ends].flatMap(([comments, { start, end }]) => (start && end ? [{ start, end, comments }] : []));
}
