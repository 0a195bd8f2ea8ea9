import { NotKeptError } from "../../store/store.ts";
import { ProblemError } from "./problem-error.ts";

/** An error as doors tell it: what the store could not write down is a problem of the closed list too. */
export function knownProblem(error: unknown): unknown {
  return error instanceof NotKeptError ? new ProblemError("not-kept") : error;
}
