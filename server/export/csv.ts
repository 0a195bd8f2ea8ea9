import type { Compilation } from "#core/compile/compilation.ts";
import { csvOf } from "#core/compile/csv.ts";
import { formColumns, formEntries } from "./form-columns.ts";
import { wordingOf } from "./thread-words.ts";
import { word } from "./words.ts";

/** The comments of a compilation as CSV, a row each, in the form's columns. */
export function csv(compilation: Compilation): string {
  const wording = wordingOf(compilation);
  const lines = formEntries(compilation).map((entry) => formColumns.map(([, cell]) => cell(entry, wording)));
  const head = formColumns.map(([code]) => word(code, wording.language));
  return csvOf([head, ...lines]);
}
