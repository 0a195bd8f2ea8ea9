import type { Command } from "commander";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

/** Adds `outcomes`, which was named `ledger`. */
export function addOutcomesCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("outcomes").alias("ledger").description(sayCommand("cli-ledger")))
    .argument("<address>", sayCommand("cli-address"))
    .option("--waiting", sayCommand("cli-waiting"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions & { waiting?: true }) => {
      const { printLedger } = await import("./outcomes.ts");
      write(await printLedger(environment, address, options));
    });
}

/** Adds `uptake`. */
export function addUptakeCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("uptake").description(sayCommand("cli-uptake")))
    .argument("<address>", sayCommand("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      const { printUptake } = await import("./outcomes.ts");
      write(await printUptake(environment, address, options));
    });
}

/** Adds `open`. */
export function addOpenCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("open").description(sayCommand("cli-open")))
    .argument("<address>", sayCommand("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      const { printOpen } = await import("./outcomes.ts");
      write(await printOpen(environment, address, options));
    });
}
