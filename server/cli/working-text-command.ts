import type { Command } from "commander";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { checkOutput, deliver } from "./files.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

/** Adds `working-text`. */
export function addWorkingTextCommand(program: Command, { environment, write, writeError }: Terminal): void {
  withDataOption(program.command("working-text").description(sayCommand("cli-working-text")))
    .argument("<address>", sayCommand("cli-address"))
    .option("--proposals <ids>", sayCommand("cli-proposals"))
    .option("--out <file>", sayCommand("cli-out"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions & { proposals?: string; out?: string }) => {
      checkOutput(options.out);
      const { printWorkingText } = await import("./working-text.ts");
      deliver(await printWorkingText(environment, address, options, writeError), options.out, write);
    });
}
