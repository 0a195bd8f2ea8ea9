import fs from "node:fs";
import path from "node:path";
import { Command, CommanderError, Option } from "commander";
import { exportFormats } from "#core/contract/export-operations.ts";
import { ConfigError, settings, type SettingName } from "./config.ts";
import { WrongUse } from "./wrong-use.ts";

/** A refusal with words for standard error: exit code 1. */
class Refusal extends Error {
  override name = "Refusal";
}

const program = new Command("rapporteur")
  .description("Review successive drafts of consensus policy texts.")
  .exitOverride()
  .showHelpAfterError();

const serve = program.command("serve").description("run the server");
for (const [name, { about, allowed }] of Object.entries(settings)) {
  serve.option(`--${name.toLowerCase().replaceAll("_", "-")} <value>`, `${about}: ${allowed} (${name})`);
}
serve.action(async () => {
  const [{ serve: run }, { readConfig }] = await Promise.all([import("./serve.ts"), import("./config.ts")]);
  await run(readConfig({ ...process.env, ...environmentOf(serve) }), (line) => print(`${line}\n`));
});

program
  .command("read")
  .description("show what a file is read as")
  .argument("<file>", ".docx, .html, .md or .txt")
  .option("--plain", "no interpretation: the text as it is, paragraphs as clauses")
  .addOption(new Option("--format <format>").choices(["json", "text"]).default("json"))
  .action(async (file: string, options: { plain?: true; format: "json" | "text" }) => {
    const { readOne } = await import("./services/read-files.ts");
    const { printRead } = await import("./print.ts");
    print(printRead(await readOne(source(file), options.plain === true), options.format));
  });

const twoFiles = (command: Command): Command =>
  command
    .argument("<base>", "the earlier text")
    .argument("<revised>", "the later text")
    .option("--plain", "no interpretation: the texts as they are, paragraphs as clauses")
    .option("--via <files>", "versions in between, in order, separated by commas", (value) =>
      value.split(",").filter(Boolean),
    );

twoFiles(program.command("compare").description("compare two files word by word"))
  .addOption(new Option("--format <format>").choices(["json", "html", "text"]).default("json"))
  .option("--out <file>", "write there instead of standard output")
  .action(
    async (
      base: string,
      revised: string,
      options: { plain?: true; via?: string[]; format: "json" | "html" | "text"; out?: string },
    ) => {
      const plain = options.plain === true;
      if (options.format === "html") {
        const { redlineFiles } = await import("./services/redline-files.ts");
        print(await redlineFiles(dated(base), dated(revised), plain, new Date()), options.out);
        return;
      }
      const { compareFiles } = await import("./services/compare-files.ts");
      const { comparisonJson, printRedline } = await import("./print.ts");
      const compared = await compareFiles(source(base), source(revised), {
        via: (options.via ?? []).map(source),
        plain,
        now: () => performance.now(),
      });
      const output =
        options.format === "json" ? `${JSON.stringify(comparisonJson(compared))}\n` : printRedline(compared);
      print(output, options.out);
    },
  );

twoFiles(program.command("carry").description("carry places of the base to the revised text"))
  .requiredOption("--anchors <file>", "JSON: [{ id, start, end }] on the base's text")
  .action(async (base: string, revised: string, options: { plain?: true; via?: string[]; anchors: string }) => {
    const { compareFiles } = await import("./services/compare-files.ts");
    const { carryAnchors, Anchors } = await import("./services/carry-anchors.ts");
    const { comparisonJson } = await import("./print.ts");
    const compared = await compareFiles(source(base), source(revised), {
      via: (options.via ?? []).map(source),
      plain: options.plain === true,
      now: () => performance.now(),
    });
    const anchors = Anchors.safeParse(json(options.anchors));
    if (!anchors.success) throw new WrongUse(`${options.anchors} is not a list of { id, start, end }.`);
    print(`${JSON.stringify({ ...comparisonJson(compared), carried: carryAnchors(compared, anchors.data) })}\n`);
  });

const withData = (command: Command): Command =>
  command.option("--data-dir, --data <folder>", `${settings.DATA_DIR.about} (DATA_DIR)`);

withData(program.command("import").description("publish a file as a version of a document"))
  .argument("<file>", "the draft")
  .argument("<address>", "document@round or document@round:lang")
  .requiredOption("--date <date>", "the date on its cover, YYYY-MM-DD")
  .option("--label <label>", "what people call it, such as “Third draft”; left out, the round")
  .option("--title <title>", "the document's title, where it is new to the forum")
  .action(
    async (file: string, address: string, options: { date: string; label?: string; title?: string; data?: string }) => {
      const { importFile } = await import("./data-commands.ts");
      print(await importFile(source(file), address, options));
    },
  );

withData(program.command("export").description("write the commented text of a version"))
  .argument("<address>", "document@round or document@round:lang")
  .addOption(new Option("--format <format>").choices(exportFormats).makeOptionMandatory())
  .addOption(new Option("--sources <sources>", "for all or for none").choices(["shown", "hidden"]).default("shown"))
  .option("--out <file>", "write there instead of standard output")
  .action(async (address: string, options: { format: string; sources: string; out?: string; data?: string }) => {
    const { exportAddress } = await import("./data-commands.ts");
    print(await exportAddress(address, options), options.out);
  });

withData(program.command("invite").description("make a one-time sign-in link"))
  .argument("<participant>", "the participant's id")
  .action(async (participant: string, options: { data?: string }) => {
    const { inviteParticipant } = await import("./data-commands.ts");
    print(await inviteParticipant(participant, options));
  });

function environmentOf(command: Command): Partial<Record<SettingName, string>> {
  return Object.fromEntries(
    Object.entries(command.opts()).map(([flag, value]) => [
      flag.replace(/[A-Z]/gu, "_$&").toUpperCase(),
      String(value),
    ]),
  );
}

function source(file: string): { name: string; bytes: Uint8Array } {
  try {
    return { name: path.basename(file), bytes: fs.readFileSync(file) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Refusal(
      code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read (${code ?? "unknown"}).`,
    );
  }
}

function dated(file: string): { name: string; bytes: Uint8Array; modifiedAt: Date } {
  return { ...source(file), modifiedAt: fs.statSync(file).mtime };
}

function json(file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(source(file).bytes));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new WrongUse(`${file} is not JSON.`);
  }
}

function print(output: string | Uint8Array, file?: string): void {
  if (file === undefined) process.stdout.write(output);
  else fs.writeFileSync(file, output);
}

/** Wrong use is told from failure: arguments and settings that cannot be, against work that could not be done. */
function isWrongUse(error: unknown): boolean {
  return error instanceof CommanderError || error instanceof ConfigError || error instanceof WrongUse;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = 0;
  else process.exitCode = isWrongUse(error) ? 2 : 1;
  if (!(error instanceof CommanderError)) {
    const { reasonOf } = await import("./reason-of.ts");
    process.stderr.write(`rapporteur: ${reasonOf(error)}\n`);
  }
}
