import type { ImportReport } from "#core/contract/import-operations.ts";
import { CommandError, commandText, type Terminal } from "./terminal.ts";

/** Options of a command that prints an answer. */
export interface PrintOptions {
  data?: string | undefined;
  /** Defaults to text. */
  format?: "json" | "text" | undefined;
}

/** Joins cells with tabs to a line. */
export function lineOf(...cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map((cell) => String(cell ?? "")).join("\t")}\n`;
}

/** Prints an answer as JSON, or as lines of values separated by tabs. */
export function printRows(
  write: Terminal["write"],
  { format }: PrintOptions,
  answer: unknown,
  rows: readonly (readonly (string | number | null | undefined)[])[],
): void {
  if (format === "json") write(`${JSON.stringify(answer)}\n`);
  else write(rows.map((row) => lineOf(...row)).join(""));
}

/** Prints how to undo a change, if anything changed. */
export function printUndo(write: Terminal["write"], { format }: PrintOptions, change: string | null): void {
  if (format !== "json" && change !== null) write(`${commandText("cli-undo-with", { change })}\n`);
}

/**
 * Prints the report of an import: each line that does something, and the numbers.
 * @throws CommandError if lines were refused
 */
export function printReport(write: Terminal["write"], options: PrintOptions, report: ImportReport): void {
  const told = report.lines.filter(({ outcome }) => outcome !== "unchanged");
  const rows = told.map(({ line, outcome, id, name, fields, reasons }) => {
    const why = reasons.map(({ column, detail }) => (column === null ? detail : `${column}: ${detail}`));
    return [line, outcome, id, name, outcome === "refused" ? why.join(" ") : fields.join(",")];
  });
  printRows(write, options, report, rows);
  const { counts, isStored } = report;
  if (options.format !== "json") write(`${commandText(isStored ? "cli-imported" : "cli-would-import", counts)}\n`);
  printUndo(write, options, report.change);
  if (counts.refused > 0) throw new CommandError("cli-import-refused", { count: counts.refused });
}
