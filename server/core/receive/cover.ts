import type { Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * How many clauses stand in a file before the text of the version it was written on: its first as long as the version has
 * nothing like them. A file that has nothing of the version has no cover.
 */
export function coverOf(file: VersionText, { pairs }: Pick<Comparison, "pairs">): number {
  const paired = new Set(pairs.filter(({ revised }) => revised.length > 0).flatMap(({ base }) => base));
  return Math.max(
    0,
    file.clauses.findIndex(({ id }) => paired.has(id)),
  );
}

/** The text without its first clauses. */
export function afterCover({ text, language, clauses }: VersionText, cover: number): VersionText {
  const at = clauses[cover]?.start ?? 0;
  return {
    language,
    text: text.slice(at),
    clauses: clauses.slice(cover).map((clause) => ({ ...clause, start: clause.start - at, end: clause.end - at })),
  };
}
