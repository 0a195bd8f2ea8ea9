import { consultationState } from "#core/outcome/consultation.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * Refuses what is submitted before the consultation on its version opens. After it closed things are still taken, as late.
 * @throws ProblemError wrong-state
 */
export async function checkOpening(context: Pick<Context, "now">, reader: Reader, versionId: string): Promise<void> {
  const terms = (await reader.get("consultations", versionId))?.current;
  if (terms && consultationState(terms, context.now()) === "upcoming") {
    throw new ProblemError("wrong-state", { state: "upcoming" });
  }
}
