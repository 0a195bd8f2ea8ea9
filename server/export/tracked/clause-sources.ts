import type { CompiledClause } from "#core/compile/compilation.ts";
import type { SourceMap, TextSource } from "#core/text/segments/block.ts";

/** A clause's id with its text. Clauses are in document order. */
export interface PlacedClause {
  readonly id: string;
  readonly text: string;
}

/** Sources of a draft's text by clause. */
export class ClauseSources {
  readonly #sources: SourceMap;
  readonly #ranges = new Map<string, { start: number; end: number }>();

  /** `sources` are those of the clauses' texts, joined by line ends. */
  constructor(sources: SourceMap, clauses: readonly PlacedClause[]) {
    this.#sources = sources;
    let start = 0;
    for (const { id, text } of clauses) {
      this.#ranges.set(id, { start, end: start + text.length });
      start += text.length + 1;
    }
  }

  /** Yields the sources of a clause's text. Their starts are offsets in that text. */
  *of(clause: string): Generator<TextSource, void> {
    const range = this.#ranges.get(clause);
    for (let index = range ? this.#firstAfter(range.start) : Infinity; ; index += 1) {
      const found = this.#sources[index];
      if (!found || !range || found.start >= range.end) return;
      const from = Math.max(found.start, range.start);
      const to = Math.min(found.start + found.length, range.end);
      if (from < to)
        yield { ...found, at: found.at + from - found.start, start: from - range.start, length: to - from };
    }
  }

  /** Returns the index of the first source that ends after an offset. */
  #firstAfter(offset: number): number {
    let low = 0;
    for (let high = this.#sources.length; low < high;) {
      const middle = (low + high) >> 1;
      const { start = 0, length = 0 } = this.#sources[middle] ?? {};
      if (start + length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Maximum number of clauses to look for a model in each direction. */
const farthest = 400;

/**
 * Finds the clause whose paragraph a new clause looks like: the nearest one of the same kind and depth before it, then
 * after it, then the nearest of the same kind, then the one before it. `blockOf` returns
 * the paragraph of a clause outside tables.
 */
export function modelFor<Block>(
  { kind, depth }: Pick<CompiledClause, "kind" | "depth">,
  after: string,
  { clauses, blockOf }: { clauses: readonly CompiledClause[]; blockOf: (clause: string) => Block | undefined },
): { clause: CompiledClause; block: Block } | undefined {
  const index = clauses.findIndex(({ id }) => id === after);
  const before = clauses.slice(Math.max(0, index + 1 - farthest), index + 1).toReversed();
  const near = [...before, ...clauses.slice(index + 1, index + 1 + farthest)];
  const find = (accept: (clause: CompiledClause) => boolean): { clause: CompiledClause; block: Block } | undefined => {
    for (const clause of near) {
      const block = accept(clause) ? blockOf(clause.id) : undefined;
      if (block) return { clause, block };
    }
    return undefined;
  };
  return (
    find((clause) => clause.kind === kind && clause.depth === depth) ??
    find((clause) => clause.kind === kind) ??
    find(({ kind: other }) => other !== "footnote")
  );
}

/** Returns a label as its clause prints it: "(b)" if "a)" is printed as "(a)". */
export function likePrinted(label: string, clause: CompiledClause, typed: string | undefined): string {
  const printed = typed ?? clause.printed;
  if (clause.label === null || printed == null || !printed.includes(clause.label)) return label;
  return printed.replace(clause.label, () => label);
}

/** Returns the row of a cell in the file. Empty cells have no text there, so any cell of the row will do. */
export function rowOfCell<Found>(
  clauses: readonly CompiledClause[],
  { table }: Pick<CompiledClause, "table">,
  find: (clause: string) => Found | undefined,
): Found | undefined {
  for (const { id, table: other } of clauses) {
    const found = table && other?.id === table.id && other.row === table.row ? find(id) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Returns the cell beside which a new row is inserted: below a cell's row, or at the top of the table that follows. */
export function cellBeside(
  clauses: readonly CompiledClause[],
  after: string,
): { cell: CompiledClause; isBefore: boolean } | undefined {
  const index = clauses.findIndex(({ id }) => id === after);
  const own = clauses[index];
  const isBefore = !own?.table;
  const cell = isBefore ? clauses.slice(index + 1).find(({ kind }) => kind !== "footnote") : own;
  return cell?.table ? { cell, isBefore } : undefined;
}
