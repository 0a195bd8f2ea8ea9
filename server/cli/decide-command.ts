import { Argument, type Command } from "commander";
import { DispositionOutcome } from "#core/outcome/disposition.ts";
import { withDataOption } from "./command-options.ts";
import type { DecideOptions } from "./decide.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

/** Adds `decide`. */
export function addDecideCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("decide").description(sayCommand("cli-decide")))
    .argument("<annotation>", sayCommand("cli-annotation"))
    .addArgument(new Argument("<outcome>").choices(DispositionOutcome.options))
    .requiredOption("--by <participant>", sayCommand("cli-decided-by"))
    .option("--reason <words>", sayCommand("cli-reason"))
    .option("--shown-in <address>", sayCommand("cli-shown-in"))
    .option("--merged-with <annotation>", sayCommand("cli-merged-with"))
    .action(async (annotation: string, outcome: string, options: DecideOptions) => {
      const { decide } = await import("./decide.ts");
      write(await decide(environment, annotation, outcome, options));
    });
}
