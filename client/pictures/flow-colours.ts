import { stakeholderGroups } from "#core/discuss/speaker.ts";
import type { HistoryView } from "#core/compile/history-view.ts";
import { headWord } from "../components/messages.ts";
import { draftNames } from "./picture-labels.ts";
import type { PartsOf } from "./flow-layout.ts";
import type { Colouring } from "./pictures-address.ts";

/** So many drafts are told apart by colour; then the colours begin anew, and the numbers in the bars go on. */
const draftColours = 8;

/** The class that fills with the colour of a draft, of a group, or of what nobody proposed. */
export function draftColour(draft: number): string {
  return `of-draft-${String(draft % draftColours)}`;
}

/** How the parts of an item are coloured: by the drafts its clauses came in with, or by who proposed words of it. */
export function partsBy({ items }: HistoryView, colouring: Colouring): PartsOf {
  return (draft, index) => {
    const item = items[draft]?.[index];
    if (!item) return [];
    if (colouring === "draft") {
      const parts = [...item.brought]
        .toSorted(([one], [other]) => one - other)
        .map(([brought, words]) => ({ colour: draftColour(brought), words }));
      return parts.length > 0 ? parts : [{ colour: draftColour(draft), words: item.words }];
    }
    const groups = new Set(item.taken.flatMap(({ groups }) => groups));
    const known = stakeholderGroups.filter((group) => groups.has(group));
    if (known.length > 0) return known.map((group) => ({ colour: `of-group-${group}`, words: item.words }));
    return [{ colour: item.taken.length > 0 ? "of-somebody" : "of-nobody", words: item.words }];
  };
}

/** What the colours mean: those that are in the picture, in order. */
export function legendOf({ history, items }: HistoryView, colouring: Colouring): { colour: string; says: string }[] {
  const all = items.flat();
  if (colouring === "draft") {
    const used = new Set(all.flatMap(({ brought }) => [...brought.keys()]));
    return draftNames(history).flatMap(({ name }, draft) =>
      used.has(draft) ? [{ colour: draftColour(draft), says: `${String(draft + 1)}: ${name}` }] : [],
    );
  }
  const groups = new Set(all.flatMap(({ taken }) => taken.flatMap((one) => one.groups)));
  return [
    ...stakeholderGroups
      .filter((group) => groups.has(group))
      .map((group) => ({ colour: `of-group-${group}`, says: headWord(`group-${group}`) })),
    ...(all.some(({ taken }) => taken.some((one) => one.groups.length === 0))
      ? [{ colour: "of-somebody", says: headWord("picture-somebody") }]
      : []),
    { colour: "of-nobody", says: headWord("picture-nobody") },
  ];
}
