import type { Command } from "commander";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

/** Adds `history`, which was named `biography`. */
export function addHistoryCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("history").alias("biography").description(sayCommand("cli-biography")))
    .argument("<address>", sayCommand("cli-address"))
    .argument("<clause>", sayCommand("cli-clause"))
    .addOption(formatOption())
    .action(async (address: string, clause: string, options: PrintOptions) => {
      const { printBiography } = await import("./history.ts");
      write(await printBiography(environment, address, clause, options));
    });
}

/** Adds `origins`. */
export function addOriginsCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("origins").description(sayCommand("cli-origins")))
    .argument("<address>", sayCommand("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      const { printOrigins } = await import("./history.ts");
      write(await printOrigins(environment, address, options));
    });
}
