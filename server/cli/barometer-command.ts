import type { Command } from "commander";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `barometer`. */
export function addBarometerCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("barometer").description(commandText("cli-barometer")))
    .argument("<address>", commandText("cli-address"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions) => {
      const { printBarometer } = await import("./barometer.ts");
      write(await printBarometer(environment, address, options));
    });
}
