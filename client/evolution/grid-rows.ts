import { interfaceLanguage } from "#core/messages/catalogues.ts";
import { scaleLinear } from "d3-scale";
import type { ForumGroups } from "#core/access/forum.ts";
import type { HistoryDraft } from "#core/compile/document-history.ts";
import { type HistoryView, commentsByGroup, type Strand, strandChange } from "#core/compile/history-view.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import {
  wholeDocumentComments,
  groupNameText,
  commentCountsText,
  strandChangeText,
  stepPaths,
  strandHead,
} from "#core/phrases/evolution-tables.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { headWord, word } from "../page-parts/messages.ts";
import type { GridCell, GridColumn, GridRow } from "./GridChart.tsx";
import { draftNames, groupPaint, type Paint, variablePaint } from "./ChartFrame.tsx";
import { ofSomebody } from "./flow-layout.ts";

/** Returns the link of an item of a draft. */
export type ItemPath = (draft: number, index: number) => string;

/**
 * Returns the rows of the changes chart: deleted words to the left of the middle, inserted ones to the right. Unchanged
 * rows are left out.
 */
export function changeRows(
  view: HistoryView,
  pathOf: ItemPath,
): { rows: GridRow[]; columns: GridColumn[]; unchanged: number } {
  const paths = stepPaths(view);
  const changes = view.strands.map((strand) => view.history.steps.map((_step, at) => strandChange(view, strand, at)));
  const most = Math.max(
    1,
    ...changes
      .flat()
      .map(({ inserted, deleted, movedIn, movedOut }) => Math.max(inserted + movedIn, deleted + movedOut)),
  );
  const half = scaleLinear().domain([0, most]).range([0, 0.5]);
  const rows = view.strands.flatMap((strand, index): GridRow[] => {
    const own = changes[index] ?? [];
    if (own.every((change) => Object.values(change).every((count) => count === 0))) return [];
    return [
      {
        ...rowHead(view, strand, pathOf),
        cells: own.map((change, at) => {
          if ((strand[at] ?? strand[at + 1] ?? null) === null) return null;
          const [inserted, movedHere] = [half(change.inserted), half(change.movedIn)];
          const [deleted, movedAway] = [half(change.deleted), half(change.movedOut)];
          const bars = [
            { colour: variablePaint("deleted-ink"), from: 0.5 - deleted, length: deleted },
            { colour: variablePaint("moved-wash"), from: 0.5 - deleted - movedAway, length: movedAway },
            { colour: variablePaint("inserted-ink"), from: 0.5, length: inserted },
            { colour: variablePaint("moved-ink"), from: 0.5 + inserted, length: movedHere },
          ];
          return {
            label: strandChangeText(change, interfaceLanguage()),
            href: paths[at] ?? "",
            bars: bars.filter(({ length }) => length > 0),
            note: "",
          };
        }),
      },
    ];
  });
  return { rows, columns: stepColumns(view), unchanged: view.strands.length - rows.length };
}

function stepColumns({ history }: HistoryView): GridColumn[] {
  const names = draftNames(history);
  return names.slice(1).map((revised, at) => ({
    name: `${names[at]?.name ?? ""} → ${revised.name}`,
    short: `→ ${revised.round}`,
  }));
}

/** The legend of the changes chart. */
export const changeLegend = (
  [
    ["out", "deleted-ink"],
    ["in", "inserted-ink"],
    ["moved-out", "moved-wash"],
    ["moved-in", "moved-ink"],
  ] as const
).map(([what, variable]) => ({
  colour: variablePaint(variable),
  label: headWord(`chart-words-${what}`),
}));

/** Returns the name of a strand's row, and its link to the last draft that contains it. */
function rowHead(view: HistoryView, strand: Strand, pathOf: ItemPath): Pick<GridRow, "key" | "name" | "href"> {
  const draft = strand.findLastIndex((index) => index !== null);
  return {
    key: strand.join(" "),
    name: strandHead(view, strand, interfaceLanguage()).head,
    href: pathOf(draft, strand[draft] ?? 0),
  };
}

/** Returns the rows of the comments chart, the whole document first. Rows without comments are left out. */
export function commentRows(
  view: HistoryView,
  pathOf: ItemPath,
  forum: ForumGroups,
): { rows: GridRow[]; columns: GridColumn[] } {
  const { drafts, groups } = view.history;
  const most = Math.max(
    1,
    ...drafts.map((draft) => countOf(wholeDocumentComments(draft))),
    ...view.items.flat().map(({ comments }) => countOf(comments)),
  );
  const cellOf = (comments: HistoryDraft["said"], draft: number, clause: string | null): GridCell => {
    const counts = commentsByGroup(comments);
    let from = 0;
    const bars = [...groups, null].flatMap((group) => {
      const length = ((counts.get(group) ?? 0) / most) * 0.88;
      const bar = { colour: paintOf(group, forum), from, length };
      from += length;
      return length > 0 ? [bar] : [];
    });
    const count = countOf(comments);
    return {
      label: commentCountsText(comments, groups, forum, interfaceLanguage()) || word("chart-no-remark"),
      href:
        readingPath(drafts[draft]?.version.address ?? "") +
        (clause === null ? "" : `?clause=${encodeURIComponent(clause)}`),
      bars,
      note: count > 0 ? String(count) : "",
    };
  };
  const documentRow: GridRow = {
    key: "whole",
    name: word("chart-whole"),
    href: readingPath(drafts.at(-1)?.version.address ?? ""),
    cells: drafts.map((draft, at) => cellOf(wholeDocumentComments(draft), at, null)),
  };
  const rows = view.strands.map((strand): GridRow => ({
    ...rowHead(view, strand, pathOf),
    cells: strand.map((index, draft) => {
      const item = index === null ? undefined : view.items[draft]?.[index];
      return item ? cellOf(item.comments, draft, item.clause) : null;
    }),
  }));
  return {
    rows: [documentRow, ...rows].filter(({ cells }) => cells.some((cell) => cell && cell.bars.length > 0)),
    columns: draftNames(view.history).map(({ name, round }) => ({ name, short: round })),
  };
}

/** Returns the legend of the comments chart: the groups that commented. */
export function commentLegend({ history }: HistoryView, forum: ForumGroups): { colour: Paint; label: string }[] {
  const commenting = new Set(
    history.drafts.flatMap(({ said: comments }) => comments.flatMap((comment) => comment.groups)),
  );
  return [...history.groups, null]
    .filter((group) => commenting.has(group))
    .map((group) => {
      const name = groupNameText(group, forum, interfaceLanguage());
      return { colour: paintOf(group, forum), label: headOf(name, interfaceLanguage()) };
    });
}

function paintOf(group: StakeholderGroup | null, forum: ForumGroups): Paint {
  return group === null ? ofSomebody : groupPaint(group, forum);
}

function countOf(comments: HistoryDraft["said"]): number {
  return [...commentsByGroup(comments).values()].reduce((sum, count) => sum + count, 0);
}
