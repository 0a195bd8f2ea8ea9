import type { Clause, VersionText } from "#core/text/clause.ts";
import { DraftCorrection } from "#core/text/draft-correction.ts";

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
  const attributes = { label: clause.label, clauseKind: clause.kind, depth: clause.depth };
  switch (correction.kind) {
    case "join": {
      const into = before.clauses.slice(0, at).findLastIndex(({ kind }) => kind !== "footnote");
      const first = before.clauses[into];
      const joined = after.clauses[into];
      if (!first || !joined) return null;
      return checked({ kind: "split", clause: joined.id, offset: first.end - first.start, ...attributes });
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
      return named ? checked({ kind: "name", clause: named.id, ...attributes, labelAsWords }) : null;
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

function checked(correction: unknown): DraftCorrection | null {
  const { data } = DraftCorrection.safeParse(correction);
  return data ?? null;
}
