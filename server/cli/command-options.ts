import { type Command, Option } from "commander";
import { wordLayouts } from "#core/compile/word-layout.ts";
import { describeSetting } from "./config.ts";
import { commandText } from "./command-text.ts";

/** Options of a command that prints an answer from the data folder. */
export interface PrintOptions {
  data?: string;
  format: "json" | "text";
}

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
