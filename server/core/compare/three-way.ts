import * as z from "zod";
import { ClausePair, type Comparison } from "#core/compare/comparison.ts";
import { mergeEdits, ThreeWaySegment } from "#core/compare/merge-edits.ts";
import { type JoinedPairs, pairEditor } from "#core/compare/pair-edits.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * What two sides made of a clause: nothing; one of them changed it; both did, the same (agreed); both did, at different
 * places (apart); both changed the same words or moved it, each differently (conflict).
 */
export const threeWayOutcomes = ["unchanged", "revised", "other", "agreed", "apart", "conflict"] as const;

/** What one side did to the clauses of a row. */
const ThreeWayDeed = ClausePair.pick({ relation: true, edited: true, moved: true, renumbered: true });
type ThreeWayDeed = z.infer<typeof ThreeWayDeed>;

/** Clauses of the base, mostly one, and what each side made of them; or a clause that one side, or both, put in. */
export const ThreeWayRow = z.object({
  /** Clause ids, in the base's order; none where it was put in. */
  base: z.array(z.string()),
  /** None where the side took it out, or where only the other side put it in. */
  revised: z.array(z.string()),
  other: z.array(z.string()),
  /** Null where only the other side put it in. */
  did: z.object({ revised: ThreeWayDeed.nullable(), other: ThreeWayDeed.nullable() }),
  outcome: z.enum(threeWayOutcomes),
  /** One after the other they spell the clauses of each side, joined by "\n". */
  segments: z.array(ThreeWaySegment),
});
export type ThreeWayRow = z.infer<typeof ThreeWayRow>;

/** A text and two texts made from it, clause by clause in the base's order. */
export const ThreeWay = z.object({
  rows: z.array(ThreeWayRow),
  /** How many rows have each outcome. */
  stats: z.record(z.enum(threeWayOutcomes), z.int().nonnegative()),
});
export type ThreeWay = z.infer<typeof ThreeWay>;

/**
 * Compares three at once: what each of two texts made of a base, where they agree and where they contradict each other.
 * Clauses that one side merged stand in one row with all that came of them on the other.
 */
export function threeWay(base: VersionText, revised: ThreeWaySide, other: ThreeWaySide): ThreeWay {
  const sides = { revised: readSide(base, revised), other: readSide(base, other) };
  const rows = groupsOf(base, [revised.comparison, other.comparison]).map((clauses) => rowOf(clauses, sides));
  const added = addedAfter(sides);
  const all = [
    ...(added.get(null) ?? []),
    ...rows.flatMap((row) => [row, ...row.base.flatMap((id) => added.get(id) ?? [])]),
  ];
  const stats = Object.fromEntries(threeWayOutcomes.map((outcome) => [outcome, 0])) as ThreeWay["stats"];
  for (const { outcome } of all) stats[outcome] += 1;
  return { rows: all, stats };
}

/** The base's clauses, those together that either side merged, in the base's order. */
function groupsOf({ clauses }: VersionText, comparisons: readonly Comparison[]): string[][] {
  const groups = new Map(clauses.map(({ id }) => [id, [id]]));
  for (const pair of comparisons.flatMap(({ pairs }) => pairs)) {
    const [first, ...others] = pair.base;
    for (const id of others) {
      const [into, from] = [groups.get(first ?? ""), groups.get(id)];
      if (!into || !from || into === from) continue;
      into.push(...from);
      for (const moved of from) groups.set(moved, into);
    }
  }
  const order = new Map(clauses.map(({ id }, index) => [id, index]));
  const placeOf = (id: string): number => order.get(id) ?? 0;
  const inOrder = [...new Set(groups.values())].map((group) => group.toSorted((x, y) => placeOf(x) - placeOf(y)));
  return inOrder.sort(([x = ""], [y = ""]) => placeOf(x) - placeOf(y));
}

function rowOf(
  clauses: readonly string[],
  { revised, other }: { revised: SideReading; other: SideReading },
): ThreeWayRow {
  const [revisedPairs, otherPairs] = [revised.pairsOf(clauses), other.pairsOf(clauses)];
  const segments = mergeEdits(revised.edit(revisedPairs), other.edit(otherPairs));
  const [revisedDeed, otherDeed] = [deedOf(revisedPairs), deedOf(otherPairs)];
  const kinds = new Set(segments.map(({ kind }) => kind).filter((kind) => kind !== "kept"));
  const taken = [revisedDeed, otherDeed].map(({ relation }) => relation === "removed");
  const places = [revised.movedTo(revisedPairs), other.movedTo(otherPairs)];
  if (taken[0] && taken[1]) kinds.add("agreed");
  else if (taken[0] || taken[1]) {
    kinds.add(taken[0] ? "revised" : "other");
    if (places[0] !== null || places[1] !== null) kinds.add("conflict");
  } else if (places[0] !== null && places[1] !== null) kinds.add(places[0] === places[1] ? "agreed" : "conflict");
  else if (places[0] !== null || places[1] !== null) kinds.add(places[0] !== null ? "revised" : "other");
  return {
    base: [...clauses],
    revised: revisedPairs.flatMap((pair) => pair.revised),
    other: otherPairs.flatMap((pair) => pair.revised),
    did: { revised: revisedDeed, other: otherDeed },
    outcome: outcomeOf(kinds),
    segments,
  };
}

function outcomeOf(kinds: ReadonlySet<ThreeWayRow["outcome"]>): ThreeWayRow["outcome"] {
  if (kinds.has("conflict")) return "conflict";
  const [only, another] = kinds;
  return another ? "apart" : (only ?? "unchanged");
}

function deedOf(pairs: readonly ClausePair[]): ThreeWayDeed {
  const whole = pairs.find(({ relation }) => relation !== "1:1" && relation !== "removed");
  const isGone = pairs.every(({ relation }) => relation === "removed");
  return {
    relation: isGone ? "removed" : (whole?.relation ?? "1:1"),
    edited: pairs.some(({ edited, relation }) => edited || (relation === "removed" && !isGone)),
    moved: pairs.some(({ moved }) => moved),
    renumbered: pairs.some(({ renumbered }) => renumbered),
  };
}

/** Clauses that a side put in, or both, by the base clause they follow; null for those before any. */
function addedAfter(sides: { revised: SideReading; other: SideReading }): Map<string | null, ThreeWayRow[]> {
  const rows = new Map<string | null, ThreeWayRow[]>();
  for (const after of new Set([...sides.revised.added.keys(), ...sides.other.added.keys()])) {
    const waiting = [...(sides.other.added.get(after) ?? [])];
    const found: ThreeWayRow[] = [];
    for (const clause of sides.revised.added.get(after) ?? []) {
      const same = waiting.findIndex(({ text }) => text === clause.text);
      if (same >= 0) found.push(...waiting.splice(0, same).map((one) => addedRow(null, one)));
      found.push(addedRow(clause, same >= 0 ? (waiting.shift() ?? null) : null));
    }
    rows.set(after, [...found, ...waiting.map((one) => addedRow(null, one))]);
  }
  return rows;
}

const putIn: ThreeWayDeed = { relation: "added", edited: false, moved: false, renumbered: false };

function addedRow(revised: AddedClause | null, other: AddedClause | null): ThreeWayRow {
  const outcome = revised && other ? "agreed" : revised ? "revised" : "other";
  const [revisedText, otherText] = [revised?.text ?? "", other?.text ?? ""];
  return {
    base: [],
    revised: revised ? [revised.id] : [],
    other: other ? [other.id] : [],
    did: { revised: revised && putIn, other: other && putIn },
    outcome,
    segments:
      revisedText + otherText === "" ? [] : [{ kind: outcome, base: "", revised: revisedText, other: otherText }],
  };
}

/** A text made from the base, and the comparison of the two. */
interface ThreeWaySide {
  text: VersionText;
  comparison: Comparison;
}

/** A clause that a side put in. */
interface AddedClause {
  id: string;
  text: string;
}

/** One side made ready to be laid over the other. */
interface SideReading {
  /** The pairs of some base clauses, in the base's order. */
  pairsOf: (clauses: readonly string[]) => ClausePair[];
  edit: (pairs: readonly ClausePair[]) => JoinedPairs;
  /** The base clause that pairs moved behind, "" where they moved to the front; null where none of them moved. */
  movedTo: (pairs: readonly ClausePair[]) => string | null;
  /** What was put in, by the base clause it follows; null where it comes before any. */
  added: ReadonlyMap<string | null, AddedClause[]>;
}

/** Reads what a side did to each clause. */
function readSide(base: VersionText, { text: revised, comparison }: ThreeWaySide): SideReading {
  const ofBase = new Map(comparison.pairs.flatMap((pair) => pair.base.map((id) => [id, pair] as const)));
  const ofRevised = new Map(comparison.pairs.flatMap((pair) => pair.revised.map((id) => [id, pair] as const)));
  const added = new Map<string | null, AddedClause[]>();
  const behind = new Map<ClausePair, string>();
  let [before, unmoved]: [string | null, string] = [null, ""];
  for (const { id, start, end } of revised.clauses) {
    const pair = ofRevised.get(id);
    if (!pair) continue;
    if (pair.base.length === 0) {
      added.set(before, [...(added.get(before) ?? []), { id, text: revised.text.slice(start, end) }]);
      continue;
    }
    before = pair.base.at(-1) ?? before;
    if (!behind.has(pair)) behind.set(pair, unmoved);
    if (!pair.moved) unmoved = before ?? unmoved;
  }
  return {
    pairsOf: (clauses) => [...new Set(clauses.flatMap((id) => ofBase.get(id) ?? []))],
    edit: pairEditor(base, revised, comparison),
    movedTo(pairs) {
      const moved = pairs.find((pair) => pair.moved);
      return moved ? (behind.get(moved) ?? "") : null;
    },
    added,
  };
}
