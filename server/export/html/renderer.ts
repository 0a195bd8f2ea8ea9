import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { styleLevels } from "../shared/clause-levels.ts";
import { type ClauseRendering, clauseWithHighlights, HtmlTracker } from "./clause.ts";
import type { FilterPlan } from "./filters.ts";
import { textElement } from "./page.ts";
import { insertedClause, insertedNotes, insertedRow, movedClause, withFootnotes } from "./proposed-clauses.ts";
import { threadMarkup, type ThreadSetting } from "./thread.ts";
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
import { threadViewer, type ThreadView, type ThreadViewer } from "../shared/thread-view.ts";
import { type PlainExportWord, word } from "../shared/export-phrases.ts";

/** An indivisible piece of the draft: a clause, or a table with all its cells. */
export interface HtmlBlock {
  markup: string;
  /** The clauses of the draft in it; empty if it contains only proposed clauses. */
  clauses: CompiledClause[];
}

/**
 * Renders the parts that every page layout consists of. Each clause and each thread counts as one step once it is
 * rendered.
 */
export class HtmlRenderer {
  readonly compilation: Compilation;
  /** The language of the page. */
  readonly language: string;
  readonly view: ThreadViewer;
  readonly steps: Steps;
  readonly #clauses: ClauseRendering;
  readonly #filters: FilterPlan;

  /** `proposals` are shown in the text. Null leaves the text unchanged. */
  constructor(
    compilation: Compilation,
    filters: FilterPlan,
    steps: Steps,
    proposals: ProposalPlan<HtmlTracker> | null = null,
  ) {
    const { clauses } = compilation;
    this.compilation = compilation;
    this.language = compilation.version.language;
    this.view = threadViewer(compilation, proposals);
    this.#filters = filters;
    this.steps = steps;
    const threads = new Map(clauses.flatMap((clause) => clause.threads.map((thread) => [thread.number, thread])));
    const levels = styleLevels(clauses);
    const levelOf = new Map(clauses.map(({ id }, index) => [id, levels[index] ?? 0]));
    this.#clauses = {
      language: this.language,
      levelOf: (clause) => levelOf.get(clause) ?? 0,
      thread: (number) => threads.get(number),
      begins: (number, clause) => threads.get(number)?.places[0]?.clause === clause,
      proposals: proposals ?? noProposals,
    };
  }

  /** Returns the same renderer with proposals shown in the text. */
  tracking(): HtmlRenderer {
    const proposals = planProposals(this.compilation, (thread) => {
      const tracker = new HtmlTracker(this.view(thread), this.language);
      return { ofWords: tracker, ofWholeClauses: tracker };
    });
    return new HtmlRenderer(this.compilation, this.#filters, this.steps, withFootnotes(proposals, this.compilation));
  }

  /** Renders a single clause with its highlights. */
  clause(clause: CompiledClause): string {
    this.steps.advance();
    return clauseWithHighlights(clause, this.#clauses);
  }

  /** Yields the draft in reading order. Clauses proposed to follow a clause come after its footnotes. */
  *blocks(): Generator<HtmlBlock, void> {
    yield* this.#followers("");
    yield* this.#newTable("", this.compilation.clauses[0]);
    let head = "";
    const { clauses } = this.compilation;
    for (let index = 0; index < clauses.length; index += 1) {
      const clause = clauses[index];
      if (!clause) continue;
      const end = clause.table ? tableEnd(clauses, index) : index + 1;
      const shown = clauses.slice(index, end);
      if (clause.kind !== "footnote") head = clause.id;
      const above = clause.table ? (clauses.slice(0, index).findLast(({ kind }) => kind !== "footnote")?.id ?? "") : "";
      yield { markup: clause.table ? this.#table(shown, above) : this.clause(clause), clauses: shown };
      const rowsAfter = clause.table
        ? newRows([above, ...shown.map(({ id }) => id)].flatMap((id) => this.#followersOf(id)))
        : [];
      const notes = rowsAfter.flat().flatMap((cell) => insertedNotes(cell));
      yield* [
        ...shown.flatMap((shownClause) => this.#newNotes(shownClause)),
        ...notes.map((markup) => ({ markup, clauses: [] })),
      ];
      index = end - 1;
      const leaves = this.#clauses.proposals.edits.get(head)?.moved;
      if (clauses[end]?.kind !== "footnote" && !leaves) {
        yield* this.#followers(head);
        if (!clause.table) yield* this.#newTable(head, clauses[end]);
      }
    }
  }

  /** Renders a thread. */
  thread(thread: ThreadView, setting: ThreadSetting = {}): string {
    this.steps.advance();
    return threadMarkup(thread, this.language, this.filterAttributes(thread), setting);
  }

  /** Returns the filter attributes of a thread, for other elements to be hidden together with it. */
  filterAttributes({ number }: ThreadView): string {
    return this.#filters.attributesOf(number);
  }

  /** Renders threads under a heading. Yields nothing without threads. */
  *section(
    heading: PlainExportWord,
    threads: readonly CompiledThread[],
    render: (thread: ThreadView) => string = (thread) => this.thread(thread),
  ): Generator<string, void> {
    if (threads.length === 0) return;
    const title = textElement("h2", null, word(heading, this.language));
    yield `<section class="threads-section">${title}<div class="threads">`;
    for (const thread of threads) yield render(this.view(thread));
    yield "</div></section>";
  }

  /**
   * Renders the clauses proposed to follow a clause: new ones, and ones moved from elsewhere with their own followers.
   */
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
      const moved = moving.map((movingClause) =>
        movedClause(follower, movingClause, this.#clauses.levelOf(movingClause.id), edits.get(movingClause.id)),
      );
      return [...moved.map((markup) => ({ markup, clauses: [] })), ...this.#followers(clause.id)];
    });
  }

  #followersOf(after: string): readonly Follower<HtmlTracker>[] {
    return this.#clauses.proposals.followers.get(after) ?? [];
  }

  /** Renders the notes of text inserted into a clause. */
  #newNotes({ id }: CompiledClause): HtmlBlock[] {
    const replaced = this.#clauses.proposals.edits.get(id)?.replaced ?? [];
    return replaced
      .flatMap(({ step, tracker }) => insertedNotes({ notes: step.notes ?? [], tracker }))
      .map((markup) => ({ markup, clauses: [] }));
  }

  /**
   * Renders rows proposed after a clause as a new table. Returns nothing if a table follows, because the rows then
   * belong to it.
   */
  #newTable(after: string, next: CompiledClause | undefined): HtmlBlock[] {
    const rows = next?.table ? [] : newRows(this.#followersOf(after));
    if (rows.length === 0) return [];
    const columns = Math.max(...rows.flat().map(columnOf));
    const markup = `<table class="draft-table">${rows.map((row) => insertedRow(row, columns)).join("\n")}</table>`;
    const notes = rows.flat().flatMap((cell) => insertedNotes(cell));
    return [markup, ...notes].map((rendered) => ({ markup: rendered, clauses: [] }));
  }

  /** Renders a table of the draft with its new rows. `above` is the clause before it. */
  #table(cells: readonly CompiledClause[], above: string): string {
    const columns = Math.max(1, ...cells.map((cell) => cell.table?.column ?? 1));
    const lines = new Map<number, CompiledClause[]>();
    for (const cell of cells) {
      if (cell.table) lines.set(cell.table.row, [...(lines.get(cell.table.row) ?? []), cell]);
    }
    const rowsAfter = (after: string): string[] =>
      newRows(this.#followersOf(after)).map((row) => insertedRow(row, columns));
    const written = [...lines.values()].flatMap((line) => {
      const places = Array.from({ length: columns }, (_, index) =>
        line.filter(({ table }) => table?.column === index + 1),
      );
      const shown = places.map((place) => {
        const header = place.some(({ table }) => table?.header);
        const content = place.map((cell) => this.clause(cell)).join("");
        return header ? `<th scope="col">${content}</th>` : `<td>${content}</td>`;
      });
      return [`<tr>${shown.join("")}</tr>`, ...line.flatMap(({ id }) => rowsAfter(id))];
    });
    return `<table class="draft-table">${[...rowsAfter(above), ...written].join("\n")}</table>`;
  }
}

/** Returns where the table that starts at `index` ends. Cells of one table are adjacent. */
function tableEnd(clauses: readonly CompiledClause[], index: number): number {
  const id = clauses[index]?.table?.id;
  let end = index;
  while (end < clauses.length && clauses[end]?.table?.id === id) end += 1;
  return end;
}
