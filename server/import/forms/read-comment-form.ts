import type { CommentType } from "#core/discuss/annotation.ts";
import { citesWhole } from "#core/text/citations/find-cited.ts";
import type { ReadRemark, RemarkList, RemarkNotice, RemarkPlace } from "#core/receive/read-contribution.ts";
import { exports } from "#core/messages/catalogues.ts";
import { messageText, messageTextFrom } from "#core/phrases/message-text.ts";
import type { Notice } from "#core/text/notice.ts";
import { type CsvTable, readCsv } from "./read-rows.ts";
import { type ReadSheets, readSheets, type TableRow } from "./read-sheets.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import { findFormColumns, type FormColumn, type FormColumns } from "./form-columns.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/** Maximum number of rows. No consultation has brought more; a longer table is not a comment form. */
const mostRows = 20_000;

const cutOff: RemarkNotice = "form-rows-cut";
const badCell: RemarkNotice = "form-cell-unreadable";

/** Separator between the quotes of several locations in our own forms. */
const betweenWords = " […] ";

/**
 * Reads a completed comment form, from an Excel file or CSV, one remark per row. Rows without a comment or proposed
 * change are skipped. Notices name their row.
 *
 * @throws UnreadableFile not-this-format if no row has the form's headings, empty for a form without comments, and the
 *   errors of `readSheets` and `readCsv`
 */
export async function readCommentForm(bytes: Uint8Array): Promise<RemarkList> {
  const { sheets, badRows, notices, cut } = await readTables(bytes);
  const sheet = sheets
    .map((rows, at) => ({ rows, at, columns: findFormColumns(rows) }))
    .find(({ columns }) => columns !== null);
  if (!sheet?.columns) throw new UnreadableFile("not-this-format", "no row has the heads of a comment form");
  const { rows, at, columns } = sheet;
  for (const row of badRows[at] ?? []) notices.push({ code: badCell, params: {}, place: rowName(row) });
  const filled = rows
    .slice(columns.head + 1)
    .map((cells, index) => ({ cells, row: columns.head + 2 + index }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (filled.length > mostRows) throw new UnreadableFile("too-large", `${String(filled.length)} rows`);
  const remarks = filled.flatMap(({ cells, row }) => readRow(cells, row, columns, notices) ?? []);
  if (remarks.length === 0) throw new UnreadableFile(cut?.fault ?? "empty", "no row with a comment");
  return {
    form: "remarks",
    names: addressIn(sheets) ?? onlyIn("address", rows, columns) ?? onlyIn("origin", rows, columns),
    remarks,
    notices: [...columns.notices, ...notices, ...(cut ? [{ code: cutOff, params: {}, place: rowName(cut.at) }] : [])],
  };
}

interface Tables extends ReadSheets {
  notices: Notice[];
  cut: CsvTable["cut"];
}

async function readTables(bytes: Uint8Array): Promise<Tables> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return { ...(await readSheets(bytes)), notices: [], cut: null };
  }
  const { value, notices, cut } = readCsv(bytes);
  return {
    sheets: [value],
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

function readRow(cells: TableRow, row: number, columns: FormColumns, notices: Notice[]): ReadRemark | null {
  const cell = (column: FormColumn): string => cells[columns.places.get(column) ?? -1] ?? "";
  const notice = (code: RemarkNotice, params: Notice["params"] = {}): void => {
    notices.push({ code, params, place: rowName(row) });
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
  if (standing !== "" && standing !== messageText({ code: "standing-open", params: {} }, "en")) {
    notice("form-row-not-open", { standing });
    return null;
  }
  if (cell("replies") !== "") notice("form-replies-left-out");
  const type = typeOf(cell("type"));
  if (type === "unknown") notice("form-type-unknown", { type: cell("type") });
  return {
    id: rowName(row),
    author: cell("person"),
    source: cell("source"),
    date: timeOf(cell("date")),
    text,
    type: type === "unknown" ? null : type,
    place: placeOf(cell("clause"), cell("part"), cell("words")),
    proposed,
    resolved: false,
    replies: [],
  };
}

/** Returns a row's name for notices and marks. */
function rowName(row: number): string {
  return `row ${String(row)}`;
}

/** A note or table is named next to the clause that it belongs to, but has its own citation. */
function placeOf(clause: string, part: string, text: string): RemarkPlace {
  const within = /^(?:foot)?note\s|^table\s/iu.test(part) ? part.replace(/^foot/iu, "") : "";
  const citation = within || (citesWhole(clause) ? null : clause);
  const quotes = text === "" ? [] : text.split(betweenWords).map((exact) => ({ exact, prefix: "", suffix: "" }));
  const [quote = null, ...others] = quotes;
  if (others.length === 0) return { citation, quote, selectors: null };
  return { citation, quote: null, selectors: quotes.map((selector) => [{ type: "TextQuoteSelector", ...selector }]) };
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
