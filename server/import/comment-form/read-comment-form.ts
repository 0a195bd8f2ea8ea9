import type { CommentType } from "#core/annotate/annotation.ts";
import type { FormRow } from "#core/annotate/form-row.ts";
import type { RemarkNotice } from "#core/annotate/remark-notice.ts";
import { say } from "#core/messages/messages.ts";
import type { Notice } from "#core/text/notice.ts";
import { readCsv } from "../read-csv.ts";
import { readSheet, type TableRow } from "../read-sheet.ts";
import { UnreadableFile } from "../unreadable-file.ts";
import { findFormColumns, type FormColumn, type FormColumns } from "./find-form-columns.ts";

/** More rows than any consultation brought; beyond it somebody has sent another table. */
const mostRows = 20_000;

/**
 * Reads a filled comment form, from an Excel file or from CSV. Rows without a comment or a proposed change say nothing and
 * are no comments; notices name their row.
 * @throws UnreadableFile and nothing else: not-this-format where no row has the form's heads, empty for a form nobody filled
 */
export async function readCommentForm(bytes: Uint8Array): Promise<{ value: FormRow[]; notices: Notice[] }> {
  const { rows, notices } = await readRows(bytes);
  const columns = findFormColumns(rows);
  if (!columns) throw new UnreadableFile("not-this-format", "no row has the heads of a comment form");
  const filled = rows
    .slice(columns.head + 1)
    .map((cells, index) => ({ cells, row: columns.head + 2 + index }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (filled.length > mostRows) throw new UnreadableFile("too-large", `${String(filled.length)} rows`);
  const value = filled.flatMap(({ cells, row }) => readRow(cells, row, columns, notices) ?? []);
  if (value.length === 0) throw new UnreadableFile("empty", "no row with a comment");
  return { value, notices: [...columns.notices, ...notices] };
}

async function readRows(bytes: Uint8Array): Promise<{ rows: TableRow[]; notices: Notice[] }> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { rows: await readSheet(bytes), notices: [] };
  const { value, notices } = readCsv(bytes);
  return { rows: value, notices: notices.map(({ code, params }) => ({ code, params, place: "" })) };
}

function readRow(cells: TableRow, row: number, columns: FormColumns, notices: Notice[]): FormRow | null {
  const cell = (column: FormColumn): string => cells[columns.places.get(column) ?? -1] ?? "";
  const notice = (code: RemarkNotice, params: Notice["params"] = {}): void => {
    notices.push({ code, params, place: String(row) });
  };
  const [comment, change] = [cell("comment"), cell("change")];
  if (comment === "" && change === "") {
    if ([...columns.unknown.map((at) => cells[at] ?? ""), cell("observation")].some((text) => text !== "")) {
      notice("form-row-without-comment");
    }
    return null;
  }
  const standing = cell("standing");
  if (standing !== "" && standing !== say({ code: "standing-open", params: {} }, "en")) {
    notice("form-row-not-open", { standing });
    return null;
  }
  if (cell("replies") !== "") notice("form-replies-left-out");
  const type = typeOf(cell("type"));
  if (type === null) notice("form-type-unknown", { type: cell("type") });
  return {
    row,
    source: cell("source"),
    person: cell("person"),
    clause: cell("clause"),
    part: cell("part"),
    words: cell("words"),
    type: type ?? "general",
    comment: paragraphs(comment),
    change: paragraphs(change),
    createdAt: timeOf(cell("date")),
  };
}

/** A cell without a type is a general remark; null where it has another than the three. */
function typeOf(cell: string): CommentType | null {
  const word = cell.toLowerCase().replace(/[^\p{L}]/gu, "");
  if (word === "" || word === "ge" || word.startsWith("gen")) return "general";
  if (word === "te" || word.startsWith("tech")) return "technical";
  return word === "ed" || word.startsWith("edit") ? "editorial" : null;
}

/** Line ends as "\n", no more than one empty line between paragraphs. */
function paragraphs(cell: string): string {
  return cell.normalize("NFC").replace(/\r\n?/gu, "\n").replace(/\n{3,}/gu, "\n\n");
}

/** Only ISO 8601 says one day: 02/03/2013 is in February or in March. */
function timeOf(cell: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))?$/u.test(cell)) return null;
  const at = new Date(cell);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
