import type { Command } from "commander";
import { withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";
import type { DataOption } from "./with-data.ts";

/** Adds `migrate`. */
export function addMigrateCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("migrate").description(commandText("cli-migrate")))
    .requiredOption("--to <place>", commandText("cli-migrate-to"))
    .action(async ({ to, ...options }: DataOption & { to: string }) => {
      write(await (await import("./migrate.ts")).migrate(environment, to, options));
    });
}
