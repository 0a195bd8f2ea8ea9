import type { Compilation } from "#core/compile/compilation.ts";
import { csvHead, csvLine } from "#core/compile/csv.ts";
import { formColumns, formRows } from "../shared/comment-form.ts";
import { Steps, threadCount, type Piece } from "../shared/steps.ts";
import { word } from "../shared/export-phrases.ts";

/**
 * Writes the comments of a compilation as CSV, one row each, in the columns of the comment form. Each row ends with the
 * draft's address, because a CSV file has no title page to name the draft.
 */
export function* csv(compilation: Compilation): Generator<Piece, void> {
  const steps = new Steps(threadCount(compilation));
  const codes = [...formColumns.map(([code]) => code), "export-column-address"] as const;
  yield steps.piece(csvHead + csvLine(codes.map((code) => word(code, compilation.version.language))));
  for (const row of formRows(compilation)) {
    const line = csvLine([...formColumns.map(([, cell]) => cell(row)), compilation.address]);
    steps.advance();
    yield steps.piece(line);
  }
}
