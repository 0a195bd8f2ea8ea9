import type { PrintOptions } from "../output/print-answer.ts";
import { type Command, Option } from "commander";
import { wordLayouts } from "#core/compile/word-layout.ts";
import { commandText } from "../output/command-text.ts";
import { describeSetting, type Environment } from "../forum/config.ts";
import type { Terminal } from "../output/terminal.ts";

/** Adds the option that names the data folder. */
export function withDataOption(command: Command): Command {
  return command.option("--data-dir, --data <folder>", commandText("cli-data", { about: describeSetting("DATA_DIR") }));
}

/** The option for the layout of a Word redline. */
export function redlineLayoutOption(): Option {
  return new Option("--layout <layout>", commandText("cli-redline-layout"))
    .choices(wordLayouts)
    .default(wordLayouts[0]);
}

/** The option for the layout of a Word file with a draft's text. */
export function wordLayoutOption(): Option {
  return new Option("--layout <layout>", commandText("cli-word-layout")).choices(wordLayouts).default(wordLayouts[0]);
}

/** The option for the output format of a command that prints text unless JSON is requested. */
export function formatOption(): Option {
  return new Option("--format <format>").choices(["json", "text"]).default("text");
}

/** Adds a command that prints something about a version. */
export function addVersionCommand(
  program: Command,
  { environment, write }: Terminal,
  name: "barometer" | "open" | "origins" | "uptake",
  print: (environment: Environment, address: string, options: PrintOptions) => Promise<string>,
): void {
  withDataOption(program.command(name).description(commandText(`cli-${name}`)))
    .argument("<address>", commandText("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      write(await print(environment, address, options));
    });
}
