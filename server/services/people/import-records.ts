import type { Actor } from "#core/access/permissions.ts";
import type { ImportedLine, ImportReport } from "#core/contract/import-operations.ts";
import type { FieldProblem } from "#core/contract/field-problem.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import { type SettingsChange, storeChanges } from "../kernel/settings-change.ts";
import { checkSecretariat } from "./people-rules.ts";
import { acceptedLine, countOutcomes, readTable, refusedLine, type TableLine } from "./record-tables.ts";
import { readRoster, type Roster } from "./roster.ts";
import { transactPeople } from "./mail-person.ts";

/** An uploaded file of people or organisations. */
export interface ImportInput {
  bytes: Uint8Array;
  fileName: string;
  /** Whether to report only. */
  dryRun: boolean;
}

/** Why a line is refused. */
export interface Refusal {
  column: string | null;
  code: FieldProblem["code"];
  params?: FieldProblem["params"] | undefined;
}

type Kept = NonNullable<SettingsChange["after"]> & { name: string };

/** How to read a kind of record from the lines of a file. */
export interface RecordReader<Column extends string> {
  columns: Readonly<Record<Column, readonly string[]>>;
  required: readonly Column[];
  /** The headings of an export and of the template. */
  headings: readonly string[];
  /** The columns of the other kind of file, and the problem of such a file. */
  other: {
    columns: Readonly<Record<string, readonly string[]>>;
    code: "columns-of-people" | "columns-of-organisations";
  };
  /**
   * Returns the record that a line describes, before and after, or why it is refused. The roster has the records of the
   * lines before it.
   */
  read(
    roster: Roster,
    cells: TableLine<Column>["cells"],
  ): Promise<{ before: Kept | null; after: Kept } | { id: string | null; refusals: Refusal[] }>;
  /** Adds a record to the roster. */
  keep(roster: Roster, record: Kept): void;
  change(before: Kept | null, after: Kept): SettingsChange;
  /**
   * Returns the further changes that an accepted line asks for, with the names of their fields, or why it is refused. The
   * roster has the records of all lines.
   */
  link?(
    context: Pick<Context, "now" | "newId">,
    reader: Reader,
    roster: Roster,
    line: { cells: TableLine<Column>["cells"]; id: string },
  ): Promise<{ fields: string[]; changes: SettingsChange[] } | { refusals: Refusal[] }>;
}

/**
 * Imports records from a CSV file: all of its lines or none. A dry run reports the same and stores nothing.
 * @throws ProblemError not-signed-in, not-allowed, not-found, file-empty, not-this-format, file-damaged,
 *   file-too-large, last-secretariat
 */
export async function importRecords<Column extends string>(
  context: Context,
  actor: Actor,
  input: ImportInput,
  records: RecordReader<Column>,
): Promise<ImportReport> {
  authorise(actor, "manage-people");
  const table = await readTable(context, input, records.columns, records.required, records.other.columns);
  const report = async (reader: Reader): Promise<{ lines: ImportedLine[]; changes: SettingsChange[] }> => {
    const refusals: Refusal[] = table.isOther
      ? [{ column: null, code: records.other.code, params: { columns: records.headings.join(", ") } }]
      : table.missing.map((column) => ({ column, code: "column-missing" }));
    if (refusals.length > 0) return { lines: [refusedLine({ line: 1, id: null, name: "" }, refusals)], changes: [] };
    return judgeLines(context, reader, table.lines, records);
  };
  const { columns } = table;
  const ignored = columns.flatMap(({ heading, column }) => (column === null ? heading : []));
  const summary = (lines: ImportedLine[]) => ({ counts: countOutcomes(lines), lines, columns, ignored });
  if (input.dryRun) {
    const { lines } = await context.store.read(report);
    return { ...summary(lines), isStored: false, change: null };
  }
  return transactPeople(context, async (writer) => {
    const { lines, changes } = await report(writer);
    if (lines.some(({ outcome }) => outcome === "refused")) return { ...summary(lines), isStored: false, change: null };
    return { ...summary(lines), isStored: true, change: await storeChanges(context, writer, actor, changes, "import") };
  });
}

/** Number of lines whose records are read at once. */
const atOnce = 100;

async function judgeLines<Column extends string>(
  context: Pick<Context, "now" | "newId">,
  reader: Reader,
  lines: readonly TableLine<Column>[],
  records: RecordReader<Column>,
): Promise<{ lines: ImportedLine[]; changes: SettingsChange[] }> {
  const roster = await readRoster(reader);
  const seen = new Set<string>();
  const changes: SettingsChange[] = [];
  const judged: ImportedLine[] = [];
  const turns = new Turns();
  for (const [index, { line, cells }] of lines.entries()) {
    await turns.pause();
    // Lines ask for much the same, so that one after another would wait for a database each time.
    if (index % atOnce === 0)
      await Promise.all(lines.slice(index, index + atOnce).map((next) => records.read(roster, next.cells)));
    const read = await records.read(roster, cells);
    const name = (cells as Record<string, string | undefined>)["name"] ?? "";
    if ("refusals" in read) {
      judged.push(refusedLine({ line, id: read.id, name }, read.refusals));
      continue;
    }
    const { before, after } = read;
    if (seen.has(after.id)) {
      judged.push(refusedLine({ line, id: after.id, name }, [{ column: null, code: "listed-twice" }]));
      continue;
    }
    seen.add(after.id);
    records.keep(roster, after);
    changes.push(records.change(before, after));
    judged.push(acceptedLine(line, before, after));
  }
  await checkSecretariat(roster);
  if (!records.link) return { lines: judged, changes };
  const linked: ImportedLine[] = [];
  for (const [index, line] of judged.entries()) {
    if (line.outcome === "refused" || line.id === null) {
      linked.push(line);
      continue;
    }
    const further = await records.link(context, reader, roster, { cells: lines[index]?.cells ?? {}, id: line.id });
    if ("refusals" in further) linked.push(refusedLine(line, further.refusals));
    else {
      changes.push(...further.changes);
      linked.push(withFields(line, further.fields));
    }
  }
  return { lines: linked, changes };
}

/** Returns a line that also changes these fields. */
function withFields(line: ImportedLine, fields: readonly string[]): ImportedLine {
  if (fields.length === 0 || line.outcome === "created") return line;
  return { ...line, outcome: "changed", fields: [...line.fields, ...fields] };
}
