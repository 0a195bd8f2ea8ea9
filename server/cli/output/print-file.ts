import { findCited } from "#core/text/citations/find-cited.ts";
import { type Clause, clauseById, type VersionText } from "#core/text/clause.ts";
import { computeLines } from "#core/text/lines/compute-lines.ts";
import { clausesOnLines } from "#core/text/lines/find-lines.ts";
import type { PrintedLines } from "#core/text/lines/line-numbers.ts";
import type { ReadFile } from "../../services/comparison/read-files.ts";
import { lineOf } from "./print-answer.ts";

/**
 * Prints a file for the command line: as JSON, with tracked changes and comments if `withMarkup` is true, or as text
 * with one clause per line: label, tab, text.
 */
export function printRead(read: ReadFile, format: "json" | "text", withMarkup: boolean): string {
  if (format === "json") return `${JSON.stringify({ ...readJson(read), ...(withMarkup && markupJson(read)) })}\n`;
  return clauseLines(read.text);
}

/** Returns one line per clause: label, tab, text. */
export function clauseLines({ text, clauses }: Pick<VersionText, "text" | "clauses">): string {
  return clauses.map(({ label, start, end }) => lineOf(label, text.slice(start, end))).join("");
}

/** Converts tracked changes to JSON, without the internal fields used only when receiving a file. */
function markupJson({ markup: { changes, comments } }: ReadFile): Record<string, unknown> {
  const plain = changes.map(({ kind, author, date, start, end, text, to }) => {
    return { kind, author, date, start, end, text, to };
  });
  return { changes: plain, comments: comments.map(({ isPlaceless: _isPlaceless, ...comment }) => comment) };
}

/** Converts a file to the JSON used by all commands. */
export function readJson({ text, textHash, notices }: ReadFile): Record<string, unknown> {
  return { text: text.text, textHash, language: text.language, clauses: text.clauses, notices };
}

/**
 * Finds the clause that a command names by id, by line or in any other way of citing; otherwise returns the code of the
 * message.
 */
export function namedClause(
  text: VersionText,
  name: string,
  { lines = computeLines(text), pages }: PrintedLines = {},
): Clause | "cli-no-clause" | "cli-several-clauses" {
  const [onLine, ...others] = clausesOnLines(text, { ...lines, ...(pages && { pages }) }, name) ?? [];
  const clause = clauseById(text, name) ?? onLine ?? findCited(text, name);
  if (clause === "unknown") return "cli-no-clause";
  return clause === "several" || others.length > 0 ? "cli-several-clauses" : clause;
}
