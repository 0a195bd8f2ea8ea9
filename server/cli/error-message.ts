import { sayProblem } from "#core/messages/say-problem.ts";
import { knownProblem, ProblemError } from "../services/kernel/problem.ts";

/** Returns the error of a failed command as text for a terminal. */
export function errorMessage(thrown: unknown): string {
  const error = knownProblem(thrown);
  if (error instanceof ProblemError) {
    const about = Object.values(error.params).join(", ");
    return `${sayProblem(error, "en").detail}${about ? ` (${about})` : ""}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Returns whether a command failed because of invalid fields, and not because of the forum's state. */
export function isInvalidRequest(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "invalid-request";
}
