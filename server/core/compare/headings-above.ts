import type { ClauseKind } from "#core/text/clause.ts";

/** A clause of a list, and whether it is shown for its own sake. */
interface ListedClause {
  readonly kind: ClauseKind;
  readonly depth: number;
  readonly isShown: boolean;
}

/** Finds the headings and verbs above the clauses that are shown, by index, so that a reader knows where each is. */
export function headingsAbove(clauses: readonly (ListedClause | undefined)[]): Set<number> {
  const above = new Set<number>();
  const open: { index: number; depth: number }[] = [];
  for (const [index, clause] of clauses.entries()) {
    if (!clause || clause.kind === "footnote" || clause.kind === "cell") continue;
    const { kind, depth, isShown } = clause;
    const isOpener = kind === "heading" || kind === "verb";
    // The clauses of an Opinion are as deep as their verb.
    while (isOpener && (open.at(-1)?.depth ?? -1) >= depth) open.pop();
    if (isShown) for (const opener of open) above.add(opener.index);
    if (isOpener) open.push({ index, depth });
  }
  return above;
}
