import { csvHead, csvLine } from "#core/compile/csv.ts";
import { type FieldProblem, fieldProblem } from "#core/contract/field-problem.ts";
import type { ImportedLine } from "#core/contract/import-operations.ts";
import { fieldProblemText } from "#core/phrases/problem-text.ts";
import type { RowCollection, Rows } from "../../store/collections.ts";
import type { IndexName, Scope } from "../../store/indexes.ts";
import { type Position, positionOf } from "../../store/ranges.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile, WrittenPiece } from "../kernel/file-answer.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { folded } from "./people-rules.ts";

/** The columns of a file of people, with their names in other programs, without spaces and punctuation. */
export const peopleColumns = {
  id: ["id"],
  name: ["name", "fullname"],
  email: ["email", "mail", "emailaddress"],
  organisation: ["organisation", "organization"],
  role: ["role"],
  group: ["group", "stakeholdergroup"],
  language: ["language"],
  deputyOf: ["deputyof"],
} as const;

/** The columns of a file of organisations, likewise. */
export const organisationColumns = {
  id: ["id"],
  shortName: ["shortname", "abbreviation", "acronym"],
  name: ["name", "fullname"],
  group: ["group", "stakeholdergroup"],
  contact: ["contact"],
} as const;

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
  // Former names follow from the names.
  const fields = before
    ? [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (field) =>
          field !== "formerNames" &&
          (before as Record<string, unknown>)[field] !== (after as Record<string, unknown>)[field],
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

/** Number of rows to read and send at a time. */
const batch = 500;

/** A table of the rows with a key in an index. */
interface WrittenTable<C extends RowCollection> {
  fileName: string;
  headings: readonly string[];
  collection: C;
  index: IndexName<C>;
  key: string;
  lineOf: (reader: Reader, row: Rows[C]) => Promise<readonly string[]>;
}

/**
 * Writes a table as CSV, sorted by id. Each batch is read in a state of its own, so that a slow reader holds up nothing.
 * Ids never change, so every row that exists all the time is in the file once.
 */
export async function writeTable<C extends RowCollection>(
  { store }: Pick<Context, "store">,
  table: WrittenTable<C>,
): Promise<WrittenFile> {
  const { fileName, collection, index, key } = table;
  const count = await store.read((reader) => reader.count(collection, { [index]: key } as Scope<C>));
  return { fileName, mediaType: "text/csv", pieces: piecesOf(store, table, count) };
}

async function* piecesOf<C extends RowCollection>(
  store: Context["store"],
  { collection, index, key, headings, lineOf }: WrittenTable<C>,
  count: number,
): AsyncGenerator<WrittenPiece, void> {
  const encoder = new TextEncoder();
  let text = csvHead + csvLine(headings);
  let done = 0;
  for (let after: Position | undefined = { key, id: "" }; after;) {
    const from: Position = after;
    const { lines, last } = await store.read(async (reader) => {
      const entries = await reader.range(collection, { index, prefix: key, after: from, limit: batch });
      const rows = entries.filter((entry) => entry.key === key);
      return {
        lines: await Promise.all(rows.map(({ row }) => lineOf(reader, row))),
        last: rows.length < batch ? undefined : rows.at(-1),
      };
    });
    text += lines.map(csvLine).join("");
    done += lines.length;
    yield { bytes: encoder.encode(text), stage: "writing", done, of: Math.max(done, count) };
    text = "";
    after = last && positionOf(last);
  }
}
