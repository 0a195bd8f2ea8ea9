import { type Command, Option } from "commander";
import { withDataOption } from "./command-options.ts";
import { readSource } from "./files.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

interface ImportOptions {
  date: string;
  label?: string;
  title?: string;
  changes?: "accept" | "reject";
  data?: string;
}

/** Adds `import`. */
export function addImportCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("import").description(commandText("cli-import")))
    .argument("<file>", commandText("cli-draft"))
    .argument("<address>", commandText("cli-address"))
    .requiredOption("--date <date>", commandText("cli-date"))
    .option("--label <label>", commandText("cli-label"))
    .option("--title <title>", commandText("cli-title"))
    .addOption(new Option("--changes <what>", commandText("cli-changes-made")).choices(["accept", "reject"]))
    .action(async (file: string, address: string, options: ImportOptions) => {
      const { importFile } = await import("./import.ts");
      write(await importFile(environment, readSource(file), address, options));
    });
}
