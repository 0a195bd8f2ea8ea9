import type { Command } from "commander";
import type { BackupOptions } from "./backup.ts";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";
import type { DataOption } from "./with-data.ts";

/** Adds `backup`, `restore` and `verify`. */
export function addBackupCommands(program: Command, terminal: Terminal): void {
  const { environment, write } = terminal;
  withDataOption(program.command("backup").description(commandText("cli-backup")))
    .argument("<file>", commandText("cli-backup-file"))
    .option("--allow-smaller", commandText("cli-backup-allow-smaller"))
    .action(async (file: string, options: BackupOptions) => {
      write(await (await import("./backup.ts")).backUp(environment, file, options));
    });
  withDataOption(program.command("restore").description(commandText("cli-restore")))
    .argument("<file>", commandText("cli-restore-file"))
    .action(async (file: string, options: DataOption) => {
      write(await (await import("./backup.ts")).restore(environment, file, options));
    });
  withDataOption(program.command("verify").description(commandText("cli-verify")))
    .addOption(formatOption())
    .option("--head <head...>", commandText("cli-verify-head"))
    .option("--accept-heads", commandText("cli-accept-heads"))
    .action(async (options: PrintOptions) => (await import("./backup.ts")).verify(terminal, options));
}
