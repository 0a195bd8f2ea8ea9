import { type FieldProblem, fieldProblem } from "#core/contract/field-problem.ts";
import type { ImportedLine } from "#core/contract/import-operations.ts";
import { fieldProblemText } from "#core/phrases/problem-text.ts";
import type { Context } from "../kernel/context.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { folded } from "./people-rules.ts";

/** Delimiters of a list of people: those of spreadsheets, and the bar of mailing programs. */
const delimiters = [",", ";", "\t", "|"] as const;

/** Maximum number of lines, about the delegates of a large conference. */
const mostLines = 5000;

/** A line of a table, with its cells by column. A column that the file lacks has no cell. */
export interface TableLine<Column extends string> {
  /** From 1; the headings are line 1. */
  line: number;
  cells: Partial<Record<Column, string>>;
}

/** A table of people or organisations. */
export interface Table<Column extends string> {
  lines: TableLine<Column>[];
  /** The headings in the order of the file, each with its column. Null if it names none. */
  columns: { heading: string; column: Column | null }[];
  /** Required columns that are missing. */
  missing: Column[];
  /** Whether it is a table of the other kind: some headings name only that kind's columns, and none only this kind's. */
  isOther: boolean;
}

type ColumnNames = Readonly<Record<string, readonly string[]>>;

/**
 * Reads a CSV file whose first line names its columns, in any order. `columns` has the names of each column, without
 * spaces and punctuation, and `others` those of the other kind of table.
 * @throws ProblemError file-empty, not-this-format, file-damaged, file-too-large
 */
export async function readTable<Column extends string>(
  { files }: Pick<Context, "files">,
  { bytes, fileName }: { bytes: Uint8Array; fileName: string },
  columns: Readonly<Record<Column, readonly string[]>>,
  required: readonly Column[],
  others: ColumnNames,
): Promise<Table<Column>> {
  const rows = await readOrRefuse(fileName, () => files.readRows(bytes, delimiters, mostLines));
  const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell === "");
  const head = rows.findIndex((row) => !isBlank(row));
  const names = (rows[head] ?? []).map((name) => folded(name).replace(/[^a-z]/gu, ""));
  const found = names.map((name) =>
    (Object.keys(columns) as Column[]).find((column) => columns[column].includes(name)),
  );
  const isIn = (all: ColumnNames, name: string): boolean => Object.values(all).some((one) => one.includes(name));
  const lines = rows.flatMap((row, index) => {
    if (index <= head || isBlank(row)) return [];
    const cells: Partial<Record<Column, string>> = {};
    for (const [at, column] of found.entries()) if (column) cells[column] = row[at] ?? "";
    return [{ line: index + 1, cells }];
  });
  return {
    lines,
    columns: (rows[head] ?? []).flatMap((heading, at) =>
      heading === "" ? [] : [{ heading, column: found[at] ?? null }],
    ),
    isOther:
      names.some((name) => isIn(others, name) && !isIn(columns, name)) &&
      !names.some((name) => isIn(columns, name) && !isIn(others, name)),
    missing: required.filter((column) => !found.includes(column)),
  };
}

/** Builds a refused line. */
export function refusedLine(
  { line, id, name }: { line: number; id: string | null; name: string },
  reasons: readonly {
    column: string | null;
    code: FieldProblem["code"];
    params?: FieldProblem["params"] | undefined;
  }[],
): ImportedLine {
  return {
    line,
    outcome: "refused",
    id,
    name,
    fields: [],
    reasons: reasons.map(({ column, code, params = {} }) => ({
      column,
      code,
      params,
      detail: fieldProblemText(fieldProblem([], code, params), "en"),
    })),
  };
}

/** Builds the line of a created or changed record. Its fields are those that differ. */
export function acceptedLine(
  line: number,
  before: { id: string; name: string } | null,
  after: { id: string; name: string },
): ImportedLine {
  const fields = before
    ? [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (field) => (before as Record<string, unknown>)[field] !== (after as Record<string, unknown>)[field],
      )
    : [];
  const outcome = !before ? "created" : fields.length > 0 ? "changed" : "unchanged";
  return { line, outcome, id: after.id, name: after.name, fields, reasons: [] };
}

/** Builds the reasons for refusing invalid fields. The last key of a pointer is the column. */
export function reasonsOf(
  problems: readonly FieldProblem[],
  columnOf: (field: string) => string,
): { column: string | null; code: FieldProblem["code"]; params: FieldProblem["params"] }[] {
  return problems.map(({ pointer, code, params }) => ({
    column: columnOf(pointer.split("/").at(-1) ?? ""),
    code,
    params,
  }));
}

/** Counts the lines by outcome. */
export function countOutcomes(lines: readonly ImportedLine[]): Record<ImportedLine["outcome"], number> {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}
