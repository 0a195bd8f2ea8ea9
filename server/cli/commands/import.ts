import { type Command, Option } from "commander";
import { parseAddress } from "#core/text/address.ts";
import type { SourceFile } from "../../services/comparison/read-files.ts";
import { checkCall, isProblem, withForum } from "../forum/call-operation.ts";
import type { DataOption, Environment } from "../forum/config.ts";
import { commandText, type Terminal, UsageError } from "../output/terminal.ts";
import { readSource } from "../output/files.ts";
import { withDataOption } from "./command-options.ts";

interface ImportOptions extends DataOption {
  date: string;
  label?: string;
  title?: string;
  changes?: "accept" | "reject";
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
      write(await importFile(environment, readSource(file), address, options));
    });
}

/**
 * Publishes a file as a version. Creates the document if it is missing, and the forum if the folder is empty. Returns a
 * line to print.
 */
export async function importFile(
  environment: Environment,
  { name: fileName, bytes }: SourceFile,
  address: string,
  { data, date, changes, ...options }: ImportOptions,
): Promise<string> {
  const parts = parseAddress(address);
  if (!parts) throw new UsageError("cli-not-an-address", { address });
  const { document, round, language } = parts;
  const { label = round, title = document } = options;
  const upload = {
    params: { document },
    query: { fileName, round, label, date, language: language ?? undefined, changes },
    file: bytes,
  };
  const made = { body: { id: document, title, shortTitle: title, kind: "other", relations: [] } };
  checkCall("prepareVersion", upload);
  checkCall("createDocument", made);

  return withForum(environment, { data, mayBeNew: true }, async (call) => {
    const isNew = await call("createDocument", made).then(
      () => true,
      (error: unknown) => {
        if (isProblem(error, "already-exists")) return false;
        throw error;
      },
    );
    const { version: preview } = await call("prepareVersion", upload);
    const published = await call("publishVersion", { params: { version: preview.id } });
    const { clauseCount: clauses, wordCount: words, notices } = published;
    const counts = { clauses, words, notices: notices.length };
    const createdLine = isNew ? `${commandText("cli-document-made", { document })}\n` : "";
    return `${createdLine}${commandText("cli-published", { address: published.address, ...counts })}\n`;
  });
}
