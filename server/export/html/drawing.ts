import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import type { Undrawn } from "#core/compile/tracked-proposals.ts";
import { styleLevels } from "../shared/clause-levels.ts";
import { clauseWithHighlights, type ClauseDrawing } from "./clause.ts";
import type { FilterPlan } from "./filters.ts";
import { textElement } from "./page.ts";
import { insertedClause, insertedNotes, insertedRow, movedClause, withNotesTaken } from "./proposed-clauses.ts";
import { threadMarkup, type ThreadSetting } from "./thread.ts";
import { HtmlTracker } from "./tracker.ts";
import {
  columnOf,
  newRows,
  noProposals,
  planProposals,
  withoutRows,
  type Follower,
  type ProposalPlan,
} from "../shared/proposal-plan.ts";
import type { Steps } from "../shared/steps.ts";
import { wordingOf, type ThreadWording } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/** A piece of the draft that nothing is put into: a clause, or a table with all its cells. */
export interface HtmlBlock {
  markup: string;
  /** The draft's own that stand in it; none where it is proposed to be put here. */
  clauses: CompiledClause[];
}

/**
 * Draws the parts of a compilation that every layout on a page is made of. A clause and a thread are a step each once they
 * are drawn.
 */
export class HtmlDrawing {
  readonly compilation: Compilation;
  readonly wording: ThreadWording;
  readonly steps: Steps;
  readonly #clauses: ClauseDrawing;
  readonly #filters: FilterPlan;
  readonly #proposals: ProposalPlan<HtmlTracker> | null;

  /** `proposals` are drawn into the text; null where it is left as it is. */
  constructor(
    compilation: Compilation,
    filters: FilterPlan,
    steps: Steps,
    proposals: ProposalPlan<HtmlTracker> | null = null,
  ) {
    const { clauses } = compilation;
    this.compilation = compilation;
    this.wording = wordingOf(compilation);
    this.#filters = filters;
    this.steps = steps;
    this.#proposals = proposals;
    const threads = new Map(clauses.flatMap((clause) => clause.threads.map((thread) => [thread.number, thread])));
    const levels = styleLevels(clauses);
    const levelOf = new Map(clauses.map(({ id }, index) => [id, levels[index] ?? 0]));
    this.#clauses = {
      language: this.wording.language,
      levelOf: (clause) => levelOf.get(clause) ?? 0,
      thread: (number) => threads.get(number),
      begins: (number, clause) => threads.get(number)?.places[0]?.clause === clause,
      proposals: proposals ?? noProposals,
    };
  }

  /** The same with proposals drawn into the text. */
  tracking(): HtmlDrawing {
    const proposals = planProposals(this.compilation, (thread) => {
      const tracker = new HtmlTracker(thread, this.wording);
      return { ofWords: tracker, ofWholeClauses: tracker };
    });
    return new HtmlDrawing(this.compilation, this.#filters, this.steps, withNotesTaken(proposals, this.compilation));
  }

  /** A clause alone, with the words that threads speak of marked. */
  clause(clause: CompiledClause): string {
    this.steps.take();
    return clauseWithHighlights(clause, this.#clauses);
  }

  /** The draft in reading order, what is proposed to stand after a clause behind its footnotes. */
  *blocks(): Generator<HtmlBlock, void> {
    yield* this.#followers("");
    yield* this.#newTable("", this.compilation.clauses[0]);
    let head = "";
    const { clauses } = this.compilation;
    for (let index = 0; index < clauses.length; index += 1) {
      const clause = clauses[index];
      if (!clause) continue;
      const end = clause.table ? tableEnd(clauses, index) : index + 1;
      const drawn = clauses.slice(index, end);
      if (clause.kind !== "footnote") head = clause.id;
      const above = clause.table ? (clauses.slice(0, index).findLast(({ kind }) => kind !== "footnote")?.id ?? "") : "";
      yield { markup: clause.table ? this.#table(drawn, above) : this.clause(clause), clauses: drawn };
      const put = clause.table
        ? newRows([above, ...drawn.map(({ id }) => id)].flatMap((id) => this.#followersOf(id)))
        : [];
      const notes = put.flat().flatMap((cell) => insertedNotes(cell));
      yield* [...drawn.flatMap((one) => this.#newNotes(one)), ...notes.map((markup) => ({ markup, clauses: [] }))];
      index = end - 1;
      const leaves = this.#clauses.proposals.edits.get(head)?.moved;
      if (clauses[end]?.kind !== "footnote" && !leaves) {
        yield* this.#followers(head);
        if (!clause.table) yield* this.#newTable(head, clauses[end]);
      }
    }
  }

  /** Of a proposal that is drawn into the text the words are not typed again; of one that is not, that is said. */
  thread(thread: CompiledThread, setting: Omit<ThreadSetting, "attributes" | "drawing">): string {
    this.steps.take();
    const drawing = thread.proposal.length === 0 || !this.#proposals ? null : drawingOf(thread, this.#proposals);
    return threadMarkup(thread, this.wording, { ...setting, drawing, attributes: this.filterAttributes(thread) });
  }

  /** What the filters know a thread by, for whatever else stands and falls with it. */
  filterAttributes(thread: CompiledThread): string {
    return this.#filters.attributesOf(thread);
  }

  /** Threads together under a heading; nothing where there are none. */
  *section(
    heading: Parameters<typeof word>[0],
    threads: readonly CompiledThread[],
    draw: (thread: CompiledThread) => string = (thread) => this.thread(thread, { placed: false }),
  ): Generator<string, void> {
    if (threads.length === 0) return;
    const title = textElement("h2", null, word(heading, this.wording.language));
    yield `<section class="threads-section">${title}<div class="threads">`;
    for (const thread of threads) yield draw(thread);
    yield "</div></section>";
  }

  /** What is proposed to stand after a clause: new clauses, and ones from elsewhere with what is to follow them there. */
  #followers(after: string): HtmlBlock[] {
    const { clauses } = this.compilation;
    const { edits } = this.#clauses.proposals;
    return withoutRows(this.#followersOf(after)).flatMap((follower) => {
      if ("inserted" in follower) {
        const before = clauses.slice(0, clauses.findIndex(({ id }) => id === after) + 1);
        const level = styleLevels([...before, follower.inserted]).at(-1) ?? 0;
        return [insertedClause(follower, level), ...insertedNotes(follower)].map((markup) => ({ markup, clauses: [] }));
      }
      const clause = clauses.find(({ id }) => id === follower.moved);
      if (!clause) return [];
      const moving = [clause, ...clauses.filter(({ id }) => follower.notes.has(id))];
      const moved = moving.map((one) => movedClause(follower, one, this.#clauses.levelOf(one.id), edits.get(one.id)));
      return [...moved.map((markup) => ({ markup, clauses: [] })), ...this.#followers(clause.id)];
    });
  }

  #followersOf(after: string): readonly Follower<HtmlTracker>[] {
    return this.#clauses.proposals.followers.get(after) ?? [];
  }

  /** The notes that come with what is put into a clause. */
  #newNotes({ id }: CompiledClause): HtmlBlock[] {
    const replaced = this.#clauses.proposals.edits.get(id)?.replaced ?? [];
    return replaced
      .flatMap(({ step, tracker }) => insertedNotes({ notes: step.notes ?? [], tracker }))
      .map((markup) => ({ markup, clauses: [] }));
  }

  /** A table that is proposed after a clause; none where a table follows that the rows belong to. */
  #newTable(after: string, next: CompiledClause | undefined): HtmlBlock[] {
    const rows = next?.table ? [] : newRows(this.#followersOf(after));
    if (rows.length === 0) return [];
    const columns = Math.max(...rows.flat().map(columnOf));
    const markup = `<table class="draft-table">${rows.map((row) => insertedRow(row, columns)).join("\n")}</table>`;
    const notes = rows.flat().flatMap((cell) => insertedNotes(cell));
    return [markup, ...notes].map((one) => ({ markup: one, clauses: [] }));
  }

  /** A table of the draft, with the new rows in it; `above` is the clause before it. */
  #table(cells: readonly CompiledClause[], above: string): string {
    const columns = Math.max(1, ...cells.map((cell) => cell.table?.column ?? 1));
    const lines = new Map<number, CompiledClause[]>();
    for (const cell of cells) {
      if (cell.table) lines.set(cell.table.row, [...(lines.get(cell.table.row) ?? []), cell]);
    }
    const put = (after: string): string[] => newRows(this.#followersOf(after)).map((row) => insertedRow(row, columns));
    const written = [...lines.values()].flatMap((line) => {
      const places = Array.from({ length: columns }, (_, index) =>
        line.filter(({ table }) => table?.column === index + 1),
      );
      const drawn = places.map((place) => {
        const header = place.some(({ table }) => table?.header);
        const content = place.map((cell) => this.clause(cell)).join("");
        return header ? `<th scope="col">${content}</th>` : `<td>${content}</td>`;
      });
      return [`<tr>${drawn.join("")}</tr>`, ...line.flatMap(({ id }) => put(id))];
    });
    return `<table class="draft-table">${[...put(above), ...written].join("\n")}</table>`;
  }
}

function drawingOf({ number }: CompiledThread, { undrawn }: ProposalPlan<HtmlTracker>): "drawn" | Undrawn {
  return undrawn.get(number) ?? "drawn";
}

/** Where the table that begins at `index` ends: cells of one table stand together. */
function tableEnd(clauses: readonly CompiledClause[], index: number): number {
  const id = clauses[index]?.table?.id;
  let end = index;
  while (end < clauses.length && clauses[end]?.table?.id === id) end += 1;
  return end;
}
