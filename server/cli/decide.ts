import { NewDecision } from "#core/contract/disposition-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import { say } from "#core/messages/messages.ts";
import { versionTextOf } from "#core/text/clause.ts";
import { parseDraft } from "#core/text/schema.ts";
import { onVersion, withData, type DataOption, type Environment } from "./data-commands.ts";
import { participantActor } from "./participant-actor.ts";
import { decideAnnotation } from "../services/outcome/decide-annotation.ts";
import { getAnnotation } from "../services/annotations/get-annotation.ts";
import { getWorkingText } from "../services/publication/get-working-text.ts";
import { ProblemError } from "../services/kernel/problem-error.ts";
import { programActor } from "../services/kernel/program-actor.ts";

/** A decision as the command line has it. */
export interface DecideOptions extends DataOption {
  /** Id of the participant who decides. */
  by: string;
  reason?: string;
  shownIn?: string;
  mergedWith?: string;
}

/** Decides on an annotation as somebody of the forum, or revises what was decided; answers with the decision in a line. */
export function decide(
  environment: Environment,
  annotation: string,
  outcome: string,
  { data, by, reason, shownIn, mergedWith }: DecideOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const actor = await participantActor(context, by);
    const { disposition } = await getAnnotation(context, actor, { annotation });
    const asked = { revision: disposition?.revision ?? 0, outcome, reason, shownIn, mergedWith };
    const parsed = NewDecision.safeParse(asked);
    if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("body", parsed.error, asked));
    const decided = await decideAnnotation(context, actor, { annotation, ...parsed.data });
    const { current } = decided.disposition ?? {};
    return `${[annotation, worded(`disposition-${current?.outcome ?? "undecided"}`), current?.reason ?? ""].join("\t")}\n`;
  });
}

/**
 * A version with the proposals gathered into it that were accepted, or those that are named: as text a clause a line, the
 * label and a tab before it, as JSON all of it. What is left out is told to `complain`, each with why.
 */
export function printWorkingText(
  environment: Environment,
  address: string,
  { data, proposals, format }: DataOption & { proposals?: string; format: "json" | "text" },
  complain: (words: string) => void,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const named = proposals?.split(",").filter(Boolean);
    const working = await onVersion(context, address, () =>
      getWorkingText(context, programActor, { version: address, proposals: named }),
    );
    for (const { annotation, taken, rebased, collisions } of working.proposals) {
      const why = [...rebased.problems, ...collisions].map(({ code, params }) => say({ code, params }, "en"));
      if (!taken) complain(`${annotation.id}\t${why.join(" ")}\n`);
    }
    if (format === "json") return `${JSON.stringify(working)}\n`;
    const { text, clauses } = versionTextOf(parseDraft(working.draft));
    return clauses.map(({ label, start, end }) => `${label ?? ""}\t${text.slice(start, end)}\n`).join("");
  });
}

function worded(code: string): string {
  return say({ code, params: {} }, "en");
}
