import * as z from "zod";
import { sayProblem } from "#core/messages/say-problem.ts";
import { ProblemError } from "./services/problem-error.ts";

/** Why a command failed, in words for a terminal. */
export function reasonOf(error: unknown): string {
  if (error instanceof ProblemError) {
    const about = Object.values(error.params).join(", ");
    return `${sayProblem(error, "en").detail}${about ? ` (${about})` : ""}`;
  }
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
