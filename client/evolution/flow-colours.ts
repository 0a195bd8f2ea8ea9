import type { ForumGroups } from "#core/access/forum.ts";
import type { HistoryView } from "#core/compile/history-view.ts";
import { groupHead } from "../components/groups.ts";
import { headWord } from "../page-parts/messages.ts";
import type { PartsOf } from "./flow-layout.ts";
import { draftNames } from "./chart-labels.ts";
import type { Colouring } from "./evolution-address.ts";
import { groupPaint, type Paint, variablePaint } from "./paint.ts";

/** Text from a proposal whose group is not shown, and text from no proposal. */
export const ofSomebody = variablePaint("hairline-strong");
const ofNobody = variablePaint("paper-sunk");

/** Number of drafts with a colour of their own. After that the colours repeat; the numbers in the bars continue. */
const draftColours = 8;

/** Returns the colour of a draft. */
function draftPaint(draft: number): Paint {
  return variablePaint(`draft-${String(draft % draftColours)}`);
}

/** Checks whether a colour is that of a draft. */
export function isOfDraft({ key }: Paint): boolean {
  return key.startsWith("draft-");
}

/**
 * Returns the function that colours the parts of an item: by the drafts that added its clauses, or by the groups whose
 * proposed words it contains.
 */
export function partsBy({ history, items }: HistoryView, colouring: Colouring, forum: ForumGroups): PartsOf {
  return (draft, index) => {
    const item = items[draft]?.[index];
    if (!item) return [];
    if (colouring === "draft") {
      const parts = [...item.brought]
        .toSorted(([a], [b]) => a - b)
        .map(([brought, words]) => ({ colour: draftPaint(brought), words }));
      return parts.length > 0 ? parts : [{ colour: draftPaint(draft), words: item.words }];
    }
    const groups = new Set(item.adopted.flatMap(({ groups }) => groups));
    const known = history.groups.filter((group) => groups.has(group));
    if (known.length > 0) return known.map((group) => ({ colour: groupPaint(group, forum), words: item.words }));
    return [{ colour: item.adopted.length > 0 ? ofSomebody : ofNobody, words: item.words }];
  };
}

/** Returns the legend: the colours that appear in the chart, in order. */
export function legendOf(
  { history, items }: HistoryView,
  colouring: Colouring,
  forum: ForumGroups,
): { colour: Paint; label: string }[] {
  const all = items.flat();
  if (colouring === "draft") {
    const used = new Set(all.flatMap(({ brought }) => [...brought.keys()]));
    return draftNames(history).flatMap(({ name }, draft) =>
      used.has(draft) ? [{ colour: draftPaint(draft), label: `${String(draft + 1)}: ${name}` }] : [],
    );
  }
  const groups = new Set(all.flatMap(({ adopted }) => adopted.flatMap((proposal) => proposal.groups)));
  return [
    ...history.groups
      .filter((group) => groups.has(group))
      .map((group) => ({ colour: groupPaint(group, forum), label: groupHead(group, forum) })),
    ...(all.some(({ adopted }) => adopted.some((proposal) => proposal.groups.length === 0))
      ? [{ colour: ofSomebody, label: headWord("chart-somebody") }]
      : []),
    { colour: ofNobody, label: headWord("chart-nobody") },
  ];
}
