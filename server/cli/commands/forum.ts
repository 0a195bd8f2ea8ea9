import { type Command, Option } from "commander";
import { jurisdictionCode } from "#core/access/jurisdiction.ts";
import type { ForumSettings } from "#core/contract/settings-operations.ts";
import { callOperation } from "../forum/call-operation.ts";
import type { DataOption } from "../forum/config.ts";
import { commandText } from "../output/command-text.ts";
import { printRows, printUndo, type PrintOptions } from "../output/print-answer.ts";
import type { Terminal } from "../output/terminal.ts";
import { formatOption, withDataOption } from "./command-options.ts";

/** Adds `forum`. */
export function addForumCommand(program: Command, { environment, write }: Terminal): void {
  const forum = program.command("forum").description(commandText("cli-forum"));
  withDataOption(forum.command("show").description(commandText("cli-forum-show")))
    .addOption(formatOption())
    .action(async (options: PrintOptions) => {
      printForum(write, options, await callOperation(environment, options, "getForumSettings"));
    });
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
    .action(async ({ languages, jurisdiction, data, format, ...fields }: PrintOptions & Record<string, string>) => {
      const body = {
        ...fields,
        ...(jurisdiction !== undefined && { jurisdiction: jurisdictionCode(jurisdiction) }),
        ...(languages !== undefined && { languages: languages.split(",").filter(Boolean) }),
      };
      const changed = await callOperation(environment, { data }, "changeForum", { body });
      printForum(write, { format }, changed.forum);
      printUndo(write, { format }, changed.change);
    });
  withDataOption(forum.command("undo").description(commandText("cli-forum-undo")))
    .argument("<change>", commandText("cli-change"))
    .action(async (event: string, options: DataOption) => {
      const { change } = await callOperation(environment, options, "undoChange", { params: { event } });
      printUndo(write, options, change);
    });
}

/** Prints the settings of the forum, one per line. */
function printForum(write: Terminal["write"], options: PrintOptions, settings: ForumSettings): void {
  const { calendar, template, logo, ...forum } = settings;
  printRows(write, options, settings, [
    ...Object.entries(forum).map(([field, value]) => [field, Array.isArray(value) ? value.join(",") : String(value)]),
    ["template", template?.fileName ?? ""],
    ["logo", logo?.mediaType ?? ""],
    ...calendar.map(({ date, title, place }) => ["calendar", date, title, place]),
  ]);
}
