import type { Compilation } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { type Anchor, type AnchoredBook, anchorComments } from "./comment-anchors.ts";
import { planNotes } from "./note-plan.ts";
import { word } from "../shared/export-phrases.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";
import { Steps } from "../shared/steps.ts";
import type { ThreadViewer } from "../shared/thread-view.ts";

/** An end of a comment's range in the draft. */
export interface Edge {
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
