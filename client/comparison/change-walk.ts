import type { TextRange } from "#core/compare/comparison.ts";
import type { Redline, RedlineSegment } from "#core/compare/redline.ts";
import type { ChangeClass } from "./comparison-state.ts";

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
export interface ChangeIndex {
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
