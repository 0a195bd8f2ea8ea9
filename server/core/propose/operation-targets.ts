import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import { describe } from "#core/place/anchor.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";

/**
 * Returns the targets of a proposal's operations, one per clause. For replacements it is the range from the first to
 * the last in the clause. For deleted, moved or relabelled clauses it is the clause. For a new clause it is the clause
 * that it follows, or the first clause if it is inserted at the very start.
 */
export function operationTargets(operations: readonly ProposalOperation[], version: VersionText): Target[] {
  const ranges = new Map<string, [number, number]>();
  const clauses = new Set<string>();
  for (const step of operations) {
    if (step.kind === "replace") {
      const range = ranges.get(step.start.clause);
      const [from, to] = [step.start.offset, step.end.offset];
      ranges.set(step.start.clause, range ? [Math.min(range[0], from), Math.max(range[1], to)] : [from, to]);
    } else {
      const clause = step.kind === "insert" ? step.after || version.clauses[0]?.id : step.clause;
      if (clause !== undefined) clauses.add(clause);
    }
  }
  const targets = new Map<string, Target>();
  for (const [id, [from, to]] of ranges) {
    const clause = clauseById(version, id);
    if (clause && !clauses.has(id)) targets.set(id, describe(version, clause.start + from, clause.start + to));
  }
  for (const clause of clauses) targets.set(clause, { kind: "clause", clause });
  const place = (id: string): number => clauseIndex(version, id) ?? 0;
  return [...targets].sort(([left], [right]) => place(left) - place(right)).map(([, target]) => target);
}
