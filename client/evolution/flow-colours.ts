import type { HistoryView } from "#core/compile/history-view.ts";
import { headWord } from "../page-parts/messages.ts";
import type { PartsOf } from "./flow-layout.ts";
import { draftNames } from "./chart-labels.ts";
import type { Colouring } from "./evolution-address.ts";

/** Number of drafts with a colour of their own. After that the colours repeat; the numbers in the bars continue. */
const draftColours = 8;

/** Returns the class that fills with the colour of a draft. */
export function draftColour(draft: number): string {
  return `of-draft-${String(draft % draftColours)}`;
}

/**
 * Returns the function that colours the parts of an item: by the drafts that added its clauses, or by the groups whose
 * proposed words it contains.
 */
export function partsBy({ history, items }: HistoryView, colouring: Colouring): PartsOf {
  return (draft, index) => {
    const item = items[draft]?.[index];
    if (!item) return [];
    if (colouring === "draft") {
      const parts = [...item.brought]
        .toSorted(([a], [b]) => a - b)
        .map(([brought, words]) => ({ colour: draftColour(brought), words }));
      return parts.length > 0 ? parts : [{ colour: draftColour(draft), words: item.words }];
    }
    const groups = new Set(item.adopted.flatMap(({ groups }) => groups));
    const known = history.groups.filter((group) => groups.has(group));
    if (known.length > 0) return known.map((group) => ({ colour: `of-group-${group}`, words: item.words }));
    return [{ colour: item.adopted.length > 0 ? "of-somebody" : "of-nobody", words: item.words }];
  };
}

/** Returns the legend: the colours that appear in the chart, in order. */
export function legendOf({ history, items }: HistoryView, colouring: Colouring): { colour: string; label: string }[] {
  const all = items.flat();
  if (colouring === "draft") {
    const used = new Set(all.flatMap(({ brought }) => [...brought.keys()]));
    return draftNames(history).flatMap(({ name }, draft) =>
      used.has(draft) ? [{ colour: draftColour(draft), label: `${String(draft + 1)}: ${name}` }] : [],
    );
  }
  const groups = new Set(all.flatMap(({ adopted }) => adopted.flatMap((proposal) => proposal.groups)));
  return [
    ...history.groups
      .filter((group) => groups.has(group))
      .map((group) => ({ colour: `of-group-${group}`, label: headWord(`group-${group}`) })),
    ...(all.some(({ adopted }) => adopted.some((proposal) => proposal.groups.length === 0))
      ? [{ colour: "of-somebody", label: headWord("chart-somebody") }]
      : []),
    { colour: "of-nobody", label: headWord("chart-nobody") },
  ];
}
