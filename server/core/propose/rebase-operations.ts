import { anchor, describe } from "#core/place/anchor.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { clauseById } from "#core/text/clause.ts";
import { placeRange } from "#core/place/place-range.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";

/**
 * Rebases a proposal's operations on the revised version, in the same way as a comment is carried there.
 *
 * - Text is replaced if exactly the same text is still in one clause. If it changed, somebody else has edited it, and
 *   only a person can decide the intended change now.
 * - Text inserted between two words needs both words unchanged.
 * - A clause is inserted after, deleted, moved or relabelled if exactly one clause of the revised version corresponds
 *   to it.
 * - References to footnotes in proposed text follow their footnotes.
 *
 * An operation that cannot be rebased is left out and listed in `problems`; the others remain.
 */
export function rebaseOperations(
  operations: readonly ProposalOperation[],
  mapping: TextMapping,
): { operations: ProposalOperation[]; problems: ProposalProblem[] } {
  const rebased: ProposalOperation[] = [];
  const problems: ProposalProblem[] = [];
  operations.forEach((step, operation) => {
    const result = rebase(step, mapping);
    if ("kind" in result) rebased.push(result);
    else problems.push({ operation, ...result });
  });
  return { operations: rebased, problems };
}

type Refusal = Omit<ProposalProblem, "operation">;

function rebase(step: ProposalOperation, mapping: TextMapping): ProposalOperation | Refusal {
  switch (step.kind) {
    case "replace":
      return rebaseReplace(step, mapping);
    case "insert": {
      const after = step.after === "" ? "" : answerTo(step.after, mapping);
      const content = rebaseContent(step.clause.content, step, mapping);
      if (after === undefined || !content) return deletedClause(step.after, mapping);
      return { ...step, after, clause: { ...step.clause, content } };
    }
    case "move": {
      const clause = answerTo(step.clause, mapping);
      const after = step.after === "" ? "" : answerTo(step.after, mapping);
      if (clause === undefined) return deletedClause(step.clause, mapping);
      return after === undefined ? deletedClause(step.after, mapping) : { ...step, clause, after };
    }
    case "delete":
    case "relabel": {
      const clause = answerTo(step.clause, mapping);
      return clause === undefined ? deletedClause(step.clause, mapping) : { ...step, clause };
    }
  }
}

function rebaseReplace(step: ReplaceOperation, mapping: TextMapping): ReplaceOperation | Refusal {
  const { base, revised } = mapping;
  const first = clauseById(base, step.start.clause);
  const last = clauseById(base, step.end.clause);
  if (!first || !last) return deletedClause(step.start.clause, mapping);
  const [start, end] = [first.start + step.start.offset, last.start + step.end.offset];
  const content = rebaseContent(step.content, step, mapping);
  if (start <= end && end <= last.end && content) {
    const { targets } = placeRange(describe(base, start, end), mapping);
    const [target] = targets;
    const range = target && anchor(revised, target);
    if (
      target?.kind === "range" &&
      target.start.clause === target.end.clause &&
      range &&
      revised.text.slice(...range) === base.text.slice(start, end)
    ) {
      return { ...step, start: target.start, end: target.end, content };
    }
  }
  return { code: "words-changed", params: { citation: first.citation } };
}

/** Returns the one revised clause that a base clause became. */
function answerTo(clause: string, { pairs }: TextMapping): string | undefined {
  const pair = pairs.get(clause);
  return pair?.relation === "1:1" ? pair.revised[0] : undefined;
}

/**
 * Returns proposed content with its references pointing to the revised footnotes; undefined if one has no counterpart.
 */
function rebaseContent(
  content: ReplaceOperation["content"],
  { notes: own = [] }: Pick<ReplaceOperation, "notes">,
  mapping: TextMapping,
): typeof content | undefined {
  const notes = new Set(own.map((_note, at) => `new-${String(at + 1)}`));
  const result: typeof content = [];
  for (const node of content) {
    const attrs = node["attrs"] as { clause: string };
    // Notes that come with the operation are its own on every version.
    if (node["type"] !== "footnoteReference" || notes.has(attrs.clause)) {
      result.push(node);
      continue;
    }
    const clause = answerTo(attrs.clause, mapping);
    if (clause === undefined) return undefined;
    result.push({ ...node, attrs: { ...attrs, clause } });
  }
  return result;
}

function deletedClause(clause: string, { base }: TextMapping): Refusal {
  return { code: "clause-gone", params: { citation: clauseById(base, clause)?.citation ?? "" } };
}
