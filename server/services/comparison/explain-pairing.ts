import type { Actor } from "#core/access/permissions.ts";
import type { PairingExplanation } from "#core/compare/explain.ts";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/** Clauses by their ids: one of each side, or one alone. */
interface Asked {
  base: string;
  revised: string;
  baseClause?: string | undefined;
  revisedClause?: string | undefined;
}

/**
 * Why two clauses of two versions are one, or why they are not; for a clause alone, why it became what it became.
 * @throws ProblemError not-signed-in, not-found, invalid-request
 */
export async function explainPairing(context: Context, actor: Actor, input: Asked): Promise<PairingExplanation> {
  const [from, to] = await context.store.read((reader) =>
    Promise.all([findVersion(reader, actor, input.base), findVersion(reader, actor, input.revised)]),
  );
  const { base, revised, comparison, explainer } = await loadComparison(context, from.version, to.version);
  const { baseClause, revisedClause } = input;
  check(base, "baseClause", baseClause);
  check(revised, "revisedClause", revisedClause);
  if (baseClause !== undefined && revisedClause !== undefined) return explainer.ofClauses(baseClause, revisedClause);
  const pair = comparison.pairs.find((one) =>
    baseClause === undefined ? one.revised.some((id) => id === revisedClause) : one.base.includes(baseClause),
  );
  if (!pair) throw wrong("baseClause", "field-missing");
  return explainer.ofPair(pair);
}

function check({ clauses }: VersionText, field: string, clause: string | undefined): void {
  if (clause !== undefined && !clauses.some(({ id }) => id === clause))
    throw wrong(field, "clause-unknown", { clause });
}

function wrong(field: string, code: FieldProblem["code"], params: FieldProblem["params"] = {}): ProblemError {
  return new ProblemError("invalid-request", {}, [fieldProblem(["query", field], code, params)]);
}
