import type { Standing } from "#core/discuss/annotation.ts";
import { ProblemError } from "./problem-error.ts";

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
