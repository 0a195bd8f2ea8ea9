import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { ProblemError } from "../kernel/problem.ts";

/** Maximum number of sources that a message names. */
const mostNamed = 10;

/** Builds the problem that names the sources of held items. */
export function heldProblem(held: ShownContribution["held"]): ProblemError {
  const sources = held.slice(0, mostNamed).map(({ source, count }) => `${source || "–"} (${String(count)})`);
  return new ProblemError("source-not-sender", {
    sources: [...sources, ...(held.length > mostNamed ? ["…"] : [])].join(", "),
    bodies: held.length,
  });
}
