import { type Command, Option } from "commander";
import { jurisdictionCode } from "#core/access/jurisdiction.ts";
import type { ForumSettings } from "#core/contract/settings-operations.ts";
import { commandText } from "../output/command-text.ts";
import { callOperation } from "../forum/call-operation.ts";
import { printRows, printUndo, type PrintOptions } from "../output/print-answer.ts";
import type { Terminal } from "../output/terminal.ts";
import { formatOption, withDataOption } from "./command-options.ts";

/** The settings that the command line changes, as their options name them. */
interface ForumOptions extends PrintOptions {
  name?: string;
  shortName?: string;
  description?: string;
  audience?: string;
  sources?: string;
  timeZone?: string;
  /** Separated by commas. */
  languages?: string;
  jurisdiction?: string;
}

/** Adds `forum`. */
export function addForumCommand(program: Command, terminal: Terminal): void {
  const forum = program.command("forum").description(commandText("cli-forum"));
  withDataOption(forum.command("show").description(commandText("cli-forum-show")))
    .addOption(formatOption())
    .action((options: PrintOptions) => showForum(terminal, options));
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
    .action((options: ForumOptions) => setForum(terminal, options));
  withDataOption(forum.command("undo").description(commandText("cli-forum-undo")))
    .argument("<change>", commandText("cli-change"))
    .action((change: string, options: PrintOptions) => undo(terminal, change, options));
}

/** Prints the settings of the forum, one per line. */
async function showForum({ environment, write }: Terminal, options: PrintOptions): Promise<void> {
  printForum(write, options, await callOperation(environment, options, "getForumSettings"));
}

/** Changes the given settings of the forum. */
async function setForum({ environment, write }: Terminal, options: ForumOptions): Promise<void> {
  const { data: _data, format: _format, languages, jurisdiction, ...fields } = options;
  const body = {
    ...fields,
    ...(jurisdiction !== undefined && { jurisdiction: jurisdictionCode(jurisdiction) }),
    ...(languages !== undefined && { languages: languages.split(",").filter(Boolean) }),
  };
  const { forum, change } = await callOperation(environment, options, "changeForum", { body });
  printForum(write, options, forum);
  printUndo(write, options, change);
}

/** Undoes a change of the settings. */
async function undo({ environment, write }: Terminal, event: string, options: PrintOptions): Promise<void> {
  const { change } = await callOperation(environment, options, "undoChange", { params: { event } });
  printUndo(write, options, change);
}

function printForum(write: Terminal["write"], options: PrintOptions, settings: ForumSettings): void {
  const { calendar, template, logo, ...forum } = settings;
  printRows(write, options, settings, [
    ...Object.entries(forum).map(([field, value]) => [field, Array.isArray(value) ? value.join(",") : String(value)]),
    ["template", template?.fileName ?? ""],
    ["logo", logo?.mediaType ?? ""],
    ...calendar.map(({ date, title, place }) => ["calendar", date, title, place]),
  ]);
}
