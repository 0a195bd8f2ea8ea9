import type { Compilation } from "#core/compile/compilation.ts";
import { formColumns, formEntries } from "./form-columns.ts";
import { wordingOf } from "./thread-words.ts";
import { word } from "./words.ts";

/**
 * The comments of a compilation as CSV, a row each, in the form's columns: RFC 4180 with CRLF, and the byte order mark
 * without which a spreadsheet takes UTF-8 for something else.
 */
export function csv(compilation: Compilation): string {
  const wording = wordingOf(compilation);
  const lines = formEntries(compilation).map((entry) => formColumns.map(([, cell]) => cell(entry, wording)));
  const head = formColumns.map(([code]) => word(code, wording.language));
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
