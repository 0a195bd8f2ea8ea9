import type { Compilation } from "#core/compile/compilation.ts";
import { csvOf } from "#core/compile/csv.ts";
import { formColumns, formEntries } from "./form-columns.ts";
import { wordingOf } from "./thread-words.ts";
import { word } from "./words.ts";

/**
 * The comments of a compilation as CSV, a row each, in the form's columns; last, in each row, the address of the draft they
 * are listed for, since there is no title page that tells it to who receives the file.
 */
export function csv(compilation: Compilation): string {
  const wording = wordingOf(compilation);
  const lines = formEntries(compilation).map((entry) => [
    ...formColumns.map(([, cell]) => cell(entry, wording)),
    compilation.address,
  ]);
  const codes = [...formColumns.map(([code]) => code), "export-column-address"] as const;
  const head = codes.map((code) => word(code, wording.language));
  return csvOf([head, ...lines]);
}
