import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { SourceElement } from "../../package/xml-source.ts";
import { type InlineRun, inlineRunsOf, type RunMarks } from "../../shared/inline-runs.ts";
import { hasObjectBetween } from "../../shared/object-runs.ts";
import { cellBeside, rowOfCell } from "../../tracked/clause-rows.ts";
import { type ClauseBlock, ClauseBlocks, rowOf } from "./clause-blocks.ts";
import { ancestorOf, type DraftPlaces, type Stretch } from "./draft-places.ts";
import type { RunPosition } from "./marked-runs.ts";
import { type ModelRun } from "./new-content.ts";
import { positionAfter, positionBefore } from "./positions.ts";

/** A position for new text, with a run whose formatting it takes over. */
export interface InsertionPlace {
  readonly position: RunPosition;
  readonly model: ModelRun;
  readonly isInLink: boolean;
}

/** A row of a table, before or after which a new one is inserted. */
export interface RowPlace {
  readonly row: SourceElement;
  readonly block: ClauseBlock;
  readonly isBefore: boolean;
}

/** The clauses of a compilation in their file. */
export class DraftText {
  readonly places: DraftPlaces;
  readonly blocks: ClauseBlocks;
  readonly clauses: readonly CompiledClause[];
  readonly #byId: ReadonlyMap<string, CompiledClause>;
  readonly #runs = new Map<string, InlineRun[]>();

  constructor(clauses: readonly CompiledClause[], places: DraftPlaces) {
    this.clauses = clauses;
    this.places = places;
    this.blocks = new ClauseBlocks(places, clauses);
    this.#byId = new Map(clauses.map((clause) => [clause.id, clause]));
  }

  clause(id: string): CompiledClause | undefined {
    return this.#byId.get(id);
  }

  /** Returns a clause's content as runs. */
  runsOf(id: string): InlineRun[] {
    const known = this.#runs.get(id);
    if (known) return known;
    const clause = this.#byId.get(id);
    const runs = clause ? inlineRunsOf(fragmentOf(clause.content)) : [];
    this.#runs.set(id, runs);
    return runs;
  }

  /** Returns the run with a character of a clause, with the character's marks. */
  modelAt(clause: string, { run, source, start }: Stretch): ModelRun {
    const found = this.runsOf(clause).find((inline) => inline.start <= start && start < inline.end);
    const marks: RunMarks = found?.kind === "text" ? found.marks : {};
    return { run, source, marks };
  }

  /**
   * Returns where text is inserted into a clause. It follows a reference to a note at the same offset, and does not
   * become part of a link that begins there. Undefined if it is in the text of an object, or only objects are beside it.
   */
  insertionAt(clause: string, offset: number): InsertionPlace | undefined {
    const previous = this.places.within(clause, 0, offset).at(-1);
    const [next] = this.places.within(clause, offset, Infinity);
    const beginsLink = next && linkOf(next) && (!previous || linkOf(previous) !== linkOf(next));
    const isBefore = next?.start === offset && !(beginsLink && previous);
    const beside = isBefore ? next : (previous ?? next);
    if (!beside || beside.run !== beside.holder) return undefined;
    const edge = beside === previous ? beside.start + beside.length : beside.start;
    if (hasObjectBetween(this.runsOf(clause), Math.min(edge, offset), Math.max(edge, offset))) return undefined;
    const model = previous && previous.run === previous.holder ? lastCharacter(previous) : beside;
    const position = beside === previous ? positionAfter(beside) : positionBefore(beside);
    return { position, model: this.modelAt(clause, model), isInLink: linkOf(beside) !== undefined };
  }

  /** Returns the paragraphs of a clause that is not in a table. */
  outsideTables(clause: string): ClauseBlock | undefined {
    const block = this.blocks.of(clause);
    return block && !rowOf(block.last) ? block : undefined;
  }

  /** Returns the paragraph that a new clause follows. Undefined if it is in a table or shared. */
  follows(after: string): ClauseBlock | undefined {
    return this.outsideTables(after === "" ? (this.clauses[0]?.id ?? "") : after);
  }

  /** Returns the place of a new row after a clause. */
  rowAfter(after: string): RowPlace | undefined {
    const beside = cellBeside(this.clauses, after);
    const found = beside && this.rowOf(beside.cell);
    return found && { ...found, isBefore: beside.isBefore };
  }

  /** Returns the row of a cell. */
  rowOf(cell: Pick<CompiledClause, "table">): Omit<RowPlace, "isBefore"> | undefined {
    return rowOfCell(this.clauses, cell, (id) => {
      const block = this.blocks.of(id);
      const row = block && rowOf(block.last);
      return block && row ? { row, block } : undefined;
    });
  }
}

/** Returns the link around a run. */
export function linkOf({ holder }: Pick<Stretch, "holder">): SourceElement | undefined {
  return ancestorOf(holder, "w:hyperlink");
}

function lastCharacter(stretch: Stretch): Stretch {
  const skipped = stretch.length - 1;
  return { ...stretch, start: stretch.start + skipped, at: stretch.at + skipped, length: 1 };
}
