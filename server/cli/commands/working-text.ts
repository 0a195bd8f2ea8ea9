import { type Command, Option } from "commander";
import type { WordLayout } from "#core/compile/word-layout.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { ownFileNoteTexts } from "#core/phrases/word-note-text.ts";
import { parseDraft } from "#core/text/schema.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { onVersion, withForum } from "../forum/call-operation.ts";
import type { Environment } from "../forum/config.ts";
import { commandText, type Terminal } from "../output/terminal.ts";
import { checkOutput, deliver, deliverFile } from "../output/files.ts";
import type { PrintOptions } from "../output/print-answer.ts";
import { clauseLines } from "../output/print-file.ts";
import { withDataOption, layoutOption } from "./command-options.ts";

interface WorkingTextOptions {
  proposals?: string;
  out?: string;
  data?: string;
  format: "json" | "text" | "docx";
  changes: "made" | "tracked";
  layout: WordLayout;
}

/** Adds `working-text`. */
export function addWorkingTextCommand(program: Command, terminal: Terminal): void {
  const { environment, write, writeError } = terminal;
  withDataOption(program.command("working-text").description(commandText("cli-working-text")))
    .argument("<address>", commandText("cli-address"))
    .option("--proposals <ids>", commandText("cli-proposals"))
    .option("--out <file>", commandText("cli-out"))
    .addOption(new Option("--format <format>").choices(["json", "text", "docx"]).default("text"))
    .addOption(
      new Option("--changes <state>", commandText("cli-working-changes")).choices(["made", "tracked"]).default("made"),
    )
    .addOption(layoutOption("word"))
    .action(async (address: string, { format, out, ...options }: WorkingTextOptions) => {
      checkOutput(out);
      if (format !== "docx") {
        deliver(await printWorkingText(environment, address, { ...options, format }, writeError), out, write);
        return;
      }
      const { data, proposals, changes, layout: wordLayout } = options;
      await withForum(environment, { data }, async (call) => {
        const parts = { params: { version: address }, query: { proposals, changes, wordLayout } };
        const file = await onVersion(call, address, call("exportWorkingText", parts));
        await deliverFile(file, ownFileNoteTexts, { file: out ?? null, ...terminal });
      });
    });
}

/**
 * Prints a version with the accepted proposals, or the given ones, applied to its text. The text format has one line
 * per clause: label, tab, text. JSON has the full result. Each omitted proposal is reported to `writeError` with its
 * reasons.
 */
export function printWorkingText(
  environment: Environment,
  address: string,
  { proposals, ...options }: PrintOptions & { proposals?: string },
  writeError: (text: string) => void,
): Promise<string> {
  return withForum(environment, options, async (call) => {
    const parts = { params: { version: address }, query: { proposals } };
    const working = await onVersion(call, address, call("getWorkingText", parts));
    for (const { annotation, taken, rebased, collisions } of working.proposals) {
      const why = [...rebased.problems, ...collisions].map((problem) => uncheckedText(problem, "en"));
      if (!taken) writeError(`${annotation.id}\t${why.join(" ")}\n`);
    }
    if (options.format === "json") return `${JSON.stringify(working)}\n`;
    return clauseLines(versionTextOf(parseDraft(working.draft)));
  });
}
