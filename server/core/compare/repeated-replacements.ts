import type { Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** The same replacement at several locations: "X became Y, 47 times". */
export interface RepeatedReplacement {
  base: string;
  revised: string;
  /** Its occurrences, as indexes of the comparison's changes, in their order. */
  changes: number[];
}

/** Two equal replacements may be chance; from three on, one summary line helps a reader. */
const fewestPlaces = 3;

/**
 * Finds repeated replacements, most frequent first. A reader can then dismiss dozens of equal small edits at once, such
 * as a name shortened throughout. Letter case and surrounding spaces are ignored. Pure insertions and deletions do not
 * count.
 */
export function repeatedReplacements(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): RepeatedReplacement[] {
  const found = new Map<string, RepeatedReplacement>();
  comparison.changes.forEach((change, index) => {
    if (change.class === "move") return;
    const from = tidy(base.text.slice(...change.base));
    const to = tidy(revised.text.slice(...change.revised));
    if (from === "" || to === "") return;
    const key = `${from.toLowerCase()}\n${to.toLowerCase()}`;
    const known = found.get(key);
    if (known) known.changes.push(index);
    else found.set(key, { base: from, revised: to, changes: [index] });
  });
  return [...found.values()]
    .filter(({ changes }) => changes.length >= fewestPlaces)
    .sort((x, y) => y.changes.length - x.changes.length || (x.changes[0] ?? 0) - (y.changes[0] ?? 0));
}

function tidy(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
