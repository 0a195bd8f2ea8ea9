import { type Command, Option } from "commander";
import { withDataOption } from "./command-options.ts";
import { readSource } from "./files.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

interface ImportOptions {
  date: string;
  label?: string;
  title?: string;
  changes?: "accept" | "reject";
  data?: string;
}

/** Adds `import`. */
export function addImportCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("import").description(sayCommand("cli-import")))
    .argument("<file>", sayCommand("cli-draft"))
    .argument("<address>", sayCommand("cli-address"))
    .requiredOption("--date <date>", sayCommand("cli-date"))
    .option("--label <label>", sayCommand("cli-label"))
    .option("--title <title>", sayCommand("cli-title"))
    .addOption(new Option("--changes <what>", sayCommand("cli-changes-made")).choices(["accept", "reject"]))
    .action(async (file: string, address: string, options: ImportOptions) => {
      const { importFile } = await import("./import.ts");
      write(await importFile(environment, readSource(file), address, options));
    });
}
