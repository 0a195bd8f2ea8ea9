import { pairingExplainer } from "#core/compare/clauses/explain.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import type { PairingExplanation } from "#core/compare/clauses/pairing-explanation.ts";
import type { ThreeWaySegment } from "#core/compare/three-way-rows.ts";
import { threeWayOutcomes, type ThreeWayRow } from "#core/compare/three-way-rows.ts";
import { type UnprintedRedlineFormat, unprintedRedlineFormats } from "#core/compile/export-format.ts";
import { otherFormats } from "#core/compile/redrawn-reason.ts";
import type { WordLayout } from "#core/compile/word-layout.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { messageText } from "#core/phrases/message-text.ts";
import { pairingText } from "#core/phrases/pairing-text.ts";
import { redlineNoteText } from "#core/phrases/word-note-text.ts";
import type { Clause } from "#core/text/clause.ts";
import {
  type ComparedFiles,
  compareFiles,
  compareThreeFiles,
  fileLineage,
  type ThreeComparedFiles,
} from "../../services/comparison/compare-files.ts";
import { type DatedFile, originalRedline, redlineFiles } from "../../services/comparison/redline-files.ts";
import type { ReadFile, SourceFile } from "../../services/comparison/read-files.ts";
import type { OwnRedlineFormat } from "../../services/kernel/file-kinds.ts";
import { commandText, UsageError } from "./terminal.ts";
import { namedClause, readJson } from "./print-file.ts";
import { comparisonJson, printRedline } from "./print-redline.ts";

interface Files {
  base: DatedFile;
  revised: DatedFile;
  /** Another text made from the base. Null when comparing only 2 files. */
  other: SourceFile | null;
}

interface RedlineOptions {
  /** The layout of a Word redline. A new document is used if the revised file cannot contain the redline. */
  layout: WordLayout;
  /** Author and date (ISO 8601, UTC) of the changes in the revised file. */
  changes: { author: string; date: string };
  /** Whether to remove from the file what its printed pages do not show. */
  withoutPrivate: boolean;
  /** Receives notices about the redline. */
  report: (line: string) => void;
}

interface Options {
  plain: boolean;
  /** Intermediate versions, in order. */
  via: readonly SourceFile[];
  explain: boolean;
  /** The clauses to explain, as "base=revised". All if omitted. */
  clauses: string | undefined;
  format: "json" | "text" | UnprintedRedlineFormat | "odt";
  redline: RedlineOptions;
  /** A clock in milliseconds. */
  now: () => number;
  /** Date to write into the output file. */
  date: Date;
}

/**
 * Compares 2 or 3 files for the command line. Returns text, or the bytes of an HTML page, a Word file or an OpenDocument
 * text.
 *
 * @throws UsageError if the options cannot be combined, or the files do not have the format
 */
export async function printComparison({ base, revised, other }: Files, options: Options): Promise<string | Uint8Array> {
  const { plain, via, clauses, format, now, date } = options;
  const explain = options.explain || clauses !== undefined;
  if (other) {
    if (isFile(format)) throw new UsageError("cli-three-file");
    if (explain || via.length > 0) throw new UsageError("cli-three-explained");
    const three = await compareThreeFiles([base, revised, other], { plain, now });
    return format === "json" ? lineOf(threeWayJson(three)) : printThreeWay(three);
  }
  if (isFile(format)) {
    if (explain) throw new UsageError("cli-explained-file");
    const own = format === "docx" || format === "odt" ? format : null;
    const inOriginal = own && (await redlineInOriginal({ base, revised }, own, options));
    const newFormat = format === "odt" ? "docx" : format;
    return inOriginal ?? redlineFiles(base, revised, newFormat, { via, plain, now: date });
  }
  const compared = await compareFiles(base, revised, { via, plain, now });
  if (!explain) {
    return format === "json"
      ? lineOf(comparisonJson(compared))
      : printRedline(
          compared,
          via.map(({ name }) => name),
        );
  }
  const names = via.map(({ name }) => name);
  const explanations = explained(compared, clauses, names.length === 0 ? [] : [...names, revised.name]);
  if (format === "text") return printExplanations(compared, explanations);
  return lineOf({ ...comparisonJson(compared), explanations: explanationsJson(explanations) });
}

/**
 * Writes a redline into the revised file. Returns null, and reports why, if a new document is needed.
 *
 * @throws UsageError for "odt" if the files are not both OpenDocument texts or are read without interpretation, because
 *   there are no new OpenDocument texts
 */
async function redlineInOriginal(
  { base, revised }: Pick<Files, "base" | "revised">,
  format: OwnRedlineFormat,
  { plain, via, redline: { layout, changes, withoutPrivate, report } }: Options,
): Promise<Uint8Array | null> {
  if (layout === "redrawn" && format === "docx") return null;
  if (plain) {
    if (format === "odt") throw new UsageError("cli-no-odt");
    report(commandText("cli-redrawn-plain"));
    return null;
  }
  const result = await originalRedline(base, revised, { ...changes, via, withoutPrivate, format });
  if ("refused" in result) {
    if (result.refused === otherFormats.odt) throw new UsageError("cli-no-odt");
    report(redlineNoteText({ code: `redrawn-${result.refused}`, count: 0 }, "en"));
    return null;
  }
  for (const note of result.notes) report(redlineNoteText(note, "en"));
  return result.bytes;
}

function isFile(format: Options["format"]): format is UnprintedRedlineFormat | "odt" {
  return format === "odt" || unprintedRedlineFormats.some((candidate) => candidate === format);
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** An explanation with its clauses. */
interface Explained extends PairingExplanation {
  base: string[];
  revised: string[];
  /** The clauses that a pair was followed through, and the confidence in each step. Empty if it was found directly. */
  lineage?: { file: string; clause: string; score: number }[];
}

/**
 * Explains why clauses were paired or not. Covers every pair of the comparison, or the clauses in `named` as
 * "base=revised", by citation or id. With one side omitted, explains what happened to that clause.
 *
 * @param via names of the intermediate files and the revised one; empty if there is no intermediate file
 * @throws UsageError if `named` has an unknown clause or none
 */
function explained(compared: ComparedFiles, named: string | undefined, via: readonly string[]): Explained[] {
  const { base, revised, comparison } = compared;
  const { ofPair, ofClauses } = pairingExplainer(base.text, revised.text, comparison, []);
  const lineageOf = fileLineage(compared);
  const files = [...compared.between, revised];
  const explain = (pair: ClausePair): Explained => {
    const explanation = { base: pair.base, revised: pair.revised, ...ofPair(pair) };
    if (via.length === 0 || !explanation.paired) return explanation;
    const lineage = lineageOf(pair).map(({ clause, score }, step) => {
      const citation = files[step]?.text.clauses[clause]?.citation ?? "";
      return { file: via[step] ?? "", clause: citation, score };
    });
    return { ...explanation, lineage };
  };
  if (named === undefined) return comparison.pairs.map(explain);
  const [from = "", to = ""] = named.split("=", 2).map((name) => name.trim());
  const [baseClause, revisedClause] = [clauseNamed(base, from), clauseNamed(revised, to)];
  const pair = comparison.pairs.find(
    (candidate) =>
      (!baseClause || candidate.base.includes(baseClause.id)) &&
      (!revisedClause || candidate.revised.includes(revisedClause.id)),
  );
  if (!pair && baseClause && revisedClause)
    return [{ base: [baseClause.id], revised: [revisedClause.id], ...ofClauses(baseClause.id, revisedClause.id) }];
  if (!pair || (!baseClause && !revisedClause)) throw new UsageError("cli-no-clauses");
  return [explain(pair)];
}

/** Converts explanations to JSON, each reason with its text. */
function explanationsJson(explanations: readonly Explained[]): unknown[] {
  return explanations.map((explanation) => ({
    ...explanation,
    pair: undefined,
    reasons: explanation.reasons.map((reason) => ({ ...reason, text: pairingText(reason, "en") })),
  }));
}

/** Prints explanations for reading: the clauses by citation, then one line per reason. */
function printExplanations({ base, revised }: ComparedFiles, explanations: readonly Explained[]): string {
  return explanations
    .map((explanation) => {
      const cited = ({ text }: ReadFile, ids: readonly string[]): string =>
        ids.map((id) => text.clauses.find((clause) => clause.id === id)?.citation ?? id).join(" + ") || "–";
      const sides = [cited(base, explanation.base), cited(revised, explanation.revised)];
      const reasons = explanation.reasons.map((reason) => `\t${pairingText(reason, "en")}\n`);
      const lineage = explanation.lineage ? [`\t${lineageText(explanation.lineage)}\n`] : [];
      const line = `${sides.join(explanation.paired ? " → " : " ≠ ")}\t${explanation.score.toFixed(2)}\n`;
      return [line, ...lineage, ...reasons].join("");
    })
    .join("");
}

function lineageText(lineage: NonNullable<Explained["lineage"]>): string {
  const steps = lineage.map(({ file, clause, score }) => `${file} ${clause} (${score.toFixed(2)})`);
  return steps.length === 0
    ? commandText("cli-direct")
    : commandText("cli-followed", { steps: commaText(steps, "en") });
}

function clauseNamed({ text, printed }: ReadFile, name: string): Clause | undefined {
  if (name === "") return undefined;
  const clause = namedClause(text, name, printed);
  if (typeof clause === "string") throw new UsageError(clause, { clause: name });
  return clause;
}

/** Converts a comparison of 3 texts to JSON for the command line. */
function threeWayJson({ base, revised, other, rows, stats, ms }: ThreeComparedFiles): Record<string, unknown> {
  return {
    base: readJson(base),
    revised: readJson(revised),
    other: readJson(other),
    rows,
    stats: { ...stats, ms: Math.round(ms * 10) / 10 },
  };
}

/**
 * Prints a comparison of 3 texts for a terminal. The first line counts the clauses by outcome; the changed clauses
 * follow. [-…-] marks text deleted from the base, {1+…+} the first text's insertions, {2+…+} the second text's, and
 * {+…+} those that both share.
 */
function printThreeWay({ base, revised, other, rows, stats }: ThreeComparedFiles): string {
  const counts = threeWayOutcomes.flatMap((outcome) =>
    stats[outcome] > 0
      ? [commandText("cli-outcome-count", { count: stats[outcome], outcome: outcomeText(outcome) })]
      : [],
  );
  const citation = (row: ThreeWayRow): string => {
    const [{ text }, id] =
      row.base[0] !== undefined
        ? [base, row.base[0]]
        : row.revised[0] !== undefined
          ? [revised, row.revised[0]]
          : [other, row.other[0]];
    return text.clauses.find((clause) => clause.id === id)?.citation ?? "";
  };
  const lines = rows
    .filter(({ outcome }) => outcome !== "unchanged")
    .map((row) => `${citation(row)}\t${outcomeText(row.outcome)}\t${row.segments.map(printSegment).join("")}`);
  return [counts.join("; "), ...lines, ""].join("\n");
}

function printSegment({ kind, base, revised, other }: ThreeWaySegment): string {
  if (kind === "kept") return base;
  const deletion = base === "" ? "" : `[-${base}-]`;
  const addition = (mark: string, text: string): string => (text === "" ? "" : `{${mark}+${text}+}`);
  if (kind === "agreed") return deletion + addition("", revised);
  if (kind === "conflict") return `${deletion}{1+${revised}+}{2+${other}+}`;
  return kind === "revised"
    ? deletion.replace("[-", "[1-") + addition("1", revised)
    : deletion.replace("[-", "[2-") + addition("2", other);
}

function outcomeText(outcome: ThreeWayRow["outcome"]): string {
  return messageText({ code: `outcome-${outcome}`, params: {} }, "en");
}
