import type { DocumentHistory, HistoryClause, HistoryDraft, HistoryStep } from "#core/compile/document-history.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";

/** Levels of detail for a history. */
export const grains = ["section", "clause"] as const;
export type Grain = (typeof grains)[number];

/** With more clauses than this in a draft, a chart of single clauses is too crowded to start with. */
const manyClauses = 150;

/** Changes a clause can undergo between two drafts. */
export const deeds = ["added", "edited", "moved", "split", "merged", "renumbered"] as const;
export type Deed = (typeof deeds)[number];

/** A clause or a section of a draft, drawn as one item of a chart. */
export interface HistoryItem {
  /** Its clauses, by index: from `first` up to but excluding `end`. */
  first: number;
  end: number;
  /** Id of its first clause. */
  clause: string;
  name: string;
  words: number;
  /** Number of its words by the draft that added their clause. Keys are draft indexes. */
  brought: ReadonlyMap<number, number>;
  /** Number of its clauses with each change since the previous draft. */
  deeds: Readonly<Record<Deed, number>>;
  /** Proposals whose wording appears in it. */
  adopted: HistoryDraft["taken"];
  /** Comments and proposals made on it in this draft. */
  comments: HistoryDraft["said"];
}

/** Number of words that went from an item of one draft to an item of the next, both by index. */
export interface ItemFlow {
  base: number;
  revised: number;
  words: number;
}

/** An item followed through the drafts: its index in each draft, null in drafts without it. */
export type Strand = readonly (number | null)[];

/**
 * A history prepared for drawing: the items of every draft, the words that went between them, and the items followed.
 */
export interface HistoryView {
  history: DocumentHistory;
  grain: Grain;
  items: readonly (readonly HistoryItem[])[];
  /** `flows[i]` leads from draft i to draft i + 1. */
  flows: readonly (readonly ItemFlow[])[];
  /** In the order of the last draft. An item missing from it follows the item it came after in an earlier draft. */
  strands: readonly Strand[];
}

/** Returns the default level of detail of a history. */
export function usualGrain({ drafts }: Pick<DocumentHistory, "drafts">): Grain {
  return drafts.some(({ clauses }) => clauses.length > manyClauses) ? "section" : "clause";
}

/** Builds the view of a history, clause by clause or section by section. */
export function historyView(history: DocumentHistory, grain: Grain): HistoryView {
  const starts =
    grain === "section"
      ? sectionStarts(history)
      : history.drafts.map(({ clauses }) => clauses.map((_, index) => index));
  const items = history.drafts.map((draft, at) => itemsOf(draft, starts[at] ?? [], history.steps[at - 1]));
  const flows = history.steps.map((step, at) => flowsOf(step, items[at] ?? [], items[at + 1] ?? []));
  return { history, grain, items, flows, strands: strandsOf(items, flows) };
}

function itemsOf(draft: HistoryDraft, starts: readonly number[], step: HistoryStep | undefined): HistoryItem[] {
  const { clauses, taken: adopted, said: comments } = draft;
  const deedsOf = step ? deedsByClause(step, clauses.length) : undefined;
  return starts.map((first, index) => {
    const end = starts[index + 1] ?? clauses.length;
    const itemClauses = clauses.slice(first, end);
    const isWithin = (indexes: readonly number[]): boolean => indexes.some((at) => at >= first && at < end);
    const brought = new Map<number, number>();
    for (const { broughtBy, words } of itemClauses) brought.set(broughtBy, (brought.get(broughtBy) ?? 0) + words);
    return {
      first,
      end,
      clause: itemClauses[0]?.id ?? "",
      name: nameOf(itemClauses),
      words: itemClauses.reduce((sum, { words }) => sum + words, 0),
      brought,
      deeds: countDeeds(deedsOf?.slice(first, end) ?? []),
      adopted: adopted.filter((proposal) => isWithin(proposal.clauses)),
      comments: comments.filter((comment) => isWithin(comment.clauses)),
    };
  });
}

/** A section is named after its opening clause. Other runs of clauses are named after their first and last clause. */
function nameOf(clauses: readonly HistoryClause[]): string {
  const [first, last] = [clauses[0], clauses.at(-1)];
  if (!first || !last) return "";
  const opens = first.kind === "verb" || first.kind === "heading" || first.kind === "title";
  return opens || first === last ? first.citation : `${first.citation} – ${last.citation}`;
}

function deedsByClause({ pairs }: HistoryStep, count: number): ReadonlySet<Deed>[] {
  const all = Array.from({ length: count }, () => new Set<Deed>());
  for (const { relation, edited, moved, renumbered, revised } of pairs) {
    for (const index of revised) {
      if (relation === "added") all[index]?.add("added");
      if (relation === "1:n") all[index]?.add("split");
      if (relation === "n:1") all[index]?.add("merged");
      if (relation !== "added" && edited) all[index]?.add("edited");
      if (moved) all[index]?.add("moved");
      if (renumbered) all[index]?.add("renumbered");
    }
  }
  return all;
}

function countDeeds(all: readonly ReadonlySet<Deed>[]): Record<Deed, number> {
  const count = (deed: Deed): number => all.filter((clauseDeeds) => clauseDeeds.has(deed)).length;
  return {
    added: count("added"),
    edited: count("edited"),
    moved: count("moved"),
    split: count("split"),
    merged: count("merged"),
    renumbered: count("renumbered"),
  };
}

function flowsOf(step: HistoryStep, base: readonly HistoryItem[], revised: readonly HistoryItem[]): ItemFlow[] {
  const [from, into] = [itemOfClause(base), itemOfClause(revised)];
  const sums = new Map<string, ItemFlow>();
  for (const [baseClause, revisedClause, words] of step.flows) {
    const flow = { base: from[baseClause] ?? 0, revised: into[revisedClause] ?? 0 };
    const key = `${String(flow.base)} ${String(flow.revised)}`;
    sums.set(key, { ...flow, words: (sums.get(key)?.words ?? 0) + words });
  }
  return [...sums.values()];
}

function itemOfClause(items: readonly HistoryItem[]): number[] {
  return items.flatMap(({ first, end }, index) => Array.from({ length: end - first }, () => index));
}

/**
 * Follows items to where most of their words went. If two items merge, the one that contributed more words continues.
 */
function strandsOf(items: HistoryView["items"], flows: HistoryView["flows"]): Strand[] {
  const strands: (number | null)[][] = [];
  let before: number[] = [];
  items.forEach((draftItems, draft) => {
    const here: (number | undefined)[] = draftItems.map(() => undefined);
    const followed = new Set<number>();
    for (const { base, revised } of (flows[draft - 1] ?? []).toSorted((left, right) => right.words - left.words)) {
      const strand = before[base];
      if (strand === undefined || here[revised] !== undefined || followed.has(strand)) continue;
      here[revised] = strand;
      followed.add(strand);
    }
    before = here.map((continued, index) => {
      const strand = continued ?? strands.push(items.map(() => null)) - 1;
      const places = strands[strand];
      if (places) places[draft] = index;
      return strand;
    });
  });
  return inOrder(strands, items);
}

function inOrder(strands: readonly Strand[], items: HistoryView["items"]): Strand[] {
  const ordered: Strand[] = [];
  const placed = new Set<Strand>();
  for (let draft = items.length - 1; draft >= 0; draft -= 1) {
    const here = strands
      .filter((strand) => strand[draft] !== null)
      .toSorted((left, right) => (left[draft] ?? 0) - (right[draft] ?? 0));
    let last = -1;
    for (const strand of here) {
      if (placed.has(strand)) last = ordered.indexOf(strand);
      else {
        last += 1;
        ordered.splice(last, 0, strand);
        placed.add(strand);
      }
    }
  }
  return ordered;
}

/** Number of words that a strand gained and lost between two drafts, and that it exchanged with other strands. */
export interface StrandChange {
  inserted: number;
  deleted: number;
  movedIn: number;
  movedOut: number;
}

/** Computes how a strand changed from draft `step` to the next. */
export function strandChange({ items, flows }: HistoryView, strand: Strand, step: number): StrandChange {
  const [base, revised] = [strand[step] ?? null, strand[step + 1] ?? null];
  const all = flows[step] ?? [];
  const sum = (list: readonly ItemFlow[]): number => list.reduce((total, { words }) => total + words, 0);
  const out = base === null ? [] : all.filter((flow) => flow.base === base);
  const into = revised === null ? [] : all.filter((flow) => flow.revised === revised);
  return {
    inserted: (revised === null ? 0 : (items[step + 1]?.[revised]?.words ?? 0)) - sum(into),
    deleted: (base === null ? 0 : (items[step]?.[base]?.words ?? 0)) - sum(out),
    movedIn: sum(into.filter((flow) => flow.base !== base)),
    movedOut: sum(out.filter((flow) => flow.revised !== revised)),
  };
}

/**
 * Counts annotations by stakeholder group. An annotation counts once for each group behind it. The key null represents
 * small groups.
 */
export function commentsByGroup(comments: HistoryDraft["said"]): Map<StakeholderGroup | null, number> {
  const counts = new Map<StakeholderGroup | null, number>();
  for (const group of comments.flatMap(({ groups }) => groups)) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

/** With more sections than this an overview is unreadable, so only those of higher headings are used. */
const mostSections = 40;
/** Heading depths to try, starting with the deepest. */
const deepest = 8;

/**
 * Returns where the sections of each draft begin, as clause indexes. Sections open at verbs and headings, down to the
 * deepest level that gives no draft more than `mostSections`. A draft without either is cut into runs of equal length.
 */
export function sectionStarts({ drafts }: Pick<DocumentHistory, "drafts">): number[][] {
  for (let depth = deepest; depth > 0; depth -= 1) {
    const starts = drafts.map(({ clauses }) => openersOf(clauses, depth));
    if (starts.every(({ length }) => length <= mostSections)) return starts;
  }
  return drafts.map(({ clauses }) => {
    const starts = openersOf(clauses, 0);
    return starts.length <= mostSections ? starts : evenly(clauses.length);
  });
}

function openersOf(clauses: readonly HistoryClause[], depth: number): number[] {
  const openers = clauses.flatMap((clause, index) =>
    clause.kind === "verb" || (clause.kind === "heading" && clause.depth <= depth) ? [index] : [],
  );
  if (openers.length === 0) return evenly(clauses.length);
  return openers[0] === 0 ? openers : [0, ...openers];
}

function evenly(count: number): number[] {
  const length = Math.max(1, Math.ceil(count / mostSections));
  return Array.from({ length: Math.ceil(count / length) }, (_, index) => index * length);
}

/**
 * Returns the part of a history that concerns some clauses of one draft: these clauses, their origins and their
 * successors. Each step follows a clause only where at least half of the words of the shorter one continue. All other
 * clauses are left out.
 */
export function historyWithin(
  history: DocumentHistory,
  draft: number,
  [first, end]: readonly [first: number, end: number],
): DocumentHistory {
  const kept: Set<number>[] = history.drafts.map(() => new Set());
  const clauseCount = history.drafts[draft]?.clauses.length ?? 0;
  kept[draft] = new Set(Array.from({ length: clauseCount }, (_, index) => index).slice(first, end));
  for (let at = draft; at > 0; at -= 1) kept[at - 1] = mostOf(history, at - 1, "base", kept[at] ?? new Set());
  for (let at = draft; at + 1 < kept.length; at += 1)
    kept[at + 1] = mostOf(history, at, "revised", kept[at] ?? new Set());
  const places = kept.map(
    (clauses) => new Map([...clauses].sort((a, b) => a - b).map((clause, index) => [clause, index])),
  );
  const placesOf = (at: number, clauses: readonly number[]): number[] =>
    clauses.flatMap((clause) => places[at]?.get(clause) ?? []);
  return {
    ...history,
    drafts: history.drafts.map(({ clauses, taken: adopted, said: comments, ...rest }, at) => ({
      ...rest,
      clauses: clauses.filter((_, index) => places[at]?.has(index)),
      taken: adopted
        .map((proposal) => ({ ...proposal, clauses: placesOf(at, proposal.clauses) }))
        .filter((proposal) => proposal.clauses.length > 0),
      said: comments
        .map((comment) => ({ ...comment, clauses: placesOf(at, comment.clauses) }))
        .filter((comment) => comment.clauses.length > 0),
    })),
    steps: history.steps.map(({ pairs, flows }, at): HistoryStep => ({
      pairs: pairs
        .map((pair) => ({ ...pair, base: placesOf(at, pair.base), revised: placesOf(at + 1, pair.revised) }))
        .filter(({ base, revised }) => base.length + revised.length > 0),
      flows: flows.flatMap(([base, revised, words]) => {
        const [from, into] = [places[at]?.get(base), places[at + 1]?.get(revised)];
        return from === undefined || into === undefined ? [] : [[from, into, words]];
      }),
    })),
  };
}

/**
 * Returns the clauses on one side of a step that share enough words with the given clauses on the other: at least half
 * of the shorter clause's words.
 */
function mostOf(
  { drafts, steps }: DocumentHistory,
  at: number,
  side: "base" | "revised",
  others: ReadonlySet<number>,
): Set<number> {
  const matching = new Set<number>();
  for (const [base, revised, words] of steps[at]?.flows ?? []) {
    const [here, there] = side === "base" ? [base, revised] : [revised, base];
    const shortest = Math.min(drafts[at]?.clauses[base]?.words ?? 0, drafts[at + 1]?.clauses[revised]?.words ?? 0);
    if (others.has(there) && words * 2 >= shortest) matching.add(here);
  }
  return matching;
}
