import type { ProblemCode } from "#core/contract/problem.ts";

/**
 * Reasons why an uploaded file is rejected. They are not in problem.ts, so that the pages on which people read do not
 * load the codes of all problems.
 */
export const fileProblems = [
  "not-this-format",
  "outdated-format",
  "machine-format",
  "file-damaged",
  "file-empty",
  "file-encrypted",
  "file-scanned",
  "file-too-large",
  "text-too-long",
] as const satisfies readonly ProblemCode[];
