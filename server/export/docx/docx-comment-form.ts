import type { FileChild } from "docx";
import type { Compilation } from "#core/compile/compilation.ts";
import { columnsTable } from "./docx-columns.ts";
import type { TableInRows } from "./package.ts";
import { sentenceParagraph, wordsParagraph } from "./docx-said.ts";
import { formColumns, formEntries, formOwnColumns } from "../shared/form-columns.ts";
import { wordingOf } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/** The columns' parts of the width: number, source, clause, part, type, comment, proposed change, observation. */
const shares = [0.04, 0.09, 0.11, 0.1, 0.06, 0.25, 0.2, 0.15];

/** The comment form of ISO, IEC and CEN: a row for each comment or proposal, the secretariat's observation last. */
export function commentForm(compilation: Compilation): (FileChild | TableInRows)[] {
  const wording = wordingOf(compilation);
  const columns = formColumns.slice(0, formOwnColumns);
  const heads = columns.map(([code]) => word(code, wording.language));
  const rows = formEntries(compilation).map((entry) => ({
    cells: columns.map(([, value]) => ({
      paragraphs: value(entry, wording)
        .split(/\n+/u)
        .map((text) => sentenceParagraph(text, "TableText")),
    })),
    whole: true,
  }));
  return [columnsTable(heads, shares, rows, compilation.direction === "rtl"), wordsParagraph("", "BodyText")];
}
