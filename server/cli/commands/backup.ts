import type { Command } from "commander";
import type { BackupOptions, VerifyOptions } from "../forum/backup.ts";
import type { DataOption } from "../forum/config.ts";
import { commandText } from "../output/command-text.ts";
import type { Terminal } from "../output/terminal.ts";
import { formatOption, withDataOption } from "./command-options.ts";

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
      write(await (await import("../forum/migrate.ts")).migrate(environment, to, options));
    });
}
