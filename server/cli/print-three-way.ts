import type { ThreeWaySegment } from "#core/compare/merge-edits.ts";
import { threeWayOutcomes, type ThreeWayRow } from "#core/compare/three-way.ts";
import { say } from "#core/messages/messages.ts";
import { readJson } from "./print.ts";
import type { ThreeComparedFiles } from "../services/comparison/compare-three-files.ts";

/** What the command line prints of three texts compared, as JSON. */
export function threeWayJson({ base, revised, other, rows, stats, ms }: ThreeComparedFiles): Record<string, unknown> {
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
export function printThreeWay({ base, revised, other, rows, stats }: ThreeComparedFiles): string {
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
