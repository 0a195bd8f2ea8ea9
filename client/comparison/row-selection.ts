import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import type { Target } from "#core/discuss/target.ts";
import { describe } from "#core/place/anchor.ts";
import { clauseById } from "#core/text/clause.ts";
import type { Subject } from "../annotations/target.ts";
import { redlineText } from "../page-parts/RedlineRow.tsx";

export type Side = "base" | "revised";

/** A comment or proposal to begin, on one of the drafts. */
export interface AskedSubject {
  side: Side;
  subject: Subject;
  text: string;
}

/** Returns the index of the row that an element of the page belongs to; null if it is in none. */
export function rowAt(element: Element | null | undefined): number | null {
  const index = element?.closest(".redline-row")?.getAttribute("data-row") ?? null;
  return index === null ? null : Number(index);
}

/**
 * Returns the changed words of a row in one of the drafts, or its clause if words were only added or deleted in the
 * other one. Null if the draft does not have the clause.
 */
export function changedTarget(compared: ComparisonPage, row: RedlineRow, side: Side): Target | null {
  const { text } = compared[side];
  const clause = clauseById(text, row[side] ?? "");
  if (!clause) return null;
  // Moved words also have a range at their other end, which may be outside this clause.
  const changed = row.segments.flatMap((segment) => {
    const [start = -1, end = -1] = (segment.change !== null && segment[side]) || [];
    return clause.start <= start && end <= clause.end ? [start, end] : [];
  });
  return changed.length > 0
    ? describe(text, Math.min(...changed), Math.max(...changed))
    : { kind: "clause", clause: clause.id };
}

/** Words selected in a redline, in one of the drafts, with the index of the row in which they begin. */
interface SelectedWords {
  side: Side;
  target: Target;
  row: number;
}

/**
 * Returns the words that are selected in a redline: those of the revised draft, or of the base if only deleted words are
 * selected. Between two columns, those of the column in which the selection begins. Null if nothing is selected.
 */
export function selectedWords(
  root: Element,
  compared: ComparisonPage,
  rows: readonly RedlineRow[],
  marked: ReadonlySet<number>,
): SelectedWords | null {
  const selection = document.getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  if (!range || !root.contains(range.commonAncestorContainer)) return null;
  const { startContainer } = range;
  const begin = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const column = (begin?.closest("[data-side]")?.getAttribute("data-side") ?? "both") as Side | "both";
  const found: Record<Side, number[]> = { base: [], revised: [] };
  let first: number | null = null;
  const cells = column === "both" ? ".redline-row > .clause" : `.redline-row > [data-side="${column}"]`;
  for (const cell of root.querySelectorAll(cells)) {
    const row = rows[rowAt(cell) ?? -1];
    if (!row || !range.intersectsNode(cell)) continue;
    for (const { side, start, end } of wordsWithin(cell, range, runsOf(row, column, compared, marked))) {
      found[side].push(start, end);
      first ??= rowAt(cell);
    }
  }
  const side = found.revised.length > 0 ? "revised" : "base";
  const { text } = compared[side];
  const words = trimmed(text.text, Math.min(...found[side]), Math.max(...found[side]));
  return first !== null && words ? { side, target: describe(text, ...words), row: first } : null;
}

/** A piece of a draft's text. */
interface Run {
  side: Side;
  start: number;
  end: number;
}

/** Returns the text that a cell of a row shows, piece by piece. */
function runsOf(
  row: RedlineRow,
  column: Side | "both",
  compared: ComparisonPage,
  marked: ReadonlySet<number>,
): readonly Run[] {
  const runs: Run[] = [];
  const texts = { base: compared.base.text.text, revised: compared.revised.text.text };
  void redlineText(row.segments, texts, column, ({ segment, text, from }) => {
    const [start] = segment[from] ?? [];
    // In one column, unmarked changes appear as in the revised text.
    const isHidden = column === "both" && from === "base" && !marked.has(segment.change ?? 0);
    if (start !== undefined && !isHidden) runs.push({ side: from, start, end: start + text.length });
    return null;
  });
  return runs;
}

/** Returns the parts of a cell's pieces that are within a range of the page. */
function wordsWithin(cell: Element, range: Range, runs: readonly Run[]): Run[] {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(".clause-label, .move-link, .row-note")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  const length = (sum: number, piece: { length: number }): number => sum + piece.length;
  const shown = runs.reduce((sum, { start, end }) => sum + end - start, 0);
  // A space follows the label. On the server's page it is in one node with the text.
  const lead = nodes.reduce(length, 0) - shown;
  const [from, to] = [true, false].map((isStart) => {
    const edge = range.cloneRange();
    edge.collapse(isStart);
    let reached = -lead;
    for (const node of nodes) {
      if (node === edge.startContainer) return reached + edge.startOffset;
      if (edge.comparePoint(node, 0) >= 0) break;
      reached += node.length;
    }
    return reached;
  });
  let before = 0;
  return runs.flatMap(({ side, start, end }) => {
    const [first, last] = [Math.max(start, start + (from ?? 0) - before), Math.min(end, start + (to ?? 0) - before)];
    before += end - start;
    return first < last ? [{ side, start: first, end: last }] : [];
  });
}

/** Drops spaces at the edges of a range; null if nothing is left. */
function trimmed(text: string, start: number, end: number): [number, number] | null {
  if (!(start < end)) return null;
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  const to = start + words.trimEnd().length;
  return from < to ? [from, to] : null;
}
