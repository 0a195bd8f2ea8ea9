import type { Compilation } from "#core/compile/compilation.ts";
import type { CommentBook } from "../../docx/comments.ts";
import type { ThreadViewer } from "../../shared/thread-view.ts";
import { MainText } from "./main-text.ts";
import { CommentRanges } from "../../tracked/comment-ranges.ts";
import type { DraftPlaces } from "./draft-places.ts";
import { type MarkedRuns, ranks } from "./marked-runs.ts";
import { placeComments } from "../../tracked/place-comments.ts";
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
  const { clauses } = compilation;
  const ranges = new CommentRanges(clauses, new MainText(clauses, setting));
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
