import { pairingExplainer, type PairingExplanation } from "#core/compare/explain.ts";
import type { ThreeWaySegment } from "#core/compare/merge-edits.ts";
import { threeWayOutcomes, type ThreeWayRow } from "#core/compare/three-way.ts";
import { say } from "#core/messages/messages.ts";
import type { Clause } from "#core/text/clause.ts";
import {
  type ComparedFiles,
  compareFiles,
  compareThreeFiles,
  type ThreeComparedFiles,
} from "../services/comparison/compare-files.ts";
import type { ReadFile, SourceFile } from "../services/comparison/read-files.ts";
import { type DatedFile, type FileRedlineFormat, redlineFiles } from "../services/comparison/redline-files.ts";
import { comparisonJson, printRedline, readJson } from "./print.ts";
import { WrongUse } from "./say-command.ts";

interface Files {
  base: DatedFile;
  revised: DatedFile;
  /** Another text made from the base; null where two are compared. */
  other: SourceFile | null;
}

interface Options {
  plain: boolean;
  /** Versions in between, in order. */
  via: readonly SourceFile[];
  explain: boolean;
  /** The clauses to explain, as "base=revised"; left out, all. */
  clauses: string | undefined;
  format: "json" | "text" | FileRedlineFormat;
  /** A clock in milliseconds. */
  now: () => number;
  /** The date of a file that is written. */
  date: Date;
}

/**
 * What the command line gives of a comparison of two files, or of three: text, or the bytes of a page or Word file.
 * @throws WrongUse where the options do not go together
 */
export async function printComparison({ base, revised, other }: Files, options: Options): Promise<string | Uint8Array> {
  const { plain, via, clauses, format, now, date } = options;
  const explain = options.explain || clauses !== undefined;
  if (other) {
    if (isFile(format)) throw new WrongUse("cli-three-file");
    if (explain || via.length > 0) throw new WrongUse("cli-three-explained");
    const three = await compareThreeFiles([base, revised, other], { plain, now });
    return format === "json" ? lineOf(threeWayJson(three)) : printThreeWay(three);
  }
  if (isFile(format)) {
    if (explain) throw new WrongUse("cli-explained-file");
    return redlineFiles(base, revised, format, { via, plain, now: date });
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
  const explanations = explained(compared, clauses);
  if (format === "text") return printExplanations(compared, explanations);
  return lineOf({ ...comparisonJson(compared), explanations: explanationsJson(explanations) });
}

function isFile(format: Options["format"]): format is FileRedlineFormat {
  return format === "html" || format === "docx";
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** An explanation with the clauses it is about; its reasons in words too. */
interface Explained extends PairingExplanation {
  base: string[];
  revised: string[];
}

/**
 * Why clauses were paired, or why not: of every pair of the comparison, or of the clauses that `named` names as
 * "base=revised", by citation or id; with one side left out, why that clause became what it became.
 * @throws WrongUse where it names a clause that is not there, or none
 */
function explained(compared: ComparedFiles, named: string | undefined): Explained[] {
  const { base, revised, comparison } = compared;
  const { ofPair, ofClauses } = pairingExplainer(base.text, revised.text, comparison, []);
  if (named === undefined) return comparison.pairs.map((pair) => ({ ...pair, ...ofPair(pair) }));
  const [from = "", to = ""] = named.split("=", 2).map((name) => name.trim());
  const [one, other] = [clauseNamed(base, from), clauseNamed(revised, to)];
  if (one && other) return [{ base: [one.id], revised: [other.id], ...ofClauses(one.id, other.id) }];
  const pair = comparison.pairs.find((each) =>
    one ? each.base.includes(one.id) : other && each.revised.includes(other.id),
  );
  if (!pair) throw new WrongUse("cli-no-clauses");
  return [{ ...pair, ...ofPair(pair) }];
}

/** Explanations as JSON, each reason with its words. */
function explanationsJson(explanations: readonly Explained[]): unknown[] {
  return explanations.map(({ base, revised, paired, score, words, reasons }) => ({
    base,
    revised,
    paired,
    score,
    words,
    reasons: reasons.map((reason) => ({ ...reason, text: sayReason(reason) })),
  }));
}

/** Explanations for reading: the clauses by their citations, and under them a line a reason. */
function printExplanations({ base, revised }: ComparedFiles, explanations: readonly Explained[]): string {
  return explanations
    .map((explanation) => {
      const cited = ({ text }: ReadFile, ids: readonly string[]): string =>
        ids.map((id) => text.clauses.find((clause) => clause.id === id)?.citation ?? id).join(" + ") || "–";
      const sides = [cited(base, explanation.base), cited(revised, explanation.revised)];
      const reasons = explanation.reasons.map((reason) => `\t${sayReason(reason)}\n`);
      return `${sides.join(explanation.paired ? " → " : " ≠ ")}\t${explanation.score.toFixed(2)}\n${reasons.join("")}`;
    })
    .join("");
}

function sayReason({ code, params }: PairingExplanation["reasons"][number]): string {
  return say({ code: `pairing-${code}`, params }, "en");
}

function clauseNamed({ text }: ReadFile, name: string): Clause | undefined {
  if (name === "") return undefined;
  const found = text.clauses.find(({ id }) => id === name) ?? text.clauses.find(({ citation }) => citation === name);
  if (!found) throw new WrongUse("cli-no-clause", { clause: name });
  return found;
}

/** What the command line prints of three texts compared, as JSON. */
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
 * Three texts for reading in a terminal: a line on how many clauses came out how, then the clauses that somebody changed.
 * [-…-] is the base's, {1+…+} the first's, {2+…+} the second's, {+…+} what both put there.
 */
function printThreeWay({ base, revised, other, rows, stats }: ThreeComparedFiles): string {
  const counts = threeWayOutcomes.flatMap((outcome) =>
    stats[outcome] > 0 ? [`${String(stats[outcome])} ${sayOutcome(outcome)}`] : [],
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
    .map((row) => `${citation(row)}\t${sayOutcome(row.outcome)}\t${row.segments.map(printSegment).join("")}`);
  return [counts.join("; "), ...lines, ""].join("\n");
}

function printSegment({ kind, base, revised, other }: ThreeWaySegment): string {
  if (kind === "kept") return base;
  const taken = base === "" ? "" : `[-${base}-]`;
  const put = (mark: string, text: string): string => (text === "" ? "" : `{${mark}+${text}+}`);
  if (kind === "agreed") return taken + put("", revised);
  if (kind === "conflict") return `${taken}{1+${revised}+}{2+${other}+}`;
  return kind === "revised"
    ? taken.replace("[-", "[1-") + put("1", revised)
    : taken.replace("[-", "[2-") + put("2", other);
}

function sayOutcome(outcome: ThreeWayRow["outcome"]): string {
  return say({ code: `outcome-${outcome}`, params: {} }, "en");
}
