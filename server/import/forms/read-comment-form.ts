import { type CommentType, Standing } from "#core/discuss/annotation.ts";
import { citesWhole } from "#core/text/citations/find-cited.ts";
import type { ReadRemark, RemarkList, RemarkNotice, RemarkPlace } from "#core/receive/read-contribution.ts";
import { exports } from "#core/messages/catalogues.ts";
import { messageText, messageTextFrom } from "#core/phrases/message-text.ts";
import type { Notice } from "#core/text/notice.ts";
import { type CsvTable, readCsv } from "./read-rows.ts";
import { type ReadSheets, readSheets, type TableRow } from "./read-sheets.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import type { ColumnMapping, FileColumn, FormColumn } from "#core/receive/file-columns.ts";
import { fileColumnsOf, findFormColumns, type FormColumns } from "./form-columns.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/** Maximum number of rows. No consultation has brought more; a longer table is not a comment form. */
const mostRows = 20_000;

const cutOff: RemarkNotice = "form-rows-cut";
const badCell: RemarkNotice = "form-cell-unreadable";

/** Separator between the quotes of several locations in our own forms. */
const betweenWords = " […] ";

/**
 * Reads a completed comment form from an Excel file or CSV. Rows without a comment or proposed
 * change are skipped. Notices name their row.
 *
 * @throws UnreadableFile not-this-format if no row has the form's headings, empty for a form without comments, and the
 *   errors of `readSheets` and `readCsv`
 */
export function readCommentForm(bytes: Uint8Array, chosen?: ColumnMapping): RemarkList {
  return remarksOf(
    readTables(bytes),
    (table, row) => `${table === 0 ? "" : `sheet ${String(table + 1)} `}row ${String(row)}`,
    chosen,
  );
}

/** The tables of a file. Rows are counted from 1. */
interface Tables extends ReadSheets {
  notices: Notice[];
  cut: CsvTable["cut"];
}

/**
 * Reads the remarks in all tables with the headings of a comment form. A row that has only a comment or a proposed
 * change continues the row above if the table numbers its comments or names their sources.
 *
 * @param rowName The name of a row for notices and marks, by the number of the table, from 0, and of the row, from 1.
 * @param chosen The columns that a person chose. Others are guessed.
 * @throws UnreadableFile not-this-format if no row has the form's headings, empty for a form without comments, too-large
 */
export function remarksOf(
  { sheets, names, badRows, notices: found, cut }: Tables,
  rowName: (table: number, row: number) => string,
  chosen: ColumnMapping = {},
): RemarkList {
  const tables = sheets.flatMap((rows, at) => {
    const columns = findFormColumns(rows, chosen);
    return columns ? [{ rows, at, columns }] : [];
  });
  const [first] = tables;
  if (!first) throw new UnreadableFile("not-this-format", "no row has the heads of a comment form");
  const remarks: ReadRemark[] = [];
  const notices = [...found];
  let filled = 0;
  // A notice about a column is the same for all tables of a file.
  const columnNotices = new Map<string, Notice>();
  for (const { rows, at, columns } of tables) {
    for (const row of badRows[at] ?? []) notices.push({ code: badCell, params: {}, place: rowName(at, row) });
    for (const notice of columns.notices) columnNotices.set(JSON.stringify(notice), notice);
    const sheet = tables.length > 1 || at > 0 ? names[at] : undefined;
    let above: ReadRemark | null = null;
    for (const [index, cells] of rows.entries()) {
      if (index <= columns.head) continue;
      const isEmpty = cells.every((cell) => cell === "");
      filled += Number(!isEmpty);
      if (filled > mostRows) throw new UnreadableFile("too-large", `${String(filled)} rows`);
      const name = rowName(at, index + 1);
      if (isEmpty) above = null;
      else if (above && continues(cells, rows[index - 1] ?? [], columns))
        above = continued(above, cells, columns, name);
      else {
        const remark = readRow(cells, { name, columns, notices });
        above = remark && sheet ? { ...remark, sheet } : remark;
        if (above) remarks.push(above);
        continue;
      }
      if (above) remarks[remarks.length - 1] = above;
    }
  }
  if (remarks.length === 0) throw new UnreadableFile(cut?.fault ?? "empty", "no row with a comment");
  return {
    form: "remarks",
    names:
      addressIn(sheets) ?? onlyIn("address", first.rows, first.columns) ?? onlyIn("origin", first.rows, first.columns),
    remarks,
    columns: columnsIn(tables),
    notices: [
      ...columnNotices.values(),
      ...notices,
      ...(cut ? [{ code: cutOff, params: {}, place: rowName(first.at, cut.at) }] : []),
    ],
  };
}

/** Returns the columns of all tables. Those with the same key are one column. */
function columnsIn(tables: readonly { rows: TableRow[]; columns: FormColumns }[]): FileColumn[] {
  const found = new Map<string, FileColumn>();
  for (const column of tables.flatMap(({ rows, columns }) => fileColumnsOf(rows, columns)))
    if (!found.has(column.key)) found.set(column.key, column);
  return [...found.values()];
}

/** The columns that say whose comment a row has, and where it belongs. */
const references = ["number", "source", "page", "line", "pageLine", "clause", "part", "person", "date"] as const;

/** Whether a row continues the one above: it has no reference, or its number is merged with the one above. */
function continues(cells: TableRow, above: TableRow, { places }: FormColumns): boolean {
  const cellIn = (row: TableRow, column: FormColumn): string => row[places.get(column) ?? -1] ?? "";
  if (cellIn(cells, "comment") === "" && cellIn(cells, "change") === "") return false;
  const number = cellIn(cells, "number");
  if (number !== "") return number === cellIn(above, "number");
  const isCounted = places.has("number") || places.has("source");
  return isCounted && references.every((column) => cellIn(cells, column) === "");
}

function continued(above: ReadRemark, cells: TableRow, { places }: FormColumns, name: string): ReadRemark {
  const [text = "", change = ""] = (["comment", "change"] as const).map((column) =>
    paragraphs(cells[places.get(column) ?? -1] ?? ""),
  );
  const joined = (before: string, more: string): string => [before, more].filter(Boolean).join("\n\n");
  return {
    ...above,
    continuedIn: [...(above.continuedIn ?? []), name],
    text: joined(above.text, text),
    proposed: proposesNothing(change)
      ? above.proposed
      : { text: joined(above.proposed?.text ?? "", change), steps: null },
  };
}

function readTables(bytes: Uint8Array): Tables {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return { ...readSheets(bytes), notices: [], cut: null };
  }
  const { value, notices, cut } = readCsv(bytes);
  return {
    sheets: [value],
    names: [],
    badRows: [],
    notices: notices.map(({ code, params }) => ({ code, params, place: "" })),
    cut,
  };
}

/** Finds the version's address, which our own Excel exports give on a separate sheet. */
function addressIn(sheets: readonly TableRow[][]): string | null {
  const label = messageTextFrom(exports, { code: "export-address", params: {} }, "en");
  return sheets.flat().find(([first]) => first === label)?.[1] ?? null;
}

/**
 * Returns the value of a column if all rows that have one agree: the draft's address or name. Returns null for several
 * values or none.
 */
function onlyIn(column: FormColumn, rows: readonly TableRow[], { head, places }: FormColumns): string | null {
  const at = places.get(column);
  if (at === undefined) return null;
  const [only = null, ...others] = new Set(rows.slice(head + 1).flatMap((cells) => cells[at] || []));
  return others.length === 0 ? only : null;
}

function readRow(
  cells: TableRow,
  { name, columns, notices }: { name: string; columns: FormColumns; notices: Notice[] },
): ReadRemark | null {
  const cell = (column: FormColumn): string => cells[columns.places.get(column) ?? -1] ?? "";
  const notice = (code: RemarkNotice, params: Notice["params"] = {}): void => {
    notices.push({ code, params, place: name });
  };
  const [text, change] = [paragraphs(cell("comment")), paragraphs(cell("change"))];
  const proposed = proposesNothing(change) ? null : { text: change, steps: null };
  if (text === "" && !proposed) {
    if ([...columns.unknown.map((at) => cells[at] ?? ""), cell("observation")].some((content) => content !== "")) {
      notice("form-row-without-comment");
    }
    return null;
  }
  const standing = cell("standing");
  // Other forms have states of their own in a column of this name.
  if (closed.has(standing)) {
    notice("form-row-not-open", { standing });
    return null;
  }
  if (cell("replies") !== "") notice("form-replies-left-out");
  const type = typeOf(cell("type"));
  if (type === "unknown") notice("form-type-unknown", { type: cell("type") });
  return {
    id: name,
    author: cell("person"),
    source: cell("source"),
    date: timeOf(cell("date")),
    text,
    type: type === "unknown" ? null : type,
    place: placeOf(cell("clause"), cell("part"), cell("words"), citedLines(cell)),
    proposed,
    resolved: false,
    replies: [],
  };
}

/** The states that our forms give to comments that are not open. */
const closed = new Set(
  Standing.options
    .filter((standing) => standing !== "open")
    .map((standing) => messageText({ code: `standing-${standing}`, params: {} }, "en")),
);

/** Returns the page and line that a row cites, as written. */
function citedLines(cell: (column: FormColumn) => string): Pick<RemarkPlace, "page" | "line"> {
  const [page = "", ...line] = cell("pageLine")
    .split(/[/;]/u)
    .map((part) => part.trim());
  const given = { page: cell("page") || page, line: cell("line") || line.join(" / ") };
  const isCited = (text: string): boolean => /\p{Nd}/u.test(text);
  return { ...(isCited(given.page) && { page: given.page }), ...(isCited(given.line) && { line: given.line }) };
}

/** A note or table is named next to the clause that it belongs to, but has its own citation. */
function placeOf(clause: string, part: string, text: string, lines: Pick<RemarkPlace, "page" | "line">): RemarkPlace {
  const within = /^(?:foot)?note\s|^table\s/iu.test(part) ? part.replace(/^foot/iu, "") : "";
  const [typed = clause, ...otherCitations] = typedSections(clause);
  const citation = within || (citesWhole(typed) ? null : typed);
  const cited = { ...lines, citation, ...(otherCitations.length > 0 && { otherCitations }) };
  const quotes = text === "" ? [] : text.split(betweenWords).map((exact) => ({ exact, prefix: "", suffix: "" }));
  const [quote = null, ...others] = quotes;
  if (others.length === 0) return { ...cited, quote, selectors: null };
  return {
    ...lines,
    citation,
    quote: null,
    selectors: quotes.map((selector) => [{ type: "TextQuoteSelector", ...selector }]),
  };
}

/** Returns the sections that a spreadsheet made a date of: "3.2.1" becomes 3 February 2001, or 2 March. */
function typedSections(cell: string): string[] {
  const [, year, month, day] = /^20(\d\d)-(\d\d)-(\d\d)$/u.exec(cell) ?? [];
  if (year === undefined) return [cell];
  const [y, m, d] = [year, month, day].map(Number);
  return [
    ...new Set(
      [
        [d, m, y],
        [m, d, y],
      ].map((parts) => parts.join(".")),
    ),
  ];
}

/** Returns null for an empty cell. */
function typeOf(cell: string): CommentType | null | "unknown" {
  const word = cell.toLowerCase().replace(/[^\p{L}]/gu, "");
  if (word === "") return null;
  if (word === "ge" || word.startsWith("gen")) return "general";
  if (word === "te" || word.startsWith("tech")) return "technical";
  return word === "ed" || word.startsWith("edit") ? "editorial" : "unknown";
}

function proposesNothing(change: string): boolean {
  return /^(?:none|nil|n\/?a|no change|[-–—.]*)\.?$/iu.test(change);
}

/** Normalises line ends to "\n", with at most one empty line between paragraphs. */
function paragraphs(cell: string): string {
  return streamSafe(cell)
    .normalize("NFC")
    .replace(/\r\n?/gu, "\n")
    .replace(/\n{3,}/gu, "\n\n");
}

/** Accepts only ISO 8601, because 02/03/2013 may be in February or in March. */
function timeOf(cell: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))?$/u.test(cell)) return null;
  const at = new Date(cell);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
