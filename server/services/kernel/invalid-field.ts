import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import { ProblemError } from "./problem-error.ts";

/** The refusal of a request for one field of its body. */
export function invalidField(field: string, code: FieldProblem["code"], params?: FieldProblem["params"]): ProblemError {
  return new ProblemError("invalid-request", {}, [fieldProblem(["body", field], code, params)]);
}
