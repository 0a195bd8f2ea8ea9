import type { Compilation } from "#core/compile/compilation.ts";
import { withFormulaGuard } from "#core/compile/formula-guard.ts";
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

/** A value as a field of RFC 4180, safe to open in a spreadsheet. */
export function csvField(value: string): string {
  const safe = withFormulaGuard(value);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
