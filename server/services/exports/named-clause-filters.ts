import { clauseById } from "#core/text/clause-index.ts";
import { findCited } from "#core/text/find-cited.ts";
import type { CompilationFilters } from "#core/compile/compilation-filters.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * The filters with the clauses and sections they name, by id or as they are cited, by id alone. A section that is cited
 * begins where the first clause cited so does: a verb and its lone recital are cited alike.
 * @throws ProblemError invalid-request where the version has no such clause, or several that are cited alike
 */
export function namedClauseFilters(version: VersionText, filters: CompilationFilters): CompilationFilters {
  const { clauses, sections } = filters;
  const opener = (clause: Clause): Clause =>
    version.clauses.find(({ citation }) => citation === clause.citation) ?? clause;
  return {
    ...filters,
    ...(clauses && { clauses: clauses.map((named) => (clauseById(version, named) ?? cited(named, "clauses")).id) }),
    ...(sections && {
      sections: sections.map((named) => (clauseById(version, named) ?? opener(cited(named, "sections"))).id),
    }),
  };

  function cited(named: string, field: "clauses" | "sections"): Clause {
    const found = findCited(version, named);
    if (typeof found !== "string") return found;
    const code = found === "several" ? "clause-not-alone" : "clause-unknown";
    throw new ProblemError("invalid-request", {}, [fieldProblem(["query", field], code, { clause: named })]);
  }
}
