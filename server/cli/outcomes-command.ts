import type { Command } from "commander";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `outcomes`, which was named `ledger`. */
export function addOutcomesCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("outcomes").alias("ledger").description(commandText("cli-outcomes")))
    .argument("<address>", commandText("cli-address"))
    .option("--waiting", commandText("cli-waiting"))
    .option("--gone", commandText("cli-gone"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions & { waiting?: true; gone?: true }) => {
      const { printOutcomes } = await import("./outcomes.ts");
      write(await printOutcomes(environment, address, options));
    });
}

/** Adds `uptake`. */
export function addUptakeCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("uptake").description(commandText("cli-uptake")))
    .argument("<address>", commandText("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      const { printUptake } = await import("./outcomes.ts");
      write(await printUptake(environment, address, options));
    });
}

/** Adds `open`. */
export function addOpenCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("open").description(commandText("cli-open")))
    .argument("<address>", commandText("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      const { printOpen } = await import("./outcomes.ts");
      write(await printOpen(environment, address, options));
    });
}
