import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import type { CommentBook } from "../../docx/comments.ts";
import { elementsOf, type SourceElement } from "../../package/xml-source.ts";
import type { ThreadViewer } from "../../shared/thread-view.ts";
import { CommentRanges, type CommentText, type Ends, placeComments } from "../../tracked/comment-ranges.ts";
import {
  ancestorOf,
  type DraftPlaces,
  type NoteReferences,
  positionAfter,
  positionBefore,
  positionsAround,
  type Stretch,
} from "./draft-places.ts";
import { type MarkedRuns, ranks, type RunPosition } from "./marked-runs.ts";
import { hasDrawing, runsIn, runText } from "./paragraph-runs.ts";

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

/** The text of a file that Word comments can be on: that of its main part. */
class MainText implements CommentText<Stretch, RunPosition> {
  readonly part: string;
  readonly before = positionBefore;
  readonly after = positionAfter;
  readonly #clauses: readonly CompiledClause[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #places: DraftPlaces;
  readonly #references: NoteReferences;

  constructor(
    clauses: readonly CompiledClause[],
    { main, places, references }: { main: string; places: DraftPlaces; references: NoteReferences },
  ) {
    this.part = main;
    this.#clauses = clauses;
    this.#indexes = new Map(clauses.map(({ id }, index) => [id, index]));
    this.#places = places;
    this.#references = references;
  }

  within(clause: string, from = 0, to = Infinity): Stretch[] {
    return this.#places.within(clause, from, to).filter(({ part }) => part === this.part);
  }

  isInObject({ run, holder }: Stretch): boolean {
    return run !== holder;
  }

  isReversed({ start, end }: Ends<RunPosition>): boolean {
    return end.holder.start < start.holder.start;
  }

  noteEnds(clause: string): Ends<RunPosition> | undefined {
    const reference = this.#references.of(clause);
    return reference && positionsAround(reference);
  }

  /**
   * Returns the ends of a label without text of its own, such as "Option 1" in a line alone: the first text between the
   * paragraphs of the clauses around it.
   */
  labelEnds(clause: string): Ends<RunPosition> | undefined {
    const index = this.#indexes.get(clause) ?? 0;
    const { text, label } = this.#clauses[index] ?? {};
    const previous = this.within(this.#clauses[index - 1]?.id ?? "").at(-1);
    const before = previous && ancestorOf(previous.holder, "w:p");
    if (!previous || text !== "" || label == null || !before?.parent) return undefined;
    const [next] = this.within(this.#clauses[index + 1]?.id ?? "");
    const end = next?.holder.start ?? Infinity;
    for (const paragraph of elementsOf(before.parent)) {
      if (paragraph.start <= before.start) continue;
      const runs = paragraph.name === "w:p" ? [...runsIn(paragraph)].filter((run) => runText(run).trim() !== "") : [];
      const [first, last] = [runs[0], runs.at(-1)];
      if (!first || !last) continue;
      if (last.end > end) return undefined;
      const { part, source } = previous;
      const around = (holder: SourceElement) => positionsAround({ part, source, holder });
      return { start: around(first).start, end: around(last).end };
    }
    return undefined;
  }

  /**
   * Returns the ends of a clause that is a picture: the paragraph with a picture that is as far from the text before it.
   * Undefined if there are other clauses without text in the file.
   */
  pictureEnds(clause: string): Ends<RunPosition> | undefined {
    const index = this.#indexes.get(clause) ?? 0;
    const hasText = ({ id }: CompiledClause): boolean => this.within(id).length > 0;
    const begin = this.#clauses.slice(0, index + 1).findLastIndex(hasText);
    const rest = this.#clauses.slice(index).findIndex(hasText);
    const end = rest < 0 ? this.#clauses.length : index + rest;
    const previous = this.within(this.#clauses[begin]?.id ?? "").at(-1);
    const [next] = this.within(this.#clauses[end]?.id ?? "");
    const beside = previous ?? next;
    const [before, after] = [previous, next].map((one) => one && ancestorOf(one.holder, "w:p"));
    const pictures = elementsOf((before ?? after)?.parent ?? undefined)
      .filter(
        (one) => one.name === "w:p" && one.start > (before?.start ?? -1) && one.start < (after?.start ?? Infinity),
      )
      .map((paragraph) => [...runsIn(paragraph)].filter(hasDrawing))
      .filter((runs) => runs.length > 0);
    const found = pictures.length === end - begin - 1 ? pictures[index - begin - 1] : undefined;
    const [first, last] = [found?.[0], found?.at(-1)];
    if (!beside || !first || !last) return undefined;
    const { part, source } = beside;
    const around = (holder: SourceElement) => positionsAround({ part, source, holder });
    return { start: around(first).start, end: around(last).end };
  }
}
