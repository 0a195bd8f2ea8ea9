import { type Command, Option } from "commander";
import { formatOption, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { ForumOptions } from "./forum.ts";
import type { SettingsOptions } from "./settings-output.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `forum`. */
export function addForumCommand(program: Command, terminal: Terminal): void {
  const forum = program.command("forum").description(commandText("cli-forum"));
  withDataOption(forum.command("show").description(commandText("cli-forum-show")))
    .addOption(formatOption())
    .action(async (options: SettingsOptions) => (await import("./forum.ts")).showForum(terminal, options));
  withDataOption(forum.command("set").description(commandText("cli-forum-set")))
    .option("--name <name>", commandText("cli-forum-name"))
    .option("--short-name <name>", commandText("cli-forum-short-name"))
    .option("--description <text>", commandText("cli-forum-description"))
    .addOption(new Option("--audience <audience>", commandText("cli-audience")).choices(["public", "participants"]))
    .addOption(new Option("--sources <sources>", commandText("cli-sources")).choices(["shown", "hidden"]))
    .option("--time-zone <name>", commandText("cli-time-zone"))
    // Only scripts that name stored languages still use it, because there are no translations to choose from.
    .addOption(new Option("--languages <codes>", commandText("cli-languages")).hideHelp())
    .option("--jurisdiction <code>", commandText("cli-jurisdiction"))
    .addOption(formatOption())
    .action(async (options: ForumOptions) => (await import("./forum.ts")).setForum(terminal, options));
  withDataOption(forum.command("undo").description(commandText("cli-forum-undo")))
    .argument("<change>", commandText("cli-change"))
    .action(async (change: string, options: SettingsOptions) =>
      (await import("./forum.ts")).undo(terminal, change, options),
    );
}
