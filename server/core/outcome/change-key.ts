import type { Node } from "prosemirror-model";
import { textOf } from "#core/discuss/content-text.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { planProposal } from "#core/propose/plan-proposal.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { foldVariants } from "#core/text/character-class.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * Returns a key of the text that a proposal leads to on a draft. Proposals with one key propose the same, whatever their
 * operations. Variants of characters count as the same, as in a comparison. Null if an operation does not apply.
 */
export function changeKey(draft: Node, text: VersionText, operations: readonly ProposalOperation[]): string | null {
  if (operations.length === 0 || planProposal(draft, operations).problems.length > 0) return null;
  const clauses = proposedClauses(draft, text, operations).map(
    ({ change, clause, proposedLabel, after, row, segments }) => {
      const content = (left: string): Record<string, unknown>[] =>
        segments.flatMap((segment) => (segment.kind === left ? [] : segment.content));
      const [before, proposed] = [content("inserted"), content("deleted")];
      const result = readText(proposed);
      // The text of a formatting change is the same, and so is that of a new footnote.
      const isText = result !== readText(before) && [...before, ...proposed].every(({ type }) => type === "text");
      return [change, clause, proposedLabel, after, row ?? null, isText ? result : proposed];
    },
  );
  const inserted = operations.flatMap((step) =>
    step.kind === "insert" ? [[step.after, step.clause.kind, step.clause.depth, step.clause.column ?? null]] : [],
  );
  return JSON.stringify([clauses, inserted]);
}

function readText(content: readonly Record<string, unknown>[]): string {
  return foldVariants(textOf([...content]))
    .replace(/\s+/gu, " ")
    .trim();
}
