import type { Command } from "commander";
import { formatOption, type PrintOptions, withDataOption } from "./command-options.ts";
import { checkOutput, deliver } from "./files.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `working-text`. */
export function addWorkingTextCommand(program: Command, { environment, write, writeError }: Terminal): void {
  withDataOption(program.command("working-text").description(commandText("cli-working-text")))
    .argument("<address>", commandText("cli-address"))
    .option("--proposals <ids>", commandText("cli-proposals"))
    .option("--out <file>", commandText("cli-out"))
    .addOption(formatOption())
    .action(async (address: string, options: PrintOptions & { proposals?: string; out?: string }) => {
      checkOutput(options.out);
      const { printWorkingText } = await import("./working-text.ts");
      deliver(await printWorkingText(environment, address, options, writeError), options.out, write);
    });
}
