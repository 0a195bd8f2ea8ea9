import type { CompiledClause } from "#core/compile/compilation.ts";
import { UnsupportedPackageError } from "../original/unsupported.ts";
import type { Edge } from "../own-file/comment-ranges.ts";
import { contentPart } from "./odt-content.ts";
import type { OdtPlaces, OdtStretch } from "./odt-places.ts";

/** The range of a comment, as offsets in the part's text. A comment without an end marks a position. */
export interface OdtRange {
  readonly start: number;
  readonly end: number | null;
  /** Whether the file has no such text that a comment can be on. */
  readonly isMoved: boolean;
}

/** Finds the ranges of comments in an OpenDocument text. Notes and text boxes have none, so a comment is beside them. */
export class OdtRanges {
  readonly #clauses: readonly CompiledClause[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #places: OdtPlaces;

  constructor(clauses: readonly CompiledClause[], places: OdtPlaces) {
    this.#clauses = clauses;
    this.#indexes = new Map(clauses.map(({ id }, index) => [id, index]));
    this.#places = places;
  }

  /** @throws UnsupportedPackageError if the file has no text that a comment can be on */
  find(first: Edge, last: Edge): OdtRange {
    const note = "note" in first.at ? this.#noteOf(first.at.note) : undefined;
    if (note) return { ...note, isMoved: false };
    const [from, to] = [this.#offset(first), this.#offset(last)];
    if (first.clause === last.clause && from >= to) return this.#point(first.clause, from, false);
    const stretches = this.#between(first.clause, from, last.clause, to);
    const [start, end] = [stretches[0], stretches.at(-1)];
    if (!start || !end) return this.#point(first.clause, from, true);
    const isMoved = [start, end].some(({ holder }) => holder !== null);
    // A text box is read after its paragraph, but its position is inside.
    if (end.to < start.from) return this.#point(first.clause, from, isMoved);
    return { start: start.from, end: end.to, isMoved };
  }

  #noteOf(clause: string): { start: number; end: number } | undefined {
    const note = this.#places.within(clause, 0, Infinity)[0]?.note;
    return note ? { start: note.start, end: note.end } : undefined;
  }

  #offset({ clause, at }: Edge): number {
    if ("offset" in at) return at.offset;
    return this.#clauses[this.#indexes.get(clause) ?? -1]?.text.length ?? 0;
  }

  #between(first: string, from: number, last: string, to: number): OdtStretch[] {
    const [start, end] = [this.#indexes.get(first) ?? 0, this.#indexes.get(last) ?? -1];
    return this.#clauses.slice(start, end + 1).flatMap(({ id }) => {
      return this.#inBody(id, id === first ? from : 0, id === last ? to : Infinity);
    });
  }

  #inBody(clause: string, from = 0, to = Infinity): OdtStretch[] {
    return this.#places.within(clause, from, to).filter(({ note }) => note === null);
  }

  /** Returns the position at an offset of a clause, or the nearest one. */
  #point(clause: string, offset: number, isMoved: boolean): OdtRange {
    const at = (start: number, moved: boolean): OdtRange => ({ start, end: null, isMoved: moved });
    const [next] = this.#inBody(clause, offset);
    if (next) return at(next.from, isMoved);
    const previous = this.#inBody(clause, 0, offset).at(-1);
    if (previous) return at(previous.to, isMoved);
    const index = this.#indexes.get(clause) ?? 0;
    for (const { id } of this.#clauses.slice(0, index).reverse()) {
      const before = this.#inBody(id).at(-1);
      if (before) return at(before.to, true);
    }
    for (const { id } of this.#clauses.slice(index + 1)) {
      const [after] = this.#inBody(id);
      if (after) return at(after.from, true);
    }
    throw new UnsupportedPackageError(contentPart, "no text for comments");
  }
}
