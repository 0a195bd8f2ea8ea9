import type { Clause, VersionText } from "#core/text/clause.ts";
import { type DraftCorrection, isAssignable } from "#core/text/draft-correction.ts";

/**
 * Returns the correction that undoes another on the corrected draft; null if there is none. Footnotes and cells cannot
 * be corrected, and a clause without text has no offset to split at.
 */
export function undoCorrection(
  before: VersionText,
  correction: DraftCorrection,
  after: VersionText,
): DraftCorrection | null {
  const at = before.clauses.findIndex(({ id }) => id === correction.clause);
  const clause = before.clauses[at];
  if (!clause) return null;
  const attributes = isAssignable(clause)
    ? { label: clause.label, clauseKind: clause.kind, depth: clause.depth }
    : undefined;
  switch (correction.kind) {
    case "join": {
      const into = before.clauses.slice(0, at).findLastIndex(({ kind }) => kind !== "footnote");
      const first = before.clauses[into];
      const joined = after.clauses[into];
      const offset = first ? first.end - first.start : 0;
      return joined && attributes && offset > 0 ? { kind: "split", clause: joined.id, offset, ...attributes } : null;
    }
    case "split": {
      const second = after.clauses.slice(at + 1).find(({ kind }) => kind !== "footnote");
      const labelAsWords =
        lettersIn(before, clause) === lettersIn(after, after.clauses[at], second) + lengthOf(second?.label);
      return second ? { kind: "join", clause: second.id, labelAsWords } : null;
    }
    case "name": {
      const named = after.clauses[at];
      const labelAsWords = lettersIn(before, clause) > lettersIn(after, named);
      return named && attributes ? { kind: "name", clause: named.id, ...attributes, labelAsWords } : null;
    }
  }
}

/** Counts the characters of clauses without whitespace, because splitting and joining change the whitespace. */
function lettersIn({ text }: VersionText, ...clauses: readonly (Clause | undefined)[]): number {
  return clauses.reduce((count, clause) => count + lengthOf(clause && text.slice(clause.start, clause.end)), 0);
}

function lengthOf(text: string | null | undefined): number {
  return (text ?? "").replace(/\s/gu, "").length;
}
