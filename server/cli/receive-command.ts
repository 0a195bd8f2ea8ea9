import { type Command, Option } from "commander";
import { formatOption, withDataOption } from "./command-options.ts";
import { readSource } from "./files.ts";
import type { ReceiveOptions } from "./receive.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

/** Adds `receive`. */
export function addReceiveCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("receive").description(sayCommand("cli-receive")))
    .argument("<files...>", sayCommand("cli-contribution"))
    .option("--organisation <organisation>", sayCommand("cli-organisation"))
    .option("--jointly <organisations>", sayCommand("cli-jointly"))
    .option("--by <participant>", sayCommand("cli-by"))
    .option("--sent <date>", sayCommand("cli-sent"))
    .option("--version <address>", sayCommand("cli-on-version"))
    .addOption(new Option("--hand-marks <answer>", sayCommand("cli-hand-marks")).choices(["yes", "no"]))
    .addOption(new Option("--unmarked <answer>", sayCommand("cli-unmarked")).choices(["yes", "no"]))
    .option("--take", sayCommand("cli-take"))
    .addOption(formatOption())
    .action(async (files: string[], options: ReceiveOptions) => {
      const { receiveFiles } = await import("./receive.ts");
      write(await receiveFiles(environment, files.map(readSource), options));
    });
}
