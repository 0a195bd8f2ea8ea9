import { plainWords } from "#core/annotate/plain-words.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * What stands in a file before the text of the version it was written on: its first clauses as long as the version has
 * nothing like them. `clauses` are so many; `words` is how many words they have.
 */
export function coverOf(file: VersionText, { pairs }: Pick<Comparison, "pairs">): { clauses: number; words: number } {
  const paired = new Set(pairs.filter(({ revised }) => revised.length > 0).flatMap(({ base }) => base));
  const first = file.clauses.findIndex(({ id }) => paired.has(id));
  const clauses = first < 0 ? 0 : first;
  const end = clauses === 0 ? 0 : (file.clauses[clauses]?.start ?? 0);
  return { clauses, words: plainWords(file.text.slice(0, end)).length };
}
