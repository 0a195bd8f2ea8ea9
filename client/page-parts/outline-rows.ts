import { sectionEnd } from "#core/text/section.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

/** A row of the outline: a verb or heading with the clauses under it. */
export interface OutlineRow {
  clause: Clause;
  title: string;
  /** 0 for the top level. */
  level: number;
  /** The row's own clause and all that follow up to the next row, in document order. */
  clauses: readonly Clause[];
}

/** Returns the verbs and headings of a text as rows. A text without any is one row under its title. */
export function outlineOf({ text, clauses }: VersionText): OutlineRow[] {
  const openers = clauses.flatMap((clause, index) => (opens(clause) ? [index] : []));
  const starts = openers.length > 0 ? openers : clauses.length > 0 ? [0] : [];
  return starts.flatMap((start, index): OutlineRow[] => {
    const clause = clauses[start];
    if (!clause) return [];
    const next =
      starts[index + 1] ?? Math.max(start + 1, openers.length > 0 ? clauses.length : sectionEnd(clauses, start));
    return [
      {
        clause,
        title: clause.kind === "verb" ? clause.citation : text.slice(clause.start, clause.end),
        level: clause.kind === "heading" ? clause.depth : 0,
        clauses: clauses.slice(start, next),
      },
    ];
  });
}

function opens({ kind }: Clause): boolean {
  return kind === "verb" || kind === "heading";
}
