import { type Command, Option } from "commander";
import { CompilationLayout } from "#core/compile/compilation-layout.ts";
import { ComparisonFormat, ExportFormat, exportFormats, VersionFormat } from "#core/compile/export-format.ts";
import type { WordLayout } from "#core/compile/word-layout.ts";
import { exportOperations, formerFilters } from "#core/contract/export-operations.ts";
import { forumSettingTexts } from "#core/messages/catalogues.ts";
import { alternatives } from "#core/phrases/list-text.ts";
import { ownFileNoteTexts, redlineNoteTexts } from "#core/phrases/word-note-text.ts";
import { checkCall, onVersion, withForum } from "../forum/call-operation.ts";
import { commandText, type Terminal, UsageError } from "../output/terminal.ts";
import { checkOutput, deliverFile, readSource } from "../output/files.ts";
import { layoutOption, moment, withDataOption } from "./command-options.ts";

interface RedlineOptions {
  format: ComparisonFormat;
  layout: WordLayout;
  author?: string;
  date?: string;
  out?: string;
  data?: string;
}

/** The options of `export` that are no filters. */
interface OwnOptions {
  out?: string;
  data?: string;
  template?: string;
}

/** Adds `export`, with an option for every filter of the API's export. */
export function addExportCommand(program: Command, terminal: Terminal): void {
  const { environment } = terminal;
  const command = withDataOption(program.command("export").description(commandText("cli-export")))
    .argument("<address>", commandText("cli-address"))
    .addOption(new Option("--format <format>").choices(VersionFormat.options).makeOptionMandatory())
    .option("--template <file>", commandText("cli-template"))
    .option("--out <file>", commandText("cli-out"));
  for (const name of Object.keys(exportOperations.exportVersion.query.shape)) {
    if (name !== "format") command.option(`--${kebabCase(name)} <${name}>`, describeFilter(name));
  }
  for (const name of Object.keys(formerFilters)) command.addOption(new Option(`--${name} <${name}>`).hideHelp());
  command.action(async (address: string, options: OwnOptions & Record<string, string>) => {
    const { out, data, template, ...query } = options;
    checkOutput(out);
    if (template !== undefined && query["format"] !== "docx") throw new UsageError("cli-template-not-word");
    const source = template === undefined ? null : readSource(template);
    const parts = { params: { version: address }, query };
    checkCall("exportVersion", parts);
    await withForum(environment, { data }, async (call) => {
      const answer = source
        ? call("exportInTemplate", { ...parts, query: { ...query, template: source.name }, file: source.bytes })
        : call("exportVersion", parts);
      await deliverFile(await onVersion(call, address, answer), ownFileNoteTexts, { file: out ?? null, ...terminal });
    });
  });
}

/** Adds `redline`. */
export function addRedlineCommand(program: Command, terminal: Terminal): void {
  withDataOption(program.command("redline").description(commandText("cli-redline")))
    .argument("<base>", commandText("cli-address"))
    .argument("<revised>", commandText("cli-address"))
    .addOption(new Option("--format <format>").choices(ComparisonFormat.options).makeOptionMandatory())
    .addOption(layoutOption("redline"))
    .option("--author <name>", commandText("cli-author"))
    .option("--date <moment>", commandText("cli-version-change-date"))
    .option("--out <file>", commandText("cli-out"))
    .action(async (base: string, revised: string, { out, data, date, ...options }: RedlineOptions) => {
      checkOutput(out);
      const query = { ...options, date: date === undefined ? undefined : moment(date) };
      await withForum(terminal.environment, { data }, async (call) => {
        const answer = call("exportComparison", { params: { base, revised }, query });
        const file = await onVersion(call, `${base}, ${revised}`, answer);
        await deliverFile(file, redlineNoteTexts, { file: out ?? null, ...terminal });
      });
    });
}

/** "dataDir" -> "data-dir". */
function kebabCase(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}

function describeFilter(name: string): string {
  if (name === "layout") {
    const formats = ExportFormat.options.filter((format) => exportFormats[format].layouts.length > 1);
    return commandText("cli-layout", {
      formats: alternatives(formats, "en"),
      layouts: CompilationLayout.options.join(", "),
    });
  }
  if (name === "wordLayout") return commandText("cli-word-layout");
  if (name === "sources") return forumSettingTexts.sources.option;
  if (name === "lines") return commandText("cli-lines");
  if (name === "annotations") return commandText("cli-annotations");
  if (name === "text") return commandText("cli-filter-text");
  return commandText("cli-filter", { filter: name });
}
