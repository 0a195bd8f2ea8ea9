import { scaleLinear } from "d3-scale";
import { strandChange, type HistoryView, type Strand } from "#core/compile/history-view.ts";
import { sayStrandChange, stepPaths, strandHead } from "#core/messages/history-tables.ts";
import { interfaceLanguage, headWord } from "../components/messages.ts";
import { draftNames } from "./draft-names.ts";
import type { PictureColumn, PictureRow } from "./GridPicture.tsx";

/** Where an item of a draft leads. */
export type ItemPath = (draft: number, index: number) => string;

/** Rows of what changed where: words that went to the left of the middle, words that came to the right. Unchanged rows are left out. */
export function changeRows(
  view: HistoryView,
  pathOf: ItemPath,
): { rows: PictureRow[]; columns: PictureColumn[]; unchanged: number } {
  const paths = stepPaths(view);
  const changes = view.strands.map((strand) => view.history.steps.map((_step, at) => strandChange(view, strand, at)));
  const most = Math.max(
    1,
    ...changes
      .flat()
      .map(({ inserted, deleted, movedIn, movedOut }) => Math.max(inserted + movedIn, deleted + movedOut)),
  );
  const half = scaleLinear().domain([0, most]).range([0, 0.5]);
  const rows = view.strands.flatMap((strand, index): PictureRow[] => {
    const own = changes[index] ?? [];
    if (own.every((change) => Object.values(change).every((count) => count === 0))) return [];
    return [
      {
        ...rowHead(view, strand, pathOf),
        cells: own.map((change, at) => {
          if ((strand[at] ?? strand[at + 1] ?? null) === null) return null;
          const [came, arrived] = [half(change.inserted), half(change.movedIn)];
          const [went, left] = [half(change.deleted), half(change.movedOut)];
          const bars = [
            { colour: "is-out", from: 0.5 - went, length: went },
            { colour: "is-moved-out", from: 0.5 - went - left, length: left },
            { colour: "is-in", from: 0.5, length: came },
            { colour: "is-moved-in", from: 0.5 + came, length: arrived },
          ];
          return {
            says: sayStrandChange(change, interfaceLanguage),
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

function stepColumns({ history }: HistoryView): PictureColumn[] {
  const names = draftNames(history);
  return names.slice(1).map((revised, at) => ({
    name: `${names[at]?.name ?? ""} → ${revised.name}`,
    short: `→ ${revised.round}`,
  }));
}

/** What the colours of changes mean. */
export const changeLegend = (["out", "in", "moved-out", "moved-in"] as const).map((what) => ({
  colour: `is-${what}`,
  says: headWord(`picture-words-${what}`),
}));

/** What a row of a strand is called and where it leads: to the last draft that has it. */
export function rowHead(
  view: HistoryView,
  strand: Strand,
  pathOf: ItemPath,
): Pick<PictureRow, "key" | "name" | "href"> {
  const draft = strand.findLastIndex((place) => place !== null);
  return {
    key: strand.join(" "),
    name: strandHead(view, strand, interfaceLanguage).head,
    href: pathOf(draft, strand[draft] ?? 0),
  };
}
