import { Argument, Command, CommanderError, Option } from "commander";
import { DispositionOutcome } from "#core/outcome/disposition.ts";
import { CompilationLayout } from "#core/compile/compilation-layout.ts";
import {
  ExportFormat,
  RedlineFormat,
  type UnprintedRedlineFormat,
  unprintedRedlineFormats,
} from "#core/compile/export-format.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import { checkOutput, readDated, readJson, readSource, type Taking, writeOutput } from "./files.ts";
import { ConfigError, settings, type SettingName } from "../config.ts";
import type { CircleAct, CircleOptions } from "./circle.ts";
import type { ConsultationAct, ConsultOptions } from "./consult.ts";
import type { DecideOptions } from "./decide.ts";
import type { ReceiveOptions } from "./receive.ts";
import { sayCommand, WrongUse } from "./say-command.ts";

/** A command line's connection to the process that runs it. */
export interface CommandLineOptions {
  environment: Readonly<Record<string, string | undefined>>;
  write: (output: string | Uint8Array) => void;
  complain: (words: string) => void;
  /**
   * Reports the progress of long work. Each line replaces the one before; "" ends the report. Null if the output is not
   * a terminal.
   */
  tell: ((line: string) => void) | null;
}

interface RedlineOptions {
  format: RedlineFormat;
  out?: string;
  data?: string;
}

interface CompareOptions {
  plain?: true;
  via: string[];
  explain?: true;
  clauses?: string;
  format: "json" | "text" | UnprintedRedlineFormat;
  out?: string;
}

/** 0 is success, 1 a failure with a reason, 2 wrong usage. */
type ExitCode = 0 | 1 | 2;

/** Runs one command and returns the process's exit code. A server that was started keeps running. */
export async function runCommandLine(args: readonly string[], options: CommandLineOptions): Promise<ExitCode> {
  try {
    await programOf(options).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { isWrongRequest, reasonOf } = await import("./reason-of.ts");
    options.complain(`rapporteur: ${reasonOf(error)}\n`);
    return error instanceof WrongUse || error instanceof ConfigError || isWrongRequest(error) ? 2 : 1;
  }
}

function programOf({ environment, write, complain, tell }: CommandLineOptions): Command {
  const program = new Command("rapporteur")
    .description(sayCommand("cli-about"))
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({ writeOut: write, writeErr: complain });

  const deliver = (output: string | Uint8Array, file: string | undefined): void => {
    if (file === undefined) write(output);
    else writeOutput(file, output);
  };

  const taking = (file: string | undefined): Taking => ({ file: file ?? null, write, tell });

  const serve = program.command("serve").description(sayCommand("cli-serve"));
  for (const [name, { about, allowed }] of Object.entries(settings)) {
    serve.option(
      `--${name.toLowerCase().replaceAll("_", "-")} <value>`,
      sayCommand("cli-setting", { about, allowed, name }),
    );
  }
  serve.action(async () => {
    const [{ serve: run }, { readConfig }] = await Promise.all([import("./serve.ts"), import("../config.ts")]);
    const config = readConfig({ ...environment, ...settingsOf(serve) });
    await run(
      config,
      (line) => write(`${line}\n`),
      (line) => complain(`rapporteur: ${line}\n`),
    );
  });

  program
    .command("read")
    .description(sayCommand("cli-read"))
    .argument("<file>", sayCommand("cli-file"))
    .option("--plain", sayCommand("cli-plain-one"))
    .addOption(new Option("--changes <what>", sayCommand("cli-changes")).choices(["accept", "reject", "keep"]))
    .addOption(new Option("--format <format>").choices(["json", "text"]).default("json"))
    .action(
      async (
        file: string,
        options: { plain?: true; changes?: "accept" | "reject" | "keep"; format: "json" | "text" },
      ) => {
        const { plain = false, changes, format } = options;
        if (plain && changes !== undefined) throw new WrongUse("cli-plain-changes");
        const { readOne } = await import("../services/comparison/read-files.ts");
        const { printRead } = await import("./print.ts");
        write(printRead(await readOne(readSource(file), { plain, changes }), format, changes === "keep"));
      },
    );

  const clock = (): number => performance.now();
  const twoFiles = (command: Command): Command =>
    command
      .argument("<base>", sayCommand("cli-base"))
      .argument("<revised>", sayCommand("cli-revised"))
      .option("--plain", sayCommand("cli-plain-two"))
      .option("--via <files>", sayCommand("cli-via"), (value) => value.split(",").filter(Boolean), []);

  twoFiles(program.command("compare").description(sayCommand("cli-compare")))
    .argument("[other]", sayCommand("cli-other"))
    .option("--explain", sayCommand("cli-explain"))
    .option("--clauses <pair>", sayCommand("cli-clauses"))
    .addOption(new Option("--format <format>").choices(["json", "text", ...unprintedRedlineFormats]).default("json"))
    .option("--out <file>", sayCommand("cli-out"))
    .action(async (base: string, revised: string, other: string | undefined, options: CompareOptions) => {
      const { plain = false, explain = false, clauses, format, out } = options;
      checkOutput(out);
      const { printComparison } = await import("./compare.ts");
      const files = {
        base: readDated(base),
        revised: readDated(revised),
        other: other === undefined ? null : readSource(other),
      };
      const via = options.via.map(readSource);
      const how = { plain, via, explain, clauses, format, now: clock, date: new Date() };
      deliver(await printComparison(files, how), out);
    });

  twoFiles(program.command("carry").description(sayCommand("cli-carry")))
    .requiredOption("--anchors <file>", sayCommand("cli-anchors"))
    .action(async (base: string, revised: string, options: { plain?: true; via: string[]; anchors: string }) => {
      const { plain = false, anchors: file } = options;
      const { carryAnchors, Anchors, compareFiles } = await import("../services/comparison/compare-files.ts");
      const { comparisonJson } = await import("./print.ts");
      const anchors = Anchors.safeParse(readJson(file));
      if (!anchors.success) throw new WrongUse("cli-not-anchors", { file });
      const via = options.via.map(readSource);
      const compared = await compareFiles(readSource(base), readSource(revised), { via, plain, now: clock });
      const { length } = compared.base.text.text;
      const outside = anchors.data.find(({ start, end }) => start > end || end > length);
      if (outside) throw new WrongUse("cli-anchor-outside", { ...outside, length });
      write(`${JSON.stringify({ ...comparisonJson(compared), carried: carryAnchors(compared, anchors.data) })}\n`);
    });

  const onData = (command: Command): Command =>
    command.option("--data-dir, --data <folder>", sayCommand("cli-data", { about: settings.DATA_DIR.about }));

  onData(program.command("import").description(sayCommand("cli-import")))
    .argument("<file>", sayCommand("cli-draft"))
    .argument("<address>", sayCommand("cli-address"))
    .requiredOption("--date <date>", sayCommand("cli-date"))
    .option("--label <label>", sayCommand("cli-label"))
    .option("--title <title>", sayCommand("cli-title"))
    .addOption(new Option("--changes <what>", sayCommand("cli-changes-made")).choices(["accept", "reject"]))
    .action(
      async (
        file: string,
        address: string,
        options: { date: string; label?: string; title?: string; changes?: "accept" | "reject"; data?: string },
      ) => {
        const { importFile } = await import("./import.ts");
        write(await importFile(environment, readSource(file), address, options));
      },
    );

  const exporting = onData(program.command("export").description(sayCommand("cli-export")))
    .argument("<address>", sayCommand("cli-address"))
    .addOption(new Option("--format <format>").choices(ExportFormat.options).makeOptionMandatory())
    .option("--out <file>", sayCommand("cli-out"));
  for (const name of Object.keys(exportOperations.exportVersion.query.shape)) {
    if (name !== "format") exporting.option(`--${kebabCase(name)} <${name}>`, aboutFilter(name));
  }
  exporting.action(async (address: string, options: { out?: string; data?: string } & Record<string, string>) => {
    const { out, data, ...query } = options;
    checkOutput(out);
    const { exportAddress } = await import("./export.ts");
    await exportAddress(environment, address, { data, query }, taking(out));
  });

  onData(program.command("redline").description(sayCommand("cli-redline")))
    .argument("<base>", sayCommand("cli-address"))
    .argument("<revised>", sayCommand("cli-address"))
    .addOption(new Option("--format <format>").choices(RedlineFormat.options).makeOptionMandatory())
    .option("--out <file>", sayCommand("cli-out"))
    .action(async (base: string, revised: string, options: RedlineOptions) => {
      const { format: as, out, data } = options;
      checkOutput(out);
      const { exportRedline } = await import("./export.ts");
      await exportRedline(environment, { base, revised, format: as }, { data }, taking(out));
    });

  const format = (): Option => new Option("--format <format>").choices(["json", "text"]).default("text");
  onData(program.command("biography").description(sayCommand("cli-biography")))
    .argument("<address>", sayCommand("cli-address"))
    .argument("<clause>", sayCommand("cli-clause"))
    .addOption(format())
    .action(async (address: string, clause: string, options: { data?: string; format: "json" | "text" }) => {
      const { printBiography } = await import("./history.ts");
      write(await printBiography(environment, address, clause, options));
    });

  onData(program.command("origins").description(sayCommand("cli-origins")))
    .argument("<address>", sayCommand("cli-address"))
    .addOption(format())
    .action(async (address: string, options: { data?: string; format: "json" | "text" }) => {
      const { printOrigins } = await import("./origins.ts");
      write(await printOrigins(environment, address, options));
    });

  onData(program.command("ledger").description(sayCommand("cli-ledger")))
    .argument("<address>", sayCommand("cli-address"))
    .option("--waiting", sayCommand("cli-waiting"))
    .addOption(format())
    .action(async (address: string, options: { data?: string; waiting?: true; format: "json" | "text" }) => {
      const { printLedger } = await import("./outcomes.ts");
      write(await printLedger(environment, address, options));
    });

  onData(program.command("uptake").description(sayCommand("cli-uptake")))
    .argument("<address>", sayCommand("cli-address"))
    .addOption(format())
    .action(async (address: string, options: { data?: string; format: "json" | "text" }) => {
      const { printUptake } = await import("./uptake.ts");
      write(await printUptake(environment, address, options));
    });

  onData(program.command("open").description(sayCommand("cli-open")))
    .argument("<address>", sayCommand("cli-address"))
    .addOption(format())
    .action(async (address: string, options: { data?: string; format: "json" | "text" }) => {
      const { printOpen } = await import("./open-points.ts");
      write(await printOpen(environment, address, options));
    });

  onData(program.command("receive").description(sayCommand("cli-receive")))
    .argument("<files...>", sayCommand("cli-contribution"))
    .option("--organisation <organisation>", sayCommand("cli-organisation"))
    .option("--jointly <organisations>", sayCommand("cli-jointly"))
    .option("--by <participant>", sayCommand("cli-by"))
    .option("--sent <date>", sayCommand("cli-sent"))
    .option("--version <address>", sayCommand("cli-on-version"))
    .addOption(new Option("--hand-marks <answer>", sayCommand("cli-hand-marks")).choices(["yes", "no"]))
    .addOption(new Option("--unmarked <answer>", sayCommand("cli-unmarked")).choices(["yes", "no"]))
    .option("--take", sayCommand("cli-take"))
    .addOption(format())
    .action(async (files: string[], options: ReceiveOptions) => {
      const { receiveFiles } = await import("./receive.ts");
      write(await receiveFiles(environment, files.map(readSource), options));
    });

  onData(program.command("working-text").description(sayCommand("cli-working-text")))
    .argument("<address>", sayCommand("cli-address"))
    .option("--proposals <ids>", sayCommand("cli-proposals"))
    .option("--out <file>", sayCommand("cli-out"))
    .addOption(format())
    .action(
      async (
        address: string,
        options: { data?: string; proposals?: string; out?: string; format: "json" | "text" },
      ) => {
        checkOutput(options.out);
        const { printWorkingText } = await import("./working-text.ts");
        deliver(await printWorkingText(environment, address, options, complain), options.out);
      },
    );

  onData(program.command("decide").description(sayCommand("cli-decide")))
    .argument("<annotation>", sayCommand("cli-annotation"))
    .addArgument(new Argument("<outcome>").choices(DispositionOutcome.options))
    .requiredOption("--by <participant>", sayCommand("cli-decided-by"))
    .option("--reason <words>", sayCommand("cli-reason"))
    .option("--shown-in <address>", sayCommand("cli-shown-in"))
    .option("--merged-with <annotation>", sayCommand("cli-merged-with"))
    .action(async (annotation: string, outcome: string, options: DecideOptions) => {
      const { decide } = await import("./decide.ts");
      write(await decide(environment, annotation, outcome, options));
    });

  onData(program.command("consult").description(sayCommand("cli-consult")))
    .argument("<address>", sayCommand("cli-address"))
    .addArgument(
      new Argument("[act]", sayCommand("cli-consult-act"))
        .choices(["show", "set", "close", "call-off", "undo"] satisfies ConsultationAct[])
        .default("show"),
    )
    .option("--by <participant>", sayCommand("cli-consult-by"))
    .option("--opens <moment>", sayCommand("cli-opens"))
    .option("--closes <moment>", sayCommand("cli-closes"))
    .addOption(new Option("--blind <answer>", sayCommand("cli-blind")).choices(["yes", "no"]))
    .addOption(format())
    .action(async (address: string, act: ConsultationAct, options: ConsultOptions) => {
      const { consult } = await import("./consult.ts");
      write(await consult(environment, address, act, options));
    });

  onData(program.command("circle").description(sayCommand("cli-circle")))
    .addArgument(
      new Argument("[act]", sayCommand("cli-circle-act"))
        .choices(["list", "make", "change", "leave", "dissolve"] satisfies CircleAct[])
        .default("list"),
    )
    .argument("[circle]", sayCommand("cli-circle-named"))
    .option("--by <participant>", sayCommand("cli-circle-by"))
    .option("--name <name>", sayCommand("cli-circle-name"))
    .option("--organisations <ids>", sayCommand("cli-circle-organisations"))
    .addOption(format())
    .action(async (act: CircleAct, circle: string | undefined, options: CircleOptions) => {
      const { manageCircle } = await import("./circle.ts");
      write(await manageCircle(environment, act, circle, options));
    });

  onData(program.command("invite").description(sayCommand("cli-invite")))
    .argument("<participant>", sayCommand("cli-participant"))
    .action(async (participant: string, options: { data?: string }) => {
      const { inviteParticipant } = await import("./invite.ts");
      write(await inviteParticipant(environment, participant, options));
    });

  return program;
}

function settingsOf(command: Command): Partial<Record<SettingName, string>> {
  return Object.fromEntries(
    Object.entries(command.opts()).map(([flag, value]) => [
      kebabCase(flag).replaceAll("-", "_").toUpperCase(),
      String(value),
    ]),
  );
}

/** "dataDir" -> "data-dir". */
function kebabCase(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}

function aboutFilter(name: string): string {
  if (name === "layout") return sayCommand("cli-layout", { layouts: CompilationLayout.options.join(", ") });
  if (name === "sources") return sayCommand("cli-sources");
  if (name === "annotations") return sayCommand("cli-annotations");
  if (name === "text") return sayCommand("cli-filter-text");
  return sayCommand("cli-filter", { filter: name });
}
