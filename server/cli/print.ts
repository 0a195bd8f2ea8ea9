import { redlineOf } from "#core/compare/redline.ts";
import { changesText, coarseText, followedText } from "#core/phrases/comparison-summary.ts";
import { wordIn } from "#core/phrases/message-text.ts";
import type { ComparedFiles } from "../services/comparison/compare-files.ts";
import type { ReadFile } from "../services/comparison/read-files.ts";

/**
 * Prints a file for the command line: as JSON, with tracked changes and comments if they were kept, or with one clause
 * per line as label, tab, text.
 */
export function printRead(read: ReadFile, format: "json" | "text", withMarkup: boolean): string {
  if (format === "json") return `${JSON.stringify({ ...readJson(read), ...(withMarkup && markupJson(read)) })}\n`;
  const { text, clauses } = read.text;
  return clauses.map(({ label, start, end }) => `${label ?? ""}\t${text.slice(start, end)}\n`).join("");
}

/** Converts tracked changes to JSON, without the internal fields used only when receiving a file. */
function markupJson({ markup: { changes, comments } }: ReadFile): Record<string, unknown> {
  const plain = changes.map(({ kind, author, date, start, end, text, to }) => {
    return { kind, author, date, start, end, text, to };
  });
  return { changes: plain, comments: comments.map(({ isPlaceless: _isPlaceless, ...comment }) => comment) };
}

/** Converts a comparison to JSON for the command line. */
export function comparisonJson({
  base,
  revised,
  comparison,
  ms,
  steps,
  followed,
  returned,
}: ComparedFiles): Record<string, unknown> {
  return {
    base: readJson(base),
    revised: readJson(revised),
    ...comparison,
    stats: { ...comparison.stats, ms: Math.round(ms * 10) / 10 },
    way: { steps, followed, returned },
  };
}

/**
 * Prints a comparison for a terminal. The first lines summarise the changes and name the intermediate drafts used. The
 * changed clauses follow, with inserted text as {+…+}, deleted text as [-…-], and moved text as {>…>} and [<…<].
 */
export function printRedline({ base, revised, comparison, returned }: ComparedFiles, via: readonly string[]): string {
  const [baseLabels, revisedLabels] = [labelsOf(base), labelsOf(revised)];
  const lines = redlineOf(base.text, revised.text, comparison).flatMap((row) => {
    if (row.relation === "1:1" && !row.edited && !row.moved && !row.renumbered) return [];
    const [from, to] = [baseLabels.get(row.base) ?? "", revisedLabels.get(row.revised) ?? ""];
    const segments = row.segments.map((segment) => {
      const [side, range] =
        segment.revised && segment.kind !== "moved-away" ? [revised, segment.revised] : [base, segment.base];
      const [open, close] = marks[segment.kind];
      return `${open}${range ? side.text.text.slice(...range) : ""}${close}`;
    });
    return [`${from && to && from !== to ? `${from} → ${to}` : to || from}\t${segments.join("")}`];
  });
  const facts = [followedText(via, returned, "en"), coarseText(revised.text, comparison.coarse, "en")];
  const notes = facts.filter((fact) => fact !== null);
  return [changesText(comparison.stats, "en"), ...notes, ...lines, ""].join("\n");
}

function labelsOf({ text }: ReadFile): ReadonlyMap<string | null, string | null> {
  return new Map(text.clauses.map(({ id, label }) => [id, label]));
}

/** Marks around the text of each kind of segment in a terminal. */
export const marks = {
  kept: ["", ""],
  inserted: ["{+", "+}"],
  deleted: ["[-", "-]"],
  "moved-here": ["{>", ">}"],
  "moved-away": ["[<", "<]"],
} as const;

/** Converts a file to the JSON used by all commands. */
export function readJson({ text, textHash, notices }: ReadFile): Record<string, unknown> {
  return { text: text.text, textHash, language: text.language, clauses: text.clauses, notices };
}

/** Returns a message of the interface, by code. */
export const word = wordIn("en");

export function line(...cells: readonly string[]): string {
  return `${cells.join("\t")}\n`;
}

/** A command line's connection to the process that runs it. */
export interface Terminal {
  environment: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output. */
  write: (output: string | Uint8Array) => void;
  /** Writes to standard error. */
  writeError: (text: string) => void;
  /**
   * Reports the progress of long work. Each line replaces the one before; "" ends the report. Null if the output is not
   * a terminal.
   */
  reportProgress: ((line: string) => void) | null;
}
