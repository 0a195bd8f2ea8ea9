import { type Command, Option } from "commander";
import { type UnprintedRedlineFormat, unprintedRedlineFormats } from "#core/compile/export-format.ts";
import type { WordLayout } from "#core/compile/word-layout.ts";
import { formatList } from "#core/phrases/file-text.ts";
import { alternatives } from "#core/phrases/list-text.ts";
import { contributionsOf, draftFormats, fileFormats } from "#core/text/file-format.ts";
import { checkOutput, deliver, readDated, readJson, readSource } from "../output/files.ts";
import { commandText, type Terminal, UsageError } from "../output/terminal.ts";
import { layoutOption, moment } from "./command-options.ts";

interface FilesOptions {
  plain?: true;
  via: string[];
}

interface CompareOptions extends FilesOptions {
  explain?: true;
  clauses?: string;
  format: "json" | "text" | UnprintedRedlineFormat | "odt";
  out?: string;
  layout: WordLayout;
  author: string;
  date?: string;
  withoutPrivateData?: true;
}

const clock = (): number => performance.now();

/** Adds `compare`. */
export function addCompareCommand(program: Command, { write, writeError }: Terminal): void {
  withTwoFiles(program.command("compare").description(commandText("cli-compare")))
    .argument("[other]", commandText("cli-other"))
    .option("--explain", commandText("cli-explain"))
    .option("--clauses <pair>", commandText("cli-clauses"))
    .addOption(
      new Option("--format <format>").choices(["json", "text", ...unprintedRedlineFormats, "odt"]).default("json"),
    )
    .option("--out <file>", commandText("cli-out"))
    .addOption(layoutOption("redline"))
    .option("--author <name>", commandText("cli-author"), "Rapporteur")
    .option("--date <moment>", commandText("cli-change-date"))
    .option("--without-private-data", commandText("cli-without-private-data"))
    .action(async (base: string, revised: string, other: string | undefined, options: CompareOptions) => {
      const { plain = false, explain = false, clauses, format, out, layout, author, date } = options;
      const withoutPrivate = options.withoutPrivateData ?? false;
      checkOutput(out);
      const { printComparison } = await import("../output/print-comparison.ts");
      const files = {
        base: readDated(base),
        revised: readDated(revised),
        other: other === undefined ? null : readSource(other),
      };
      const via = options.via.map(readSource);
      const changes = { author, date: date === undefined ? files.revised.modifiedAt.toISOString() : moment(date) };
      const report = (line: string): void => writeError(`rapporteur: ${line}\n`);
      const redline = { layout, changes, withoutPrivate, report };
      const comparisonOptions = { plain, via, explain, clauses, format, redline, now: clock, date: new Date() };
      deliver(await printComparison(files, comparisonOptions), out, write);
    });
}

/** Adds `carry`. */
export function addCarryCommand(program: Command, { write }: Terminal): void {
  withTwoFiles(program.command("carry").description(commandText("cli-carry")))
    .requiredOption("--anchors <file>", commandText("cli-anchors"))
    .action(async (base: string, revised: string, options: FilesOptions & { anchors: string }) => {
      const { plain = false, anchors: file } = options;
      const { carryAnchors, Anchors, compareFiles } = await import("../../services/comparison/compare-files.ts");
      const { comparisonJson } = await import("../output/print-redline.ts");
      const anchors = Anchors.safeParse(readJson(file));
      if (!anchors.success) throw new UsageError("cli-not-anchors", { file });
      const via = options.via.map(readSource);
      const compared = await compareFiles(readSource(base), readSource(revised), { via, plain, now: clock });
      const { length } = compared.base.text.text;
      const outside = anchors.data.find(({ start, end }) => start > end || end > length);
      if (outside) throw new UsageError("cli-anchor-outside", { ...outside, length });
      write(
        `${JSON.stringify({ ...comparisonJson(compared), carried: await carryAnchors(compared, anchors.data) })}\n`,
      );
    });
}

function withTwoFiles(command: Command): Command {
  return command
    .argument("<base>", commandText("cli-base"))
    .argument("<revised>", commandText("cli-revised"))
    .option("--plain", commandText("cli-plain-two"))
    .option("--via <files>", commandText("cli-via"), (value) => value.split(",").filter(Boolean), []);
}

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
