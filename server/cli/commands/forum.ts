import { type Command, Option } from "commander";
import { changedSettings, type ChangedName, type ChangedSetting, forumSettings } from "#core/access/forum-settings.ts";
import { jurisdictionCode } from "#core/access/jurisdiction.ts";
import type { ForumSettings } from "#core/contract/settings-operations.ts";
import { forumSettingTexts as settingTexts } from "#core/messages/catalogues.ts";
import type { BackupOptions, VerifyOptions } from "../forum/backup.ts";
import { callOperation } from "../forum/call-operation.ts";
import type { DataOption } from "../forum/config.ts";
import { printRows, printUndo, type PrintOptions } from "../output/print-answer.ts";
import { commandText, type Terminal } from "../output/terminal.ts";
import { formatOption, withDataOption } from "./command-options.ts";

/** Adds `forum`. */
export function addForumCommand(program: Command, { environment, write }: Terminal): void {
  const forum = program.command("forum").description(commandText("cli-forum"));
  withDataOption(forum.command("show").description(commandText("cli-forum-show")))
    .addOption(formatOption())
    .action(async (options: PrintOptions) => {
      printForum(write, options, await callOperation(environment, options, "getForumSettings"));
    });
  withSettingOptions(withDataOption(forum.command("set").description(commandText("cli-forum-set"))))
    .addOption(formatOption())
    .action(async ({ data, format, ...given }: PrintOptions & Record<string, string>) => {
      const body = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, valueOf(name, text)]));
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

/** Adds the option of each setting that has one. Its value gets the name of the setting. */
function withSettingOptions(command: Command): Command {
  for (const name of changedSettings) {
    const setting: ChangedSetting = forumSettings[name];
    if (setting.option === null) continue;
    const texts: { label: string; option?: string } = settingTexts[name];
    const option = new Option(setting.option, texts.option).hideHelp(setting.isOptionHidden === true);
    command.addOption(setting.kind === "choice" ? option.choices(setting.values) : option);
  }
  return command;
}

/** Returns the value of a setting for the server, from the text of its option. */
function valueOf(name: string, text: string): unknown {
  const { kind } = forumSettings[name as ChangedName];
  if (kind === "country") return jurisdictionCode(text);
  return kind === "languages" ? text.split(",").filter(Boolean) : text;
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

/** Adds the commands about the store of a forum as a whole: `backup`, `restore`, `verify` and `migrate`. */
export function addBackupCommands(program: Command, terminal: Terminal): void {
  const { environment, write } = terminal;
  withDataOption(program.command("backup").description(commandText("cli-backup")))
    .argument("<file>", commandText("cli-backup-file"))
    .option("--allow-smaller", commandText("cli-backup-allow-smaller"))
    .action(async (file: string, options: BackupOptions) => {
      write(await (await import("../forum/backup.ts")).backUp(environment, file, options));
    });
  withDataOption(program.command("restore").description(commandText("cli-restore")))
    .argument("<file>", commandText("cli-restore-file"))
    .action(async (file: string, options: DataOption) => {
      write(await (await import("../forum/backup.ts")).restore(environment, file, options));
    });
  withDataOption(program.command("verify").description(commandText("cli-verify")))
    .addOption(formatOption())
    .option("--head <head...>", commandText("cli-verify-head"))
    .option("--accept-heads", commandText("cli-accept-heads"))
    .action(async (options: VerifyOptions) => (await import("../forum/backup.ts")).verify(terminal, options));
  withDataOption(program.command("migrate").description(commandText("cli-migrate")))
    .requiredOption("--to <place>", commandText("cli-migrate-to"))
    .action(async ({ to, ...options }: DataOption & { to: string }) => {
      write(await (await import("../forum/backup.ts")).migrate(environment, to, options));
    });
}
