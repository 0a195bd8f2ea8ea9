import type { Node } from "prosemirror-model";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import type { Redline, RedlineRow } from "#core/compare/redline-row.ts";
import type { ClauseKind } from "#core/text/clause.ts";
import { printedLabel } from "#core/text/labels/label-forms.ts";
import { type ForumDocument, ledBySymbol, type Version } from "#core/text/version.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { styleLevels } from "./clause-levels.ts";
import { draftName } from "./export-phrases.ts";
import { type InlineRun, inlineRunsOf } from "./inline-runs.ts";

/** One of the two versions of a redline. */
export interface RedlineSide {
  document: Pick<ForumDocument, "title" | "shortTitle" | "symbol">;
  version: Pick<Version, "label" | "date" | "language" | "textHash" | "symbol">;
  /** `document@round:lang`. */
  address: string;
  draft: Node;
}

/** The data for a redline. `redline` is `redlineOf` the texts of the two drafts. */
export interface RedlineSource {
  forum: { name: string; shortName: string; timeZone?: string | undefined };
  base: RedlineSide;
  revised: RedlineSide;
  redline: Redline;
  stats: ComparisonStats;
  /** ISO 8601, UTC. */
  generatedAt: string;
  /** The head of the public audit chain at that time, such as "4711:9f2c…". Absent in files made without a forum. */
  auditHead?: string;
}

/** A clause of one side, as a redline needs it. */
export interface SideClause {
  node: Node;
  id: string;
  kind: ClauseKind;
  label: string | null;
  /** The label as its file shows it. */
  printed: string | null;
  /** Offset of its start in its version's text. */
  start: number;
  runs: InlineRun[];
}

/** Returns the clauses of a draft by id, in document order. */
export function sideClauses(draft: Node): Map<string, SideClause> {
  const clauses = new Map<string, SideClause>();
  let start = 0;
  draft.forEach((node) => {
    const { id, kind, label } = node.attrs as { id: string; kind: ClauseKind; label: string | null };
    clauses.set(id, { node, id, kind, label, printed: printedLabel(node), start, runs: inlineRunsOf(node.content) });
    start += node.textContent.length + 1;
  });
  return clauses;
}

/**
 * Returns the labels of a row's clauses as their files show them. The same label in two forms is not a change, so both
 * have the revised form.
 */
export function printedLabels(
  base: SideClause | null,
  revised: SideClause | null,
): Record<"base" | "revised", string | null> {
  const isSame = base && revised && base.label === revised.label;
  return { base: (isSame ? revised : base)?.printed ?? null, revised: revised?.printed ?? null };
}

/** Returns the style level of each clause, by id. */
export function sideLevels(clauses: ReadonlyMap<string, SideClause>): Map<string, number> {
  const list = [...clauses.values()];
  const levels = styleLevels(list.map(({ kind, node }) => ({ kind, depth: Number(node.attrs["depth"]) })));
  return new Map(list.map(({ id }, index) => [id, levels[index] ?? 0]));
}

/** Whether a clause of either side starts or ends on this row. A split or merged clause has several rows. */
interface RowEdges {
  beginsBase: boolean;
  beginsRevised: boolean;
  endsBase: boolean;
  endsRevised: boolean;
}

/** A row with all the data needed to write it. */
export interface SourceRow {
  row: RedlineRow;
  edges: RowEdges;
  base: SideClause | null;
  revised: SideClause | null;
}

/**
 * Returns the rows with their clauses and edges. A clause starts on the first row that shows it and ends on the last.
 */
export function sourceRows(
  rows: readonly RedlineRow[],
  base: ReadonlyMap<string, SideClause>,
  revised: ReadonlyMap<string, SideClause>,
): SourceRow[] {
  const first = { base: new Map<string, number>(), revised: new Map<string, number>() };
  const last = { base: new Map<string, number>(), revised: new Map<string, number>() };
  rows.forEach((row, index) => {
    for (const side of ["base", "revised"] as const) {
      const id = row[side];
      if (id === null) continue;
      if (!first[side].has(id)) first[side].set(id, index);
      last[side].set(id, index);
    }
  });
  return rows.map((row, index) => ({
    row,
    edges: {
      beginsBase: row.base !== null && first.base.get(row.base) === index,
      beginsRevised: row.revised !== null && first.revised.get(row.revised) === index,
      endsBase: row.base !== null && last.base.get(row.base) === index,
      endsRevised: row.revised !== null && last.revised.get(row.revised) === index,
    },
    base: row.base === null ? null : (base.get(row.base) ?? null),
    revised: row.revised === null ? null : (revised.get(row.revised) ?? null),
  }));
}

/** Returns the language of a redline's own text: that of the revised draft. */
export function redlineLanguage(source: RedlineSource): string {
  return source.revised.version.language;
}

/**
 * Names a side: "WTPF-13/5-E, Opinion 5, Third draft, 6 Feb 2013". If the document and the version have the same name,
 * as for a file, it appears once.
 */
export function sideName({ document, version }: RedlineSide, language: string): string {
  const draft = draftName(version, language);
  const names = document.shortTitle === version.label ? [draft] : [document.shortTitle, draft];
  return commaText(ledBySymbol(document, version, ...names), language);
}
