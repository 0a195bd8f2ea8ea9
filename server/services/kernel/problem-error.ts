import type { FieldProblem } from "#core/contract/field-problem.ts";
import type { Problem, ProblemCode } from "#core/contract/problem.ts";

/** A request that cannot be done, for a reason of the closed list; doors tell it, and only it, to whoever asked. */
export class ProblemError extends Error {
  override name = "ProblemError";
  readonly code: ProblemCode;
  /** What the problem's words speak of, by name. */
  readonly params: Problem["params"];
  /** Fields of the request that are wrong. */
  readonly errors: readonly FieldProblem[];

  constructor(code: ProblemCode, params: Problem["params"] = {}, errors: readonly FieldProblem[] = []) {
    super(code);
    this.code = code;
    this.params = params;
    this.errors = errors;
  }
}
