import type { CompiledClause } from "#core/compile/compilation.ts";
import { UnsupportedPackageError } from "../../package/unsupported.ts";
import { elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { ancestorOf, type DraftPlaces, type Stretch } from "./draft-places.ts";
import type { RunPosition } from "./marked-runs.ts";
import { hasDrawing, runsIn, runText } from "./paragraph-runs.ts";
import type { Edge } from "../../tracked/place-comments.ts";
import { type NoteReferences, positionAfter, positionBefore, positionsAround } from "./positions.ts";

/** The range of a comment in the file. Both positions are in the main part. */
interface CommentRange {
  readonly start: RunPosition;
  readonly end: RunPosition;
  /** Whether the range is empty. */
  readonly isPoint: boolean;
  /** Whether the file has no such text in the main part, or only in a text box. */
  readonly isMoved: boolean;
}

/** Finds the ranges of comments in a file. */
export class CommentRanges {
  readonly #clauses: readonly CompiledClause[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #main: string;
  readonly #places: DraftPlaces;
  readonly #references: NoteReferences;

  constructor(
    clauses: readonly CompiledClause[],
    { main, places, references }: { main: string; places: DraftPlaces; references: NoteReferences },
  ) {
    this.#clauses = clauses;
    this.#indexes = new Map(clauses.map(({ id }, index) => [id, index]));
    this.#main = main;
    this.#places = places;
    this.#references = references;
  }

  /** @throws UnsupportedPackageError if the main part has no text */
  find(start: Edge, end: Edge): CommentRange {
    const reference = "note" in start.at ? this.#references.of(start.at.note) : undefined;
    if (reference) return { ...positionsAround(reference), isPoint: false, isMoved: false };
    const [from, to] = [this.#offset(start), this.#offset(end)];
    const label = from === 0 && to === 0 && start.clause === end.clause ? this.#labelOf(start.clause) : undefined;
    if (label) return label;
    if (start.clause === end.clause && from >= to) return this.#point(start.clause, from, false);
    const stretches = [...this.#between(start.clause, from, end.clause, to)];
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (!first || !last) return this.#pictureOf(start.clause) ?? this.#point(start.clause, from, true);
    const range = { start: positionBefore(first), end: positionAfter(last) };
    const isMoved = [first, last].some(({ run, holder }) => run !== holder);
    // A text box is read after its paragraph, but its position is inside.
    if (range.end.holder.start < range.start.holder.start) return this.#point(start.clause, from, isMoved);
    return { ...range, isPoint: false, isMoved };
  }

  #offset({ clause, at }: Edge): number {
    if ("offset" in at) return at.offset;
    return this.#clauses[this.#indexes.get(clause) ?? -1]?.text.length ?? 0;
  }

  *#between(first: string, from: number, last: string, to: number): Generator<Stretch, void> {
    const ends = { first: this.#indexes.get(first) ?? 0, last: this.#indexes.get(last) ?? -1 };
    for (let index = ends.first; index <= ends.last; index += 1) {
      const clause = this.#clauses[index];
      if (!clause) continue;
      const range = [index === ends.first ? from : 0, index === ends.last ? to : clause.text.length] as const;
      yield* this.#inMain(clause.id, ...range);
    }
  }

  #inMain(clause: string, from = 0, to = Infinity): Stretch[] {
    return this.#places.within(clause, from, to).filter(({ part }) => part === this.#main);
  }

  /**
   * Returns the range of a label without text of its own, such as "Option 1" in a line alone: the first text between the
   * paragraphs of the clauses around it.
   */
  #labelOf(clause: string): CommentRange | undefined {
    const index = this.#indexes.get(clause) ?? 0;
    const { text, label } = this.#clauses[index] ?? {};
    const previous = this.#inMain(this.#clauses[index - 1]?.id ?? "").at(-1);
    const before = previous && ancestorOf(previous.holder, "w:p");
    if (!previous || text !== "" || label == null || !before?.parent) return undefined;
    const [next] = this.#inMain(this.#clauses[index + 1]?.id ?? "");
    const end = next?.holder.start ?? Infinity;
    for (const paragraph of elementsOf(before.parent)) {
      if (paragraph.start <= before.start) continue;
      const runs = paragraph.name === "w:p" ? [...runsIn(paragraph)].filter((run) => runText(run).trim() !== "") : [];
      const [first, last] = [runs[0], runs.at(-1)];
      if (!first || !last) continue;
      if (last.end > end) return undefined;
      const { part, source } = previous;
      const around = (holder: SourceElement) => positionsAround({ part, source, holder });
      return { start: around(first).start, end: around(last).end, isPoint: false, isMoved: false };
    }
    return undefined;
  }

  /**
   * Returns the range of a clause that is a picture: the paragraph with a picture that is as far from the text before it.
   * Undefined if there are other clauses without text in the file.
   */
  #pictureOf(clause: string): CommentRange | undefined {
    const index = this.#indexes.get(clause) ?? 0;
    const hasText = ({ id }: CompiledClause): boolean => this.#inMain(id).length > 0;
    const begin = this.#clauses.slice(0, index + 1).findLastIndex(hasText);
    const rest = this.#clauses.slice(index).findIndex(hasText);
    const end = rest < 0 ? this.#clauses.length : index + rest;
    const previous = this.#inMain(this.#clauses[begin]?.id ?? "").at(-1);
    const [next] = this.#inMain(this.#clauses[end]?.id ?? "");
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
    return { start: around(first).start, end: around(last).end, isPoint: false, isMoved: false };
  }

  /** Returns the position at an offset of a clause, or the nearest one. */
  #point(clause: string, offset: number, isMoved: boolean): CommentRange {
    const at = (position: RunPosition, moved: boolean): CommentRange => ({
      start: position,
      end: position,
      isPoint: true,
      isMoved: moved,
    });
    const [next] = this.#inMain(clause, offset);
    if (next) return at(positionBefore(next), isMoved);
    const previous = this.#inMain(clause, 0, offset).at(-1);
    if (previous) return at(positionAfter(previous), isMoved);
    const index = this.#indexes.get(clause) ?? 0;
    for (let before = index - 1; before >= 0; before -= 1) {
      const last = this.#inMain(this.#clauses[before]?.id ?? "").at(-1);
      if (last) return at(positionAfter(last), true);
    }
    for (const { id } of this.#clauses.slice(index + 1)) {
      const [first] = this.#inMain(id);
      if (first) return at(positionBefore(first), true);
    }
    throw new UnsupportedPackageError(this.#main, "no text for comments");
  }
}
