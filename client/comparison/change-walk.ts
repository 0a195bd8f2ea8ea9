import type { Redline } from "#core/compare/redline.ts";
import type { ChangeClass } from "./comparison-state.ts";

/** A change as one steps through it: its number, its class, and the row it first stands in. */
export interface ChangePlace {
  change: number;
  class: ChangeClass;
  row: number;
}

/**
 * The changes of the given classes in reading order. A replacement is one change though it is two segments; a move is
 * stopped at twice, once at each of its places, since a reader wants to see both.
 */
export function changePlaces(redline: Redline, classes: ReadonlySet<ChangeClass>): ChangePlace[] {
  const places: ChangePlace[] = [];
  redline.forEach((row, index) => {
    for (const segment of row.segments) {
      if (segment.change === null || segment.class === null || !classes.has(segment.class)) continue;
      const last = places.at(-1);
      if (last?.change === segment.change && last.row === index) continue;
      places.push({ change: segment.change, class: segment.class, row: index });
    }
  });
  return places;
}

/** How many changes there are of each class, a move counted once. */
export function countByClass(redline: Redline): ReadonlyMap<ChangeClass, number> {
  const seen = new Map<ChangeClass, Set<number>>();
  for (const { segments } of redline) {
    for (const segment of segments) {
      if (segment.change === null || segment.class === null) continue;
      const numbers = seen.get(segment.class) ?? new Set();
      seen.set(segment.class, numbers.add(segment.change));
    }
  }
  return new Map([...seen].map(([name, numbers]) => [name, numbers.size]));
}
