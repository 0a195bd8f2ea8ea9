import type { Clause, VersionText } from "#core/text/clause.ts";

/** Version texts are immutable, so each is indexed once. The cache entry is freed together with the text. */
const indexes = new WeakMap<VersionText, ReadonlyMap<string, number>>();

/** Returns the index of a clause in its version, from 0; undefined if the version has no clause with that id. */
export function clauseIndex(version: VersionText, id: string): number | undefined {
  let index = indexes.get(version);
  if (!index) {
    index = new Map(version.clauses.map((clause, position) => [clause.id, position]));
    indexes.set(version, index);
  }
  return index.get(id);
}

/** Returns the clause with that id; undefined if the version has none. */
export function clauseById(version: VersionText, id: string): Clause | undefined {
  const position = clauseIndex(version, id);
  return position === undefined ? undefined : version.clauses[position];
}
