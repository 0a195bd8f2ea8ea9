import type { ProblemCode } from "#core/contract/problem.ts";

/** Reasons why an uploaded file is rejected. */
export const fileProblems = [
  "not-this-format",
  "file-damaged",
  "file-empty",
  "file-encrypted",
  "file-scanned",
  "file-too-large",
] as const satisfies readonly ProblemCode[];
