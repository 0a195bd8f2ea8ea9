import { sayProblem } from "#core/messages/say-problem.ts";
import { knownProblem, ProblemError } from "../services/kernel/problem.ts";

/** Why a command failed, in words for a terminal. */
export function reasonOf(thrown: unknown): string {
  const error = knownProblem(thrown);
  if (error instanceof ProblemError) {
    const about = Object.values(error.params).join(", ");
    return `${sayProblem(error, "en").detail}${about ? ` (${about})` : ""}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Whether a command asked for what cannot be meant: fields that are wrong, and nothing about the forum. */
export function isWrongRequest(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "invalid-request";
}
