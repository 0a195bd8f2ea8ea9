import type { TextRange } from "#core/compare/comparison.ts";
import { type Redline, redlineOf, type RedlineSegment } from "#core/compare/redline.ts";
import { type RepeatedReplacement, repeatedReplacements } from "#core/compare/repeated-replacements.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { type Clause, clauseAt } from "#core/text/clause.ts";
import type { ChangeClass, ComparisonState } from "./comparison-state.ts";

/** A change as one steps through it. */
export interface ChangePlace {
  /** How the address and the page name it: "12"; a move has two places, "12-base" where it left and "12-revised". */
  key: string;
  change: number;
  class: ChangeClass;
  /** The row it first stands in. */
  row: number;
  /** What went (or moved away), in the base's text. */
  base: readonly TextRange[];
  /** What came (or moved here), in the revised's text. */
  revised: readonly TextRange[];
}

/** The changes of a redline in reading order, and where each is anchored on the page. */
interface ChangeIndex {
  places: readonly ChangePlace[];
  /** The one segment of each place that is found by its key: a replacement's new words, the first of a move's. */
  anchors: ReadonlyMap<RedlineSegment, string>;
  /** How many changes there are of each class, a move counted once and a renumbered clause as a change of label. */
  counts: ReadonlyMap<ChangeClass, number>;
}

/**
 * Finds the places one can stop at. A replacement is one change though it is two segments, and so is a moved clause
 * though edits stand between its segments; a move is stopped at twice, since a reader wants to see where it left and
 * where it went.
 */
export function indexChanges(redline: Redline): ChangeIndex {
  const places = new Map<string, { -readonly [K in keyof ChangePlace]: ChangePlace[K] }>();
  const anchors = new Map<string, RedlineSegment>();
  const numbers = new Map<ChangeClass, Set<number>>();
  let renumbered = 0;
  redline.forEach((row, index) => {
    if (row.renumbered && row.revised !== null) renumbered += 1;
    for (const segment of row.segments) {
      const { change, class: name, kind } = segment;
      if (change === null || name === null) continue;
      const side = kind === "deleted" || kind === "moved-away" ? "base" : "revised";
      const key = name === "move" ? `${change}-${side}` : String(change);
      const place = places.get(key) ?? { key, change, class: name, row: index, base: [], revised: [] };
      const range = segment[side];
      if (range) place[side] = [...place[side], range];
      const anchor = anchors.get(key);
      if (!anchor || (anchor.kind === "deleted" && kind === "inserted" && place.row === index))
        anchors.set(key, segment);
      places.set(key, place);
      numbers.set(name, (numbers.get(name) ?? new Set()).add(change));
    }
  });
  const counts = new Map([...numbers].map(([name, found]) => [name, found.size]));
  if (renumbered > 0) counts.set("label", (counts.get("label") ?? 0) + renumbered);
  return {
    places: [...places.values()],
    anchors: new Map([...anchors].map(([key, segment]) => [segment, key])),
    counts,
  };
}

/** A comparison with all that drawing it looks up, found once. */
export interface ComparedIndex extends ChangeIndex {
  redline: Redline;
  /** The two texts that segments are read from. */
  texts: { base: string; revised: string };
  /** The clauses of both sides by id. */
  clauses: Readonly<Record<"base" | "revised", ReadonlyMap<string, Clause>>>;
  /** The language each side is written in. */
  languages: Readonly<Record<"base" | "revised", string>>;
  repeated: readonly RepeatedReplacement[];
  /** The place of a replacement, by its index among the comparison's changes. */
  placeOf: (change: number) => ChangePlace | undefined;
  /** Citation of the clause at an offset of one side's text. */
  citationAt: (side: "base" | "revised", offset: number) => string;
}

export function indexCompared({ base, revised, comparison }: ComparisonPage): ComparedIndex {
  const redline = redlineOf(base.text, revised.text, comparison);
  const index = indexChanges(redline);
  const byStart = new Map(index.places.flatMap((place) => place.base.map(([start]) => [start, place] as const)));
  const sides = { base: base.text, revised: revised.text };
  return {
    ...index,
    redline,
    texts: { base: base.text.text, revised: revised.text.text },
    clauses: {
      base: new Map(base.text.clauses.map((clause) => [clause.id, clause])),
      revised: new Map(revised.text.clauses.map((clause) => [clause.id, clause])),
    },
    languages: { base: base.text.language, revised: revised.text.language },
    repeated: repeatedReplacements(base.text, revised.text, comparison),
    placeOf: (change) => byStart.get(comparison.changes[change]?.base[0] ?? -1),
    citationAt: (side, offset) => clauseAt(sides[side].clauses, offset)?.citation ?? "",
  };
}

/** The places that are marked: those of the classes chosen, without what stands collapsed in a line of its own. */
export function markedPlaces(
  { places, repeated, placeOf }: ComparedIndex,
  { classes, repeated: shown }: Pick<ComparisonState, "classes" | "repeated">,
): ChangePlace[] {
  const away = new Set(
    shown === "collapsed" ? repeated.flatMap(({ changes }) => changes.map((at) => placeOf(at)?.change)) : [],
  );
  return places.filter((place) => classes.has(place.class) && !away.has(place.change));
}
