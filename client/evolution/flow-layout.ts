import { scalePoint } from "d3-scale";
import { area, curveBumpX } from "d3-shape";
import type { ForumGroups } from "#core/access/forum.ts";
import type { HistoryView, ItemFlow } from "#core/compile/history-view.ts";
import { groupHead } from "../components/groups.ts";
import { headWord } from "../page-parts/messages.ts";
import { draftNames, groupPaint, type Paint, variablePaint } from "./ChartFrame.tsx";
import type { Colouring } from "./evolution-address.ts";

/** A clause or section of one draft, with a height for its number of words. */
export interface FlowBar {
  draft: number;
  index: number;
  x: number;
  y: number;
  height: number;
  /** Its parts from the top. */
  parts: readonly { colour: Paint; y: number; height: number }[];
  /** Whether the next draft contains nothing of it. */
  ends: boolean;
}

/** Words that pass from a bar to one of the next draft. */
export interface FlowRibbon {
  step: number;
  base: number;
  revised: number;
  path: string;
  /** Undefined if its bar has no parts. */
  colour: Paint | undefined;
  /** Whether the words went to another clause or section than the one that continues theirs. */
  moved: boolean;
}

export interface FlowLayout {
  width: number;
  height: number;
  /** The centre of each draft's column. */
  columns: readonly number[];
  bars: readonly FlowBar[];
  ribbons: readonly FlowRibbon[];
}

export const barWidth = 18;
const gap = 2;
/** Minimum height of a bar, in pixels, so that a clause of a single verb remains visible. */
const leastBar = 4;
const leastRibbon = 0.75;

/** Returns the coloured parts of an item, each with its share of the words. */
type PartsOf = (draft: number, index: number) => readonly { colour: Paint; words: number }[];

/**
 * Positions the bars and ribbons. The drafts are columns at equal distance, with their items one below the other in
 * document order, all on one scale of words. `inset` is the space left for names on both sides. In right-to-left
 * documents the first draft is on the right.
 */
export function flowLayout(
  { items, flows, strands }: HistoryView,
  { width, inset, rightToLeft, partsOf }: { width: number; inset: number; rightToLeft: boolean; partsOf: PartsOf },
): FlowLayout {
  const most = Math.max(1, ...items.map(({ length }) => length));
  const mostWords = Math.max(1, ...items.map((draftItems) => draftItems.reduce((sum, { words }) => sum + words, 0)));
  const room = Math.min(1100, Math.max(320, most * 11));
  const perWord = room / mostWords;
  const tall = (words: number): number => Math.max(leastBar, words * perWord);
  const ends = [inset + barWidth / 2, width - inset - barWidth / 2];
  const column = scalePoint<number>()
    .domain(items.map((_, draft) => draft))
    .range(rightToLeft ? ends.toReversed() : ends);
  const columns = items.map((_, draft) => column(draft) ?? 0);

  const barsOf = items.map((draftItems, draft) => {
    let y = 0;
    const continued = new Set((flows[draft] ?? []).map(({ base }) => base));
    return draftItems.map(({ words }, index): FlowBar => {
      const height = tall(words);
      const bar = {
        draft,
        index,
        x: (columns[draft] ?? 0) - barWidth / 2,
        y,
        height,
        parts: stacked(partsOf(draft, index), y, height),
        ends: draft + 1 < items.length && !continued.has(index),
      };
      y += height + gap;
      return bar;
    });
  });
  const strandOf = items.map((draftItems) => draftItems.map(() => -1));
  strands.forEach((strand, number) => {
    strand.forEach((index, draft) => {
      const own = strandOf[draft];
      if (own && index !== null) own[index] = number;
    });
  });
  const ribbons = flows.flatMap((stepFlows, step) => {
    const [from, into] = [columns[step] ?? 0, columns[step + 1] ?? 0];
    const edge = (barWidth / 2) * Math.sign(into - from);
    const [leaves, arrives] = [stackedEnds(stepFlows, "base", perWord), stackedEnds(stepFlows, "revised", perWord)];
    return stepFlows.map((flow, at): FlowRibbon => {
      const [base, revised] = [barsOf[step]?.[flow.base], barsOf[step + 1]?.[flow.revised]];
      const thick = Math.max(leastRibbon, flow.words * perWord);
      return {
        step,
        base: flow.base,
        revised: flow.revised,
        path: ribbonPath(
          [from + edge, (base?.y ?? 0) + (leaves[at] ?? 0)],
          [into - edge, (revised?.y ?? 0) + (arrives[at] ?? 0)],
          thick,
        ),
        colour: base?.parts[0]?.colour,
        moved: strandOf[step]?.[flow.base] !== strandOf[step + 1]?.[flow.revised],
      };
    });
  });
  const bars = barsOf.flat();
  return { width, height: bars.reduce((most, { y, height }) => Math.max(most, y + height), 0), columns, bars, ribbons };
}

function stacked(parts: readonly { colour: Paint; words: number }[], top: number, height: number): FlowBar["parts"] {
  const total = parts.reduce((sum, { words }) => sum + words, 0);
  let y = top;
  return parts.map(({ colour, words }) => {
    const partHeight = total === 0 ? height / parts.length : (height * words) / total;
    const part = { colour, y, height: partHeight };
    y += partHeight;
    return part;
  });
}

/** Returns how far below the top of its bar each flow leaves or arrives. Flows from items further up come first. */
function stackedEnds(flows: readonly ItemFlow[], side: "base" | "revised", perWord: number): number[] {
  const farSide = side === "base" ? "revised" : "base";
  const offsets = flows.map(() => 0);
  const filled = new Map<number, number>();
  for (const { flow, at } of flows
    .map((flow, at) => ({ flow, at }))
    .sort((a, b) => a.flow[side] - b.flow[side] || a.flow[farSide] - b.flow[farSide])) {
    const before = filled.get(flow[side]) ?? 0;
    offsets[at] = before;
    filled.set(flow[side], before + flow.words * perWord);
  }
  return offsets;
}

const ribbon = area<readonly [number, number, number]>()
  .x(([x]) => x)
  .y0(([, y]) => y)
  .y1(([, y, thick]) => y + thick)
  .curve(curveBumpX)
  .digits(1);

function ribbonPath(from: readonly [number, number], into: readonly [number, number], thick: number): string {
  return (
    ribbon([
      [...from, thick],
      [...into, thick],
    ]) ?? ""
  );
}

/** Returns the items that the words of an item came from and went to, by draft and index: "2 14". */
export function connected({ flows }: HistoryView, draft: number, index: number): ReadonlySet<string> {
  const found = new Set([itemKey(draft, index)]);
  let reached = new Set([index]);
  for (let at = draft; at > 0; at -= 1) {
    reached = new Set((flows[at - 1] ?? []).filter(({ revised }) => reached.has(revised)).map(({ base }) => base));
    for (const item of reached) found.add(itemKey(at - 1, item));
  }
  reached = new Set([index]);
  for (let at = draft; at < flows.length; at += 1) {
    reached = new Set((flows[at] ?? []).filter(({ base }) => reached.has(base)).map(({ revised }) => revised));
    for (const item of reached) found.add(itemKey(at + 1, item));
  }
  return found;
}

/** Returns the key of an item: its draft and index. */
export function itemKey(draft: number, index: number): string {
  return `${String(draft)} ${String(index)}`;
}

/**
 * Returns the item a key leads to: up and down within the draft; sideways to the item that shares most of its words.
 */
export function besideItem(
  { items, flows }: HistoryView,
  { draft, index }: { draft: number; index: number },
  to: "before" | "after" | "earlier" | "later" | "first" | "last",
): { draft: number; index: number } {
  const count = items[draft]?.length ?? 0;
  const within = (draft: number, index: number): { draft: number; index: number } => ({
    draft,
    index: Math.max(0, Math.min(index, (items[draft]?.length ?? 1) - 1)),
  });
  if (to === "before") return within(draft, index - 1);
  if (to === "after") return within(draft, index + 1);
  if (to === "first") return within(draft, 0);
  if (to === "last") return within(draft, count - 1);
  const nextDraft = draft + (to === "later" ? 1 : -1);
  if (nextDraft < 0 || nextDraft >= items.length) return { draft, index };
  const [from, into] = to === "later" ? (["base", "revised"] as const) : (["revised", "base"] as const);
  const most = (flows[Math.min(draft, nextDraft)] ?? [])
    .filter((flow) => flow[from] === index)
    .toSorted((a, b) => b.words - a.words)[0];
  return within(nextDraft, most ? most[into] : index);
}

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
