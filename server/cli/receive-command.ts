import { type Command, Option } from "commander";
import { formatOption, withDataOption } from "./command-options.ts";
import { readSource } from "./files.ts";
import type { ReceiveOptions, RefusedFile } from "./receive.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `receive`. */
export function addReceiveCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("receive").description(commandText("cli-receive")))
    .argument("<files...>", commandText("cli-contribution"))
    .option("--organisation <organisation>", commandText("cli-organisation"))
    .option("--jointly <organisations>", commandText("cli-jointly"))
    .option("--by <participant>", commandText("cli-by"))
    .option("--sent <date>", commandText("cli-sent"))
    .option("--version <address>", commandText("cli-on-version"))
    .addOption(new Option("--hand-marks <answer>", commandText("cli-hand-marks")).choices(["yes", "no"]))
    .addOption(new Option("--unmarked <answer>", commandText("cli-unmarked")).choices(["yes", "no"]))
    .option("--take", commandText("cli-take"))
    .addOption(formatOption())
    .action(async (files: string[], options: ReceiveOptions) => {
      const { receiveFiles } = await import("./receive.ts");
      const { RefusedFiles } = await import("./error-message.ts");
      const refused: RefusedFile[] = [];
      const refuse = (file: RefusedFile): void => void refused.push(file);
      // The error of the only file is the command's own.
      const several = files.length > 1 ? refuse : undefined;
      write(await receiveFiles(environment, files.map(readSource), options, several));
      if (refused.length > 0) throw new RefusedFiles(refused);
    });
}
