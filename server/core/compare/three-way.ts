import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import { type JoinedPairs, mergeEdits, pairEditor } from "#core/compare/merge-edits.ts";
import { type ThreeWay, type ThreeWayRow, type ThreeWayDeed, threeWayOutcomes } from "#core/compare/three-way-rows.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * Compares three texts: each side's changes to the base, where they agree and where they conflict. If one side merged
 * clauses, they share a row with all their results on the other side.
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

/** Groups the base clauses, in base order. Clauses that either side merged are in one group. */
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
  const removed = [revisedDeed, otherDeed].map(({ relation }) => relation === "removed");
  const places = [revised.movedTo(revisedPairs), other.movedTo(otherPairs)];
  if (removed[0] && removed[1]) kinds.add("agreed");
  else if (removed[0] || removed[1]) {
    kinds.add(removed[0] ? "revised" : "other");
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
  const isRemoved = pairs.every(({ relation }) => relation === "removed");
  return {
    relation: isRemoved ? "removed" : (whole?.relation ?? "1:1"),
    edited: pairs.some(({ edited, relation }) => edited || (relation === "removed" && !isRemoved)),
    moved: pairs.some(({ moved }) => moved),
    renumbered: pairs.some(({ renumbered }) => renumbered),
  };
}

/**
 * Returns rows for the clauses that one or both sides inserted, by the base clause they follow; null for those before
 * any.
 */
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

const insertion: ThreeWayDeed = { relation: "added", edited: false, moved: false, renumbered: false };

function addedRow(revised: AddedClause | null, other: AddedClause | null): ThreeWayRow {
  const outcome = revised && other ? "agreed" : revised ? "revised" : "other";
  const [revisedText, otherText] = [revised?.text ?? "", other?.text ?? ""];
  return {
    base: [],
    revised: revised ? [revised.id] : [],
    other: other ? [other.id] : [],
    did: { revised: revised && insertion, other: other && insertion },
    outcome,
    segments:
      revisedText + otherText === "" ? [] : [{ kind: outcome, base: "", revised: revisedText, other: otherText }],
  };
}

/** A text derived from the base, and the comparison of the two. */
interface ThreeWaySide {
  text: VersionText;
  comparison: Comparison;
}

/** A clause that one side inserted. */
interface AddedClause {
  id: string;
  text: string;
}

/** One side, prepared for merging with the other. */
interface SideReading {
  /** Returns the pairs of some base clauses, in base order. */
  pairsOf: (clauses: readonly string[]) => ClausePair[];
  edit: (pairs: readonly ClausePair[]) => JoinedPairs;
  /**
   * Returns the base clause after which the first moved pair now comes, "" if it moved to the front; null if none
   * moved.
   */
  movedTo: (pairs: readonly ClausePair[]) => string | null;
  /** Inserted clauses by the base clause they follow; null for those before any base clause. */
  added: ReadonlyMap<string | null, AddedClause[]>;
}

/** Reads one side's changes to each clause. */
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
