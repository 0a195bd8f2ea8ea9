import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { childOf, elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { hasObjectBetween, type InlineRun, inlineRunsOf, isObject, type RunMarks } from "../../shared/inline-runs.ts";
import { cellBeside, rowOfCell } from "../../tracked/clause-sources.ts";
import {
  ancestorOf,
  type ClauseBlock,
  ClauseBlocks,
  type DraftPlaces,
  type NoteReferences,
  positionAfter,
  positionBefore,
  rowOf,
  type Stretch,
} from "./draft-places.ts";
import type { RunPosition } from "./marked-runs.ts";
import type { ModelRun } from "./new-content.ts";
import { hasObjects } from "./paragraph-runs.ts";

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

type Replace = Extract<ProposalOperation, { kind: "replace" }>;

/** The places in the file at which the text of a draft stands. */
export interface WritableSetting {
  readonly main: string;
  readonly text: DraftText;
  readonly references: NoteReferences;
}

/** Whether a step of a proposal can be written into the file as a tracked change. */
export function isWritable(step: ProposalOperation, setting: WritableSetting): boolean {
  const { text, main } = setting;
  switch (step.kind) {
    case "replace":
      return canReplace(step, setting);
    case "insert":
      if (hasObjectIn(step.clause.content)) return false;
      if (step.clause.kind === "cell") return text.rowAfter(step.after) !== undefined;
      return step.clause.kind !== "footnote" && text.follows(step.after)?.part === main;
    case "delete":
      return canDelete(step.clause, setting);
    case "move": {
      const block = text.follows(step.clause);
      if (!block || block.part !== main || text.follows(step.after)?.part !== main) return false;
      return text.clause(step.clause)?.table == null && !block.paragraphs.some(hasObjects);
    }
    case "relabel":
      // Word numbers a paragraph without a typed label.
      return text.blocks.of(step.clause)?.label != null;
  }
}

/** All characters must be in the file, in one paragraph. Lines of a cell are paragraphs, and their ends stay. */
function canReplace({ start, end, content, notes = [] }: Replace, { text, main }: WritableSetting): boolean {
  const clause = text.clause(start.clause);
  if (!clause || start.clause !== end.clause || hasObjectIn(content)) return false;
  const stretches = text.places.within(start.clause, start.offset, end.offset);
  const [first] = stretches;
  if (start.offset < end.offset) {
    if (!first || stretches.some(({ run, holder }) => run !== holder)) return false;
    if (new Set(stretches.map(({ holder }) => ancestorOf(holder, "w:p"))).size > 1) return false;
    if (stretches.reduce((sum, { length }) => sum + length, 0) < end.offset - start.offset) return false;
  }
  const place = first ?? text.insertionAt(start.clause, start.offset)?.position;
  const hasNotes = notes.length > 0 || content.some(({ type }) => type === "footnoteReference");
  return place !== undefined && (!hasNotes || place.part === main);
}

function hasObjectIn(content: InlineContent): boolean {
  return inlineRunsOf(fragmentOf(content)).some(isObject);
}

function canDelete(id: string, { text, references }: WritableSetting): boolean {
  const clause = text.clause(id);
  if (!clause) return false;
  if (clause.kind === "footnote") return references.of(id) !== undefined;
  if (!clause.table) return text.follows(id) !== undefined;
  const found = text.rowOf(clause);
  if (!found || (clause.text.trim() !== "" && !text.blocks.of(id))) return false;
  return !elementsOf(found.row).some(isMerged);
}

/** A cell of several rows would lose its beginning or its end. */
function isMerged(cell: SourceElement): boolean {
  return childOf(childOf(cell, "w:tcPr"), "w:vMerge") !== undefined;
}
