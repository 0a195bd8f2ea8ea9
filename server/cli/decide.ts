import { NewDecision } from "#core/contract/disposition-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import { getAnnotation } from "../services/annotations/present-annotation.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { decideAnnotation } from "../services/outcome/disposition.ts";
import { word } from "./command-text.ts";
import { type DataOption, type Environment, participantActor, withData } from "./with-data.ts";

/** Command-line options for a decision. */
export interface DecideOptions extends DataOption {
  /** Id of the participant who decides. */
  by: string;
  reason?: string;
  shownIn?: string;
  mergedWith?: string;
  amendedBy?: string;
}

/** Decides on an annotation as a participant, or revises the earlier decision. Returns the decision as one line. */
export function decide(
  environment: Environment,
  annotation: string,
  outcome: string,
  { data, by, reason, shownIn, mergedWith, amendedBy }: DecideOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const actor = await participantActor(context, by);
    const { disposition } = await getAnnotation(context, actor, { annotation });
    const input = { revision: disposition?.revision ?? 0, outcome, reason, shownIn, mergedWith, amendedBy };
    const parsed = NewDecision.safeParse(input);
    if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("body", parsed.error, input));
    const decided = await decideAnnotation(context, actor, { annotation, ...parsed.data });
    const { current } = decided.disposition ?? {};
    return `${[annotation, word(`disposition-${current?.outcome ?? "undecided"}`), current?.reason ?? ""].join("\t")}\n`;
  });
}
