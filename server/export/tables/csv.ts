import type { Compilation } from "#core/compile/compilation.ts";
import { csvHead, csvLine } from "#core/compile/csv.ts";
import { formColumns, formEntries } from "../shared/comment-form.ts";
import { Steps, type Piece } from "../shared/steps.ts";
import { wordingOf } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/**
 * The comments of a compilation as CSV, a row each, in the form's columns; last, in each row, the address of the draft they
 * are listed for, since there is no title page that tells it to who receives the file.
 */
export function* csv(compilation: Compilation): Generator<Piece, void> {
  const wording = wordingOf(compilation);
  const entries = formEntries(compilation);
  const steps = new Steps(entries.length);
  const codes = [...formColumns.map(([code]) => code), "export-column-address"] as const;
  yield steps.piece(csvHead + csvLine(codes.map((code) => word(code, wording.language))));
  for (const entry of entries) {
    const line = csvLine([...formColumns.map(([, cell]) => cell(entry, wording)), compilation.address]);
    steps.take();
    yield steps.piece(line);
  }
}
