import type { CompiledClause } from "#core/compile/compilation.ts";
import { UnsupportedPackageError } from "../../package/unsupported.ts";
import type { Edge } from "../../tracked/place-comments.ts";
import { contentPart } from "../odt-content.ts";
import type { OdtPlaces, OdtStretch } from "./odt-places.ts";

/** The range of a comment, as offsets in the part's text. A comment without an end marks a position. */
export interface OdtRange {
  readonly start: number;
  readonly end: number | null;
  /** Whether the file has no such text that a comment can be on. */
  readonly isMoved: boolean;
}

/** An offset in a clause's text. */
interface Offset {
  readonly clause: string;
  readonly at: number;
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
    const [start, end] = this.#ends({ clause: first.clause, at: from }, { clause: last.clause, at: to });
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

  /** Returns the first and the last characters of a range that a comment can be on. */
  #ends(first: Offset, last: Offset): [OdtStretch | undefined, OdtStretch | undefined] {
    const [start, end] = [this.#indexes.get(first.clause) ?? 0, this.#indexes.get(last.clause) ?? -1];
    const inClause = (index: number): OdtStretch[] => {
      const id = this.#clauses[index]?.id ?? "";
      return this.#inBody(id, index === start ? first.at : 0, index === end ? last.at : Infinity);
    };
    let [begin, finish] = [start, end];
    while (begin < finish && inClause(begin).length === 0) begin += 1;
    while (finish > begin && inClause(finish).length === 0) finish -= 1;
    return begin > finish ? [undefined, undefined] : [inClause(begin)[0], inClause(finish).at(-1)];
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
