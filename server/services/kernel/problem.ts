import { type FieldProblem, fieldProblem } from "#core/contract/field-problem.ts";
import type { Problem, ProblemCode } from "#core/contract/problem.ts";
import type { Standing } from "#core/discuss/annotation.ts";
import { DamagedBodyError, NotKeptError, UnreachableError } from "../../store/store.ts";

/** A request that fails with a code of the closed list. Only these errors are reported to clients. */
export class ProblemError extends Error {
  override name = "ProblemError";
  readonly code: ProblemCode;
  /** Values for the placeholders of the problem's message, by name. */
  readonly params: Problem["params"];
  /** Invalid fields of the request. */
  readonly errors: readonly FieldProblem[];

  constructor(code: ProblemCode, params: Problem["params"] = {}, errors: readonly FieldProblem[] = []) {
    super(code);
    this.code = code;
    this.params = params;
    this.errors = errors;
  }
}

/** Builds the error for an invalid field of the request body. */
export function invalidField(field: string, code: FieldProblem["code"], params?: FieldProblem["params"]): ProblemError {
  return new ProblemError("invalid-request", {}, [fieldProblem(["body", field], code, params)]);
}

/**
 * Converts a failure of the store to a ProblemError, so that clients receive a code of the closed list. Returns other
 * errors unchanged.
 */
export function knownProblem(error: unknown): unknown {
  if (error instanceof UnreachableError) return new ProblemError("store-unreachable");
  if (error instanceof DamagedBodyError)
    return new ProblemError(error.fault.body.collection === "contents" ? "text-damaged" : "original-damaged");
  return error instanceof NotKeptError ? new ProblemError("not-kept") : error;
}

/** @throws ProblemError wrong-state if it was withdrawn, hidden or erased */
export function checkOpen({ standing }: { standing: Standing }): void {
  if (standing !== "open") throw new ProblemError("wrong-state", { state: standing });
}

/** Placeholder for a record that does not exist yet, with revision 0. */
export const unsaved = { revision: 0 };

/** @throws ProblemError revision-conflict if it changed since it was read */
export function checkRevision<R extends string | number>(kept: { revision: R }, edit: { revision: R }): void {
  if (kept.revision !== edit.revision) throw new ProblemError("revision-conflict", { revision: kept.revision });
}
