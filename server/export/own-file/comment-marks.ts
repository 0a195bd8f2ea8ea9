import type { Compilation } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { type Anchor, anchorComments } from "../docx/comment-anchors.ts";
import type { CommentBook } from "../docx/comments.ts";
import { planNotes } from "../docx/notes.ts";
import { word } from "../shared/export-phrases.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";
import { Steps } from "../shared/steps.ts";
import type { ThreadViewer } from "../shared/thread-view.ts";
import { CommentRanges, type Edge } from "./comment-ranges.ts";
import type { DraftPlaces } from "./draft-places.ts";
import { type MarkedRuns, ranks } from "./marked-runs.ts";
import type { NoteReferences } from "./positions.ts";

/** The file to which comments are added. */
export interface CommentSetting {
  /** Name of the part that can have comments. */
  readonly main: string;
  readonly places: DraftPlaces;
  readonly references: NoteReferences;
  readonly book: CommentBook;
  readonly view: ThreadViewer;
  readonly runs: MarkedRuns;
  /** Returns the id in the file of a comment of the book. */
  readonly idOf: (comment: number) => string;
  /** Formatting of the sign of a comment, as the XML of a run's properties. */
  readonly signFormat: string;
}

/**
 * Marks the range of every comment of a compilation, each at the same text as in a new document. Where Word allows no
 * comment, or the file has no such text, the comment is at the nearest text and names its clause. Comments without a
 * place are at the title, and name the text that they were about.
 *
 * @throws UnsupportedPackageError if the main part has no text for a comment
 */
export function markComments(compilation: Compilation, setting: CommentSetting): void {
  const { book, view, runs, idOf, signFormat } = setting;
  const ranges = new CommentRanges(compilation.clauses, setting);
  placeComments(compilation, { book, view }, (first, last, comments) => {
    const { start, end, isPoint, isMoved } = ranges.find(first, last);
    for (const comment of comments) {
      const id = idOf(comment);
      runs.insert(start, ranks.start, `<w:commentRangeStart w:id="${id}"/>`);
      const sign = `<w:r>${signFormat}<w:commentReference w:id="${id}"/></w:r>`;
      runs.insert(end, isPoint ? ranks.pointEnd : ranks.rangeEnd, `<w:commentRangeEnd w:id="${id}"/>${sign}`);
    }
    return { isMoved };
  });
}

/**
 * Adds the comments of a compilation to a book, and gives `put` the range of each in the draft. `put` says whether the
 * file has no such text there, so that the comment must name its clause.
 */
export function placeComments(
  compilation: Compilation,
  { book, view }: Pick<CommentSetting, "book" | "view">,
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
function anchoredComments(compilation: Compilation, book: CommentBook): AnchoredComments[] {
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
