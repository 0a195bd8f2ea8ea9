import { type Command, Option } from "commander";
import type { WordLayout } from "#core/compile/word-layout.ts";
import { withDataOption, wordLayoutOption } from "./command-options.ts";
import { checkOutput, deliver } from "./files.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

interface WorkingTextOptions {
  proposals?: string;
  out?: string;
  data?: string;
  format: "json" | "text" | "docx";
  changes: "made" | "tracked";
  layout: WordLayout;
}

/** Adds `working-text`. */
export function addWorkingTextCommand(
  program: Command,
  { environment, write, writeError, reportProgress }: Terminal,
): void {
  withDataOption(program.command("working-text").description(commandText("cli-working-text")))
    .argument("<address>", commandText("cli-address"))
    .option("--proposals <ids>", commandText("cli-proposals"))
    .option("--out <file>", commandText("cli-out"))
    .addOption(new Option("--format <format>").choices(["json", "text", "docx"]).default("text"))
    .addOption(
      new Option("--changes <state>", commandText("cli-working-changes")).choices(["made", "tracked"]).default("made"),
    )
    .addOption(wordLayoutOption())
    .action(async (address: string, { format, ...options }: WorkingTextOptions) => {
      checkOutput(options.out);
      const { printWorkingText, writeWorkingText } = await import("./working-text.ts");
      if (format === "docx") {
        const report = (line: string): void => writeError(`rapporteur: ${line}\n`);
        const target = { file: options.out ?? null, write, reportProgress };
        await writeWorkingText(environment, address, { ...options, report }, target);
        return;
      }
      deliver(await printWorkingText(environment, address, { ...options, format }, writeError), options.out, write);
    });
}
