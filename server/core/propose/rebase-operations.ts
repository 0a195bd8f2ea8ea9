import { anchor, describe } from "#core/place/anchor.ts";
import type { Carriage } from "#core/place/text-mapping.ts";
import { clauseById } from "#core/text/clause-index.ts";
import { placeRange } from "#core/place/place-range.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";

/**
 * A proposal's steps as they read on the revised version, the way a comment is carried there.
 *
 * - Words are replaced where the same words stand still, to the letter, in one clause; if they changed, somebody else has
 *   edited them, and only a person can say what is meant now.
 * - Words put in between two others need both unchanged.
 * - A clause is inserted after, deleted, moved or relabelled as long as one clause of the revised answers to it.
 * - References to footnotes in proposed words follow their footnotes.
 *
 * A step that cannot be carried is left out and named; the rest stand.
 */
export function rebaseOperations(
  operations: readonly ProposalOperation[],
  carriage: Carriage,
): { operations: ProposalOperation[]; problems: ProposalProblem[] } {
  const rebased: ProposalOperation[] = [];
  const problems: ProposalProblem[] = [];
  operations.forEach((step, operation) => {
    const result = rebase(step, carriage);
    if ("kind" in result) rebased.push(result);
    else problems.push({ operation, ...result });
  });
  return { operations: rebased, problems };
}

type Refusal = Omit<ProposalProblem, "operation">;

function rebase(step: ProposalOperation, carriage: Carriage): ProposalOperation | Refusal {
  switch (step.kind) {
    case "replace":
      return rebaseReplace(step, carriage);
    case "insert": {
      const after = step.after === "" ? "" : answerTo(step.after, carriage);
      const content = rebaseContent(step.clause.content, step, carriage);
      if (after === undefined || !content) return gone(step.after, carriage);
      return { ...step, after, clause: { ...step.clause, content } };
    }
    case "move": {
      const clause = answerTo(step.clause, carriage);
      const after = step.after === "" ? "" : answerTo(step.after, carriage);
      if (clause === undefined) return gone(step.clause, carriage);
      return after === undefined ? gone(step.after, carriage) : { ...step, clause, after };
    }
    case "delete":
    case "relabel": {
      const clause = answerTo(step.clause, carriage);
      return clause === undefined ? gone(step.clause, carriage) : { ...step, clause };
    }
  }
}

function rebaseReplace(step: ReplaceOperation, carriage: Carriage): ReplaceOperation | Refusal {
  const { base, revised } = carriage;
  const first = clauseById(base, step.start.clause);
  const last = clauseById(base, step.end.clause);
  if (!first || !last) return gone(step.start.clause, carriage);
  const [start, end] = [first.start + step.start.offset, last.start + step.end.offset];
  const content = rebaseContent(step.content, step, carriage);
  if (start <= end && end <= last.end && content) {
    const { targets } = placeRange(describe(base, start, end), carriage);
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

/** The one clause of the revised that a clause of the base became. */
function answerTo(clause: string, { pairs }: Carriage): string | undefined {
  const pair = pairs.get(clause);
  return pair?.relation === "1:1" ? pair.revised[0] : undefined;
}

/** Proposed words with their footnote references led to the revised's footnotes; undefined where one has no answer. */
function rebaseContent(
  content: ReplaceOperation["content"],
  { notes: own = [] }: Pick<ReplaceOperation, "notes">,
  carriage: Carriage,
): typeof content | undefined {
  const notes = new Set(own.map((_note, at) => `new-${String(at + 1)}`));
  const result: typeof content = [];
  for (const node of content) {
    const attrs = node["attrs"] as { clause: string };
    // Notes that come with the step are its own on any version.
    if (node["type"] !== "footnoteReference" || notes.has(attrs.clause)) {
      result.push(node);
      continue;
    }
    const clause = answerTo(attrs.clause, carriage);
    if (clause === undefined) return undefined;
    result.push({ ...node, attrs: { ...attrs, clause } });
  }
  return result;
}

function gone(clause: string, { base }: Carriage): Refusal {
  return { code: "clause-gone", params: { citation: clauseById(base, clause)?.citation ?? "" } };
}
