import type { Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** The same words replaced by the same others in several places: "X became Y, 47 times". */
export interface RepeatedReplacement {
  base: string;
  revised: string;
  /** The places: indexes into the comparison's changes, in their order. */
  changes: number[];
}

/** Two alike may be chance; from three a reader is better served by one line. */
const fewestPlaces = 3;

/**
 * Finds replacements that occur again and again, those with the most places first, so that a reader can put dozens of
 * equal small edits (a name shortened everywhere) away as one. Blanks around and case within make no difference; what
 * was only put in or only taken out is no replacement.
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
