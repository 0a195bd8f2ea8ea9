import type { Command } from "commander";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `history`, which was named `biography`. */
export function addHistoryCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("history").alias("biography").description(commandText("cli-history")))
    .argument("<address>", commandText("cli-address"))
    .argument("<clause>", commandText("cli-clause"))
    .addOption(formatOption())
    .action(async (address: string, clause: string, options: PrintOptions) => {
      const { printClauseHistory } = await import("./history.ts");
      write(await printClauseHistory(environment, address, clause, options));
    });
}

/** Adds `origins`. */
export function addOriginsCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("origins").description(commandText("cli-origins")))
    .argument("<address>", commandText("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      const { printOrigins } = await import("./history.ts");
      write(await printOrigins(environment, address, options));
    });
}
