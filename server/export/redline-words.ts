import type { ComparisonStats } from "#core/compare/comparison.ts";
import { sayDate } from "#core/messages/dates.ts";
import type { RedlineSide, RedlineSource } from "./redline-source.ts";
import { word } from "./words.ts";

/** The language a redline's words are in: that of the draft it leads to. */
export function redlineLanguage(source: RedlineSource): string {
  return source.revised.version.language;
}

/** A side by name: "Opinion 5, Third draft, 6 Feb 2013". */
export function sideName({ document, version }: RedlineSide, language: string): string {
  return [document.shortTitle, version.label, sayDate(version.date, language)].join(", ");
}

/** How much changed, in a sentence or two. */
export function redlineSummary({ words, clauses }: ComparisonStats, language: string): string {
  const changed = words.inserted + words.deleted + words.moved;
  const touched = clauses.edited + clauses.added + clauses.removed + clauses.moved + clauses.renumbered;
  if (changed + touched === 0) return word("export-redline-same", language);
  const inWords = word("export-redline-words", language, {
    inserted: words.inserted,
    deleted: words.deleted,
    moved: words.moved,
  });
  const inClauses = word("export-redline-clauses", language, {
    edited: clauses.edited,
    added: clauses.added,
    removed: clauses.removed,
    clausesMoved: clauses.moved,
    renumbered: clauses.renumbered,
  });
  return `${inWords} ${inClauses}`;
}
