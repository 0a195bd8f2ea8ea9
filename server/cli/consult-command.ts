import { Argument, type Command, Option } from "commander";
import { formatOption, withDataOption } from "./command-options.ts";
import type { ConsultationAct, ConsultOptions } from "./consult.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

const acts = ["show", "set", "close", "call-off", "undo"] as const satisfies ConsultationAct[];

/** Adds `consult`. */
export function addConsultCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("consult").description(commandText("cli-consult")))
    .argument("<address>", commandText("cli-address"))
    .addArgument(new Argument("[act]", commandText("cli-consult-act")).choices(acts).default("show"))
    .option("--by <participant>", commandText("cli-consult-by"))
    .option("--opens <moment>", commandText("cli-opens"))
    .option("--closes <moment>", commandText("cli-closes"))
    .addOption(new Option("--blind <answer>", commandText("cli-blind")).choices(["yes", "no"]))
    .addOption(formatOption())
    .action(async (address: string, act: ConsultationAct, options: ConsultOptions) => {
      const { consult } = await import("./consult.ts");
      write(await consult(environment, address, act, options));
    });
}
