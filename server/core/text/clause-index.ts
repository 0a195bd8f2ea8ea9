import type { Clause, VersionText } from "#core/text/clause.ts";

/** Version texts are immutable, so their index is made once and goes when they go. */
const indexes = new WeakMap<VersionText, ReadonlyMap<string, number>>();

/** The place of a clause in its version, counted from 0; undefined where the version has none of that id. */
export function clauseIndex(version: VersionText, id: string): number | undefined {
  let index = indexes.get(version);
  if (!index) {
    index = new Map(version.clauses.map((clause, place) => [clause.id, place]));
    indexes.set(version, index);
  }
  return index.get(id);
}

/** The clause of that id; undefined where the version has none. */
export function clauseById(version: VersionText, id: string): Clause | undefined {
  const place = clauseIndex(version, id);
  return place === undefined ? undefined : version.clauses[place];
}
