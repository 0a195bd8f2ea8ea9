import { clauseById } from "#core/text/clause-index.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Thread } from "./thread-places.ts";

/**
 * The numbers printed notes have, from 1, in the order in which a reader meets them: a number stands after the last of a
 * note's words, so a long passage's comes after those of the passages within it.
 */
export function noteNumbers(version: VersionText, threads: readonly Thread[]): ReadonlyMap<string, number> {
  const endOf = ({ runs }: Thread): number => {
    const last = runs.at(-1);
    return last ? (clauseById(version, last.clause)?.start ?? 0) + last.end : 0;
  };
  const met = [...threads].sort((one, other) => endOf(one) - endOf(other));
  return new Map(met.map(({ id }, index) => [id, index + 1]));
}
