import { Argument, type Command } from "commander";
import { DecisionOutcome } from "#core/outcome/decision.ts";
import { checkParticipant, withForum } from "../forum/call-operation.ts";
import type { DataOption, Environment } from "../forum/config.ts";
import { commandText, type Terminal, word } from "../output/terminal.ts";
import { lineOf } from "../output/print-answer.ts";
import { printing, withDataOption } from "./command-options.ts";

interface DecideOptions extends DataOption {
  /** Id of the participant who decides. */
  by: string;
  reason?: string;
  shownIn?: string;
  mergedWith?: string;
  amendedBy?: string;
}

/** Adds `decide`. */
export function addDecideCommand(program: Command, terminal: Terminal): void {
  withDataOption(program.command("decide").description(commandText("cli-decide")))
    .argument("<annotation>", commandText("cli-annotation"))
    .addArgument(new Argument("<outcome>").choices(DecisionOutcome.options))
    .requiredOption("--by <participant>", commandText("cli-decided-by"))
    .option("--reason <words>", commandText("cli-reason"))
    .option("--shown-in <address>", commandText("cli-shown-in"))
    .option("--merged-with <annotation>", commandText("cli-merged-with"))
    .option("--amended-by <reply>", commandText("cli-amended-by"))
    .action(printing(terminal, decide));
}

/** Decides on an annotation as a participant, or revises the earlier decision. Returns the decision as one line. */
export function decide(
  environment: Environment,
  annotation: string,
  outcome: string,
  { data, by, reason, shownIn, mergedWith, amendedBy }: DecideOptions,
): Promise<string> {
  return withForum(environment, { data }, async (call) => {
    await checkParticipant(call, by);
    const { decision } = await call("getAnnotation", { params: { annotation }, by });
    const body = { revision: decision?.revision ?? 0, outcome, reason, shownIn, mergedWith, amendedBy };
    const decided = await call("decideAnnotation", { params: { annotation }, body, by });
    const { current } = decided.decision ?? {};
    return lineOf(annotation, word(`decision-${current?.outcome ?? "undecided"}`), current?.reason);
  });
}
