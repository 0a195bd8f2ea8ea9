import { TextRun, type FileChild } from "docx";
import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/reads-right-to-left.ts";
import { clauseSetter } from "./draft-blocks.ts";
import { columnsTable, type ColumnCell, type ColumnRow } from "./docx-columns.ts";
import type { ContentsBook } from "./contents.ts";
import { paragraphOf } from "./docx-element.ts";
import type { TableInRows } from "./package.ts";
import { remarkParagraph, wordsParagraph } from "./docx-said.ts";
import { replyParagraphs, threadParagraphs } from "./docx-thread.ts";
import { spokenBy, wordingOf } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/**
 * Original text, source, and comment or proposal, in three columns, as at the World Summit of 2005: added words
 * underlined, deleted ones struck. A clause runs along all that is said on it; one on which nothing is said stands alone.
 */
export function threeColumns(compilation: Compilation, contents: ContentsBook): (FileChild | TableInRows)[] {
  const wording = wordingOf(compilation);
  const { language } = wording;
  const set = clauseSetter(compilation, contents);
  const said = (thread: CompiledThread): ColumnCell[] => {
    const source = spokenBy(thread.source, wording);
    return [
      {
        paragraphs: [
          paragraphOf({ style: "TableText", bidirectional: readsRightToLeft(source) }, [
            new TextRun({ style: "SourceName", text: source }),
          ]),
        ],
      },
      { paragraphs: [...threadParagraphs(thread, wording, "TableText"), ...replyParagraphs(thread, wording)] },
    ];
  };
  const along = (original: ColumnCell, threads: readonly CompiledThread[]): ColumnRow[] => {
    const [first, ...further] = threads;
    if (!first) return [{ cells: [original, { paragraphs: [] }, { paragraphs: [] }], whole: true }];
    const rows = [[{ ...original, rows: threads.length }, ...said(first)], ...further.map(said)];
    // What is said on a clause may be longer than a page, and the clause runs along all of it.
    return rows.map((cells) => ({ cells, whole: false }));
  };
  const headed = (code: Parameters<typeof word>[0], threads: readonly CompiledThread[]): ColumnRow[] =>
    threads.length === 0 ? [] : along({ paragraphs: [remarkParagraph(word(code, language), "TableText")] }, threads);
  const rows = [
    ...headed("export-general", compilation.general),
    ...compilation.clauses.flatMap((clause) => along({ paragraphs: [set(clause)] }, clause.threads)),
    ...headed("export-orphans", compilation.orphans),
  ];
  const heads = (["export-column-original", "export-column-source", "export-column-said"] as const).map((code) =>
    word(code, language),
  );
  const table = columnsTable(heads, [0.42, 0.14, 0.44], rows, compilation.direction === "rtl");
  return [table, wordsParagraph("", "BodyText")];
}
