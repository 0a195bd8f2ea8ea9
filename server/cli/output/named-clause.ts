import { type Clause, clauseById, type VersionText } from "#core/text/clause.ts";
import { findCited } from "#core/text/citations/find-cited.ts";

/** Finds the clause that a command names by id or in any way of citing; otherwise returns the code of the message. */
export function namedClause(text: VersionText, name: string): Clause | "cli-no-clause" | "cli-several-clauses" {
  const clause = clauseById(text, name) ?? findCited(text, name);
  if (clause === "unknown") return "cli-no-clause";
  return clause === "several" ? "cli-several-clauses" : clause;
}
