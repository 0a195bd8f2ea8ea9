import { stakeholderGroups, type StakeholderGroup } from "#core/discuss/speaker.ts";
import type { HistoryDraft } from "#core/compile/document-history.ts";
import { saidByGroup, type HistoryView } from "#core/compile/history-view.ts";
import { readingPath } from "#core/contract/pages.ts";
import { saidOfWhole, sayGroupName, saySaid } from "#core/messages/history-tables.ts";
import { interfaceLanguage, word } from "../components/messages.ts";
import { rowHead, type ItemPath } from "./change-cells.ts";
import { draftNames } from "./draft-names.ts";
import type { PictureCell, PictureColumn, PictureRow } from "./GridPicture.tsx";

const groups = [...stakeholderGroups, null];

/** Rows of what was said where, the document as a whole first; what nobody spoke of is left out. */
export function saidRows(view: HistoryView, pathOf: ItemPath): { rows: PictureRow[]; columns: PictureColumn[] } {
  const { drafts } = view.history;
  const most = Math.max(
    1,
    ...drafts.map((draft) => countOf(saidOfWhole(draft))),
    ...view.items.flat().map(({ said }) => countOf(said)),
  );
  const cellOf = (said: HistoryDraft["said"], draft: number, clause: string | null): PictureCell => {
    const counts = saidByGroup(said);
    let from = 0;
    const bars = groups.flatMap((group) => {
      const length = ((counts.get(group) ?? 0) / most) * 0.88;
      const bar = { colour: colourOf(group), from, length };
      from += length;
      return length > 0 ? [bar] : [];
    });
    const count = countOf(said);
    return {
      says: saySaid(said, interfaceLanguage) || word("picture-no-remark"),
      href:
        readingPath(drafts[draft]?.version.address ?? "") +
        (clause === null ? "" : `?clause=${encodeURIComponent(clause)}`),
      bars,
      note: count > 0 ? String(count) : "",
    };
  };
  const whole: PictureRow = {
    key: "whole",
    name: word("picture-whole"),
    href: readingPath(drafts.at(-1)?.version.address ?? ""),
    cells: drafts.map((draft, at) => cellOf(saidOfWhole(draft), at, null)),
  };
  const rows = view.strands.map((strand): PictureRow => ({
    ...rowHead(view, strand, pathOf),
    cells: strand.map((place, draft) => {
      const item = place === null ? undefined : view.items[draft]?.[place];
      return item ? cellOf(item.said, draft, item.clause) : null;
    }),
  }));
  return {
    rows: [whole, ...rows].filter(({ cells }) => cells.some((cell) => cell && cell.bars.length > 0)),
    columns: draftNames(view.history).map(({ name, round }) => ({ name, short: round })),
  };
}

/** What the colours mean: the groups that spoke. */
export function saidLegend({ history }: HistoryView): { colour: string; says: string }[] {
  const spoke = new Set(history.drafts.flatMap(({ said }) => said.flatMap((one) => one.groups)));
  return groups
    .filter((group) => spoke.has(group))
    .map((group) => {
      const name = sayGroupName(group, interfaceLanguage);
      return { colour: colourOf(group), says: name.charAt(0).toUpperCase() + name.slice(1) };
    });
}

function colourOf(group: StakeholderGroup | null): string {
  return group === null ? "of-somebody" : `of-group-${group}`;
}

function countOf(said: HistoryDraft["said"]): number {
  return [...saidByGroup(said).values()].reduce((sum, count) => sum + count, 0);
}
