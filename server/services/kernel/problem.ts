import { type FieldProblem, fieldProblem } from "#core/contract/field-problem.ts";
import type { Problem, ProblemCode } from "#core/contract/problem.ts";
import type { Standing } from "#core/discuss/annotation.ts";
import { NotKeptError } from "../../store/store.ts";

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

/** The refusal of a request for one field of its body. */
export function invalidField(field: string, code: FieldProblem["code"], params?: FieldProblem["params"]): ProblemError {
  return new ProblemError("invalid-request", {}, [fieldProblem(["body", field], code, params)]);
}

/** An error as doors tell it: what the store could not write down is a problem of the closed list too. */
export function knownProblem(error: unknown): unknown {
  return error instanceof NotKeptError ? new ProblemError("not-kept") : error;
}

/** @throws ProblemError wrong-state where it was withdrawn, hidden or erased */
export function checkOpen({ standing }: { standing: Standing }): void {
  if (standing !== "open") throw new ProblemError("wrong-state", { state: standing });
}

/** The revision of what was never said. */
export const unsaid = { revision: 0 };

/** @throws ProblemError revision-conflict where it was changed since it was read */
export function checkRevision<R extends string | number>(kept: { revision: R }, edit: { revision: R }): void {
  if (kept.revision !== edit.revision) throw new ProblemError("revision-conflict", { revision: kept.revision });
}
