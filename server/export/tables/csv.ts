import type { Compilation } from "#core/compile/compilation.ts";
import { csvHead, csvLine } from "#core/compile/csv.ts";
import { formColumns, formEntries } from "../shared/comment-form.ts";
import { Steps, type Piece } from "../shared/steps.ts";
import { wordingOf } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/**
 * Writes the comments of a compilation as CSV, one row each, in the columns of the comment form. Each row ends with the
 * draft's address, because a CSV file has no title page to name the draft.
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
