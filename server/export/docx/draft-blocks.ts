import { Paragraph, type FileChild } from "docx";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { clauseContent } from "./clause-content.ts";
import { listedHeading, type ContentsBook } from "./contents.ts";
import { clauseParagraph, clauseSettings } from "./paragraphs.ts";
import { printedMark } from "./thread.ts";
import { tableOf, tableRowsOf } from "./tables.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";

/** An indivisible piece of the draft: a clause, or a table with all its cells. */
export interface DraftBlock {
  children: FileChild[];
  clauses: CompiledClause[];
}

/**
 * Returns a function that renders single clauses of a compilation without their comments. A footnote reference prints
 * its label.
 */
export function clauseSetter(compilation: Compilation, contents: ContentsBook): (clause: CompiledClause) => Paragraph {
  const settings = clauseSettings(compilation);
  return (clause) => {
    const setting = settings.get(clause.id);
    if (!setting) throw new RangeError(`Not a clause of the compilation: ${clause.id}`);
    const { rightToLeft } = setting;
    const runs = inlineRunsOf(fragmentOf(clause.content));
    const { language } = clause;
    const content = clauseContent(runs, { rightToLeft, language, bookmarks: new Set(), note: printedMark });
    return clauseParagraph(setting, listedHeading(clause, setting, content, contents));
  };
}

/** Returns the draft in blocks, in reading order. Footnotes are clauses that follow the one that refers to them. */
export function draftBlocks(compilation: Compilation, contents: ContentsBook): DraftBlock[] {
  const set = clauseSetter(compilation, contents);
  const blocks: DraftBlock[] = [];
  let table: { id: string; cells: CompiledClause[] } | null = null;
  const closeTable = (): void => {
    if (!table) return;
    const { cells } = table;
    const rightToLeft = cells.some((cell) => cell.direction === "rtl") || compilation.direction === "rtl";
    // An empty paragraph, because Word joins two adjacent tables into one.
    const children = [tableOf(tableRowsOf(cells, set), rightToLeft), new Paragraph({ style: "BodyText" })];
    blocks.push({ children, clauses: cells });
    table = null;
  };
  for (const clause of compilation.clauses) {
    if (table && table.id !== clause.table?.id) closeTable();
    if (clause.table) {
      table ??= { id: clause.table.id, cells: [] };
      table.cells.push(clause);
    } else blocks.push({ children: [set(clause)], clauses: [clause] });
  }
  closeTable();
  return blocks;
}
