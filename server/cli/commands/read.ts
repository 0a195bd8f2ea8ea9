import { type Command, Option } from "commander";
import { formatList } from "#core/phrases/file-text.ts";
import { alternatives } from "#core/phrases/list-text.ts";
import { contributionsOf, draftFormats, fileFormats } from "#core/text/file-format.ts";
import { commandText, UsageError } from "../output/command-text.ts";
import { readSource } from "../output/files.ts";
import type { Terminal } from "../output/terminal.ts";

/** The usual ending of each format of drafts. */
const endings = draftFormats.map((format) => `.${fileFormats[format].endings[0]}`);
/** The formats that have tracked changes. */
const markedTexts = formatList(contributionsOf("marked-text"), "en");

interface ReadOptions {
  plain?: true;
  changes?: "accept" | "reject" | "keep";
  format: "json" | "text";
}

/** Adds `read`. */
export function addReadCommand(program: Command, { write }: Terminal): void {
  program
    .command("read")
    .description(commandText("cli-read"))
    .argument("<file>", alternatives(endings, "en"))
    .option("--plain", commandText("cli-plain-one"))
    .addOption(
      new Option("--changes <what>", commandText("cli-changes", { formats: markedTexts })).choices([
        "accept",
        "reject",
        "keep",
      ]),
    )
    .addOption(new Option("--format <format>").choices(["json", "text"]).default("json"))
    .action(async (file: string, options: ReadOptions) => {
      const { plain = false, changes, format } = options;
      if (plain && changes !== undefined) throw new UsageError("cli-plain-changes", { formats: markedTexts });
      const { readOne } = await import("../../services/comparison/read-files.ts");
      const { printRead } = await import("../output/print-file.ts");
      write(printRead(await readOne(readSource(file), { plain, changes }), format, changes === "keep"));
    });
}
