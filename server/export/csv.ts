import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { commentRows, type CommentRow } from "#core/compile/comment-rows.ts";
import type { ExportWord } from "#core/messages/en/exports.ts";
import { say } from "#core/messages/messages.ts";
import {
  dispositionLines,
  placementReason,
  positionLines,
  replyPosition,
  sourceName,
  spokenParagraphs,
  wordingOf,
  type ThreadWording,
} from "./thread-words.ts";
import { draftName, word } from "./words.ts";

/** What a row is drawn from: the form's own row, and its thread for what the form has no column for. */
interface Entry {
  row: CommentRow;
  thread: CompiledThread;
}

/**
 * The columns: those of the ISO/IEC/CEN comment form in its order, the last of them what the secretariat decided, empty
 * where it has not yet; then what the form does not know, so that nothing said is lost.
 */
const columns: readonly (readonly [ExportWord, (entry: Entry, wording: ThreadWording) => string])[] = [
  ["export-column-number", ({ row }) => String(row.number)],
  ["export-column-source", ({ row }, wording) => row.source ?? sourceName(null, wording)],
  ["export-column-clause", ({ row }, { language }) => row.clause ?? word("export-column-general", language)],
  ["export-column-part", ({ row }) => row.element ?? ""],
  ["export-column-type", ({ row }, { language }) => spoken(`type-code-${row.type}`, language)],
  ["export-column-comment", ({ thread }, wording) => spokenParagraphs(thread, wording).join("\n\n")],
  ["export-column-change", ({ row }, { language }) => row.proposedChange.map((step) => say(step, language)).join("\n")],
  ["export-column-observation", ({ thread }, wording) => dispositionLines(thread, wording).join("\n")],
  ["export-column-words", ({ row }) => row.quote],
  ["export-column-kind", ({ thread }, { language }) => spoken(`kind-${thread.kind}`, language)],
  ["export-column-person", ({ thread }) => thread.source?.name ?? ""],
  [
    "export-column-group",
    ({ thread }, { language }) => (thread.source ? spoken(`group-${thread.source.group}`, language) : ""),
  ],
  ["export-column-date", ({ row }) => row.createdAt],
  ["export-column-origin", ({ row }, { language }) => draftName(row.origin, language)],
  ["export-column-place", ({ row }, { language }) => spoken(`state-${row.placement.state}`, language)],
  ["export-column-reason", ({ thread }, wording) => placementReason(thread, wording)],
  ["export-column-positions", ({ thread }, wording) => positionLines(thread, wording).join("\n")],
  ["export-column-replies", ({ thread }, wording) => replies(thread, wording).join("\n\n")],
  ["export-column-standing", ({ row }, { language }) => spoken(`standing-${row.standing}`, language)],
];

/**
 * The comments of a compilation as CSV, a row each, in the form's columns: RFC 4180 with CRLF, and the byte order mark
 * without which a spreadsheet takes UTF-8 for something else.
 */
export function csv(compilation: Compilation): string {
  const wording = wordingOf(compilation);
  const threads = [
    ...compilation.general,
    ...compilation.clauses.flatMap((clause) => clause.threads),
    ...compilation.orphans,
  ];
  const byNumber = new Map(threads.map((thread) => [thread.number, thread]));
  const lines = commentRows(compilation).flatMap((row) => {
    const thread = byNumber.get(row.number);
    return thread ? [columns.map(([, cell]) => cell({ row, thread }, wording))] : [];
  });
  const head = columns.map(([code]) => word(code, wording.language));
  return `\uFEFF${[head, ...lines].map((cells) => `${cells.map(csvField).join(",")}\r\n`).join("")}`;
}

/**
 * A value as a field of RFC 4180, made safe against formula injection: a spreadsheet takes a field that begins with
 * = + - @, a tab or a line end (the first four in full width too) for a formula, quoted or not, and one that somebody else
 * commented with may send this reader's cells away. An apostrophe before it makes it text, as OWASP advises; who reads
 * the file back takes it off with `plainField`.
 */
export function csvField(value: string): string {
  const safe = dangerous.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A field's value as it was before `csvField` made it safe. */
export function plainField(field: string): string {
  return field.startsWith("'") && dangerous.test(field.slice(1)) ? field.slice(1) : field;
}

/** An apostrophe before such a beginning is guarded as well, so that `plainField` gives every value back. */
const dangerous = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

function replies(thread: CompiledThread, wording: ThreadWording): string[] {
  return thread.replies.map((reply) => {
    const position = replyPosition(reply, wording);
    const head = [sourceName(reply.source, wording), ...(position ? [position] : [])].join(", ");
    return [`${head}:`, ...spokenParagraphs(reply, wording)].join("\n");
  });
}

function spoken(code: string, language: string): string {
  return say({ code, params: {} }, language);
}
