import { type Command, Option } from "commander";
import * as z from "zod";
import { wordLayouts } from "#core/compile/word-layout.ts";
import { describeSetting, type Environment } from "../forum/config.ts";
import type { PrintOptions } from "../output/print-answer.ts";
import { commandText, type Terminal, UsageError } from "../output/terminal.ts";

/** Adds the option that names the data folder. */
export function withDataOption(command: Command): Command {
  return command.option("--data-dir, --data <folder>", commandText("cli-data", { about: describeSetting("DATA_DIR") }));
}

/** The option for the layout of a Word file: of a redline, or with a draft's text. */
export function layoutOption(of: "redline" | "word"): Option {
  return new Option("--layout <layout>", commandText(`cli-${of}-layout`)).choices(wordLayouts).default(wordLayouts[0]);
}

/** The option for the output format of a command that prints text unless JSON is requested. */
export function formatOption(): Option {
  return new Option("--format <format>").choices(["json", "text"]).default("text");
}

/** Returns an action that prints what `text` returns for the arguments and options of a command. */
export function printing<Args extends unknown[]>(
  { environment, write }: Terminal,
  text: (environment: Environment, ...args: Args) => Promise<string>,
): (...args: Args) => Promise<void> {
  return async (...args) => write(await text(environment, ...args));
}

/** Adds a command that prints something about a version. */
export function addVersionCommand(
  program: Command,
  terminal: Terminal,
  name: "barometer" | "open" | "origins" | "uptake",
  text: (environment: Environment, address: string, options: PrintOptions) => Promise<string>,
): void {
  withDataOption(program.command(name).description(commandText(`cli-${name}`)))
    .argument("<address>", commandText("cli-address"))
    .addOption(formatOption())
    .action(printing(terminal, text));
}

/** Rejects a time without a time zone, because each reader would take it for a different moment. */
export function moment(written: string): string {
  if (!z.iso.datetime({ offset: true }).safeParse(written).success)
    throw new UsageError("cli-not-a-moment", { written });
  return new Date(written).toISOString();
}
