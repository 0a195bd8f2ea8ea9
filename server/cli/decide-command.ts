import { Argument, type Command } from "commander";
import { DispositionOutcome } from "#core/outcome/disposition.ts";
import { withDataOption } from "./command-options.ts";
import type { DecideOptions } from "./decide.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `decide`. */
export function addDecideCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("decide").description(commandText("cli-decide")))
    .argument("<annotation>", commandText("cli-annotation"))
    .addArgument(new Argument("<outcome>").choices(DispositionOutcome.options))
    .requiredOption("--by <participant>", commandText("cli-decided-by"))
    .option("--reason <words>", commandText("cli-reason"))
    .option("--shown-in <address>", commandText("cli-shown-in"))
    .option("--merged-with <annotation>", commandText("cli-merged-with"))
    .option("--amended-by <reply>", commandText("cli-amended-by"))
    .action(async (annotation: string, outcome: string, options: DecideOptions) => {
      const { decide } = await import("./decide.ts");
      write(await decide(environment, annotation, outcome, options));
    });
}
