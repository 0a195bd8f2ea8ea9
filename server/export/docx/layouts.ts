import { type FileChild, Paragraph, Table, TableCell, TableRow, TextRun, VerticalMergeType, WidthType } from "docx";
import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { formColumns, formOwnColumns, formRows, printedCells } from "../shared/comment-form.ts";
import { type PlainExportWord, word } from "../shared/export-phrases.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";
import { changesView, sourceSections, threadViewer, type ThreadView } from "../shared/thread-view.ts";
import { clauseContent } from "./clause-content.ts";
import { type ContentsBook, listedHeading } from "./contents.ts";
import { line } from "./cover.ts";
import { paragraphOf } from "./element.ts";
import type { TableInRows } from "./package.ts";
import { clauseParagraph, clauseSettings, lineRange } from "./paragraphs.ts";
import { wideText } from "./styles.ts";
import { tableOf, tableRowsOf } from "./tables.ts";
import {
  closeReplyParagraphs,
  closeThreadParagraphs,
  printedMark,
  proposedParagraphs,
  remarkParagraph,
  replyParagraphs,
  sentenceParagraph,
  sourceLine,
  threadParagraphs,
  wordsParagraph,
} from "./thread.ts";

/**
 * Builds the layout of the Secretary-General's second draft of August 2012. Comments on the whole document and
 * throughout it come first, then the text clause by clause. Below each clause, in date order, is "Comments from SOURCE
 * (DATE)" with the comment, or with the clause retyped with its changes. Unplaced comments come last. In the public
 * record, the changes of the clause precede its comments.
 */
export function forumLayout(compilation: Compilation, contents: ContentsBook): FileChild[] {
  const { language } = compilation.version;
  const view = threadViewer(compilation);
  const section = (heading: PlainExportWord, blocks: readonly FileChild[]): FileChild[] =>
    blocks.length === 0 ? [] : [line("AnnexHeading", word(heading, language)), ...blocks];
  const threadBlock = (thread: ThreadView): FileChild[] => [
    sourceLine(thread, "Source"),
    ...threadParagraphs(thread, "SourceText"),
    ...replyParagraphs(thread),
  ];
  const throughoutBlock = (thread: ThreadView): FileChild[] => [
    ...threadBlock(thread),
    remarkParagraph(thread.citations, "SourceText"),
  ];
  const isThroughout = ({ targets }: CompiledThread): boolean => targets.length > 1;
  const throughout = compilation.clauses.flatMap(({ threads }) => threads.filter(isThroughout));
  return [
    ...section("export-general", compilation.general.map(view).flatMap(threadBlock)),
    ...section("export-throughout", throughout.map(view).flatMap(throughoutBlock)),
    ...draftBlocks(compilation, contents).flatMap(({ children, clauses }) => {
      const threads = clauses.flatMap((clause) => clause.threads.map(view));
      const changes = clauses.flatMap((clause) => changesView(clause, language));
      return [
        ...children,
        ...changes.flatMap((change) => proposedParagraphs(change, "SourceText")),
        ...threads.filter((thread) => !thread.isThroughout).flatMap(threadBlock),
      ];
    }),
    ...section("export-orphans", compilation.orphans.map(view).flatMap(threadBlock)),
  ];
}

/**
 * Builds a table of three columns, as at the World Summit of 2005: original text, source, and comment or proposal.
 * Inserted words are underlined, deleted ones struck. A clause spans the rows of its comments; a clause without
 * comments has a row of its own.
 */
export function threeColumns(compilation: Compilation, contents: ContentsBook): (FileChild | TableInRows)[] {
  const { language } = compilation.version;
  const view = threadViewer(compilation);
  const set = clauseSetter(compilation, contents);
  const threadCells = (compiled: CompiledThread): ColumnCell[] => {
    const thread = view(compiled);
    const source = thread.source.shortName;
    return [
      {
        paragraphs: [
          paragraphOf({ style: "TableText", bidirectional: readsRightToLeft(source) }, [
            new TextRun({ style: "SourceName", text: source }),
          ]),
        ],
      },
      { paragraphs: [...closeThreadParagraphs(thread, "TableText"), ...closeReplyParagraphs(thread, "TableText")] },
    ];
  };
  const along = (original: ColumnCell, threads: readonly CompiledThread[]): ColumnRow[] => {
    const [first, ...further] = threads;
    if (!first) return [{ cells: [original, { paragraphs: [] }, { paragraphs: [] }], whole: true }];
    const rows = [[{ ...original, rows: threads.length }, ...threadCells(first)], ...further.map(threadCells)];
    // The comments on a clause may be longer than a page, and the clause's cell spans all of them.
    return rows.map((cells) => ({ cells, whole: false }));
  };
  const headed = (code: PlainExportWord, threads: readonly CompiledThread[]): ColumnRow[] =>
    threads.length === 0 ? [] : along({ paragraphs: [remarkParagraph(word(code, language), "TableText")] }, threads);
  const rows = [
    ...headed("export-general", compilation.general),
    ...compilation.clauses.flatMap((clause) => along({ paragraphs: [set(clause)] }, clause.threads)),
    ...headed("export-orphans", compilation.orphans),
  ];
  const heads = (["export-column-original", "export-column-source", "export-column-statement"] as const).map((code) =>
    word(code, language),
  );
  const table = columnsTable(heads, [0.34, 0.09, 0.57], rows, compilation.direction === "rtl");
  return [table, wordsParagraph("", "BodyText")];
}

/** The columns' parts of the width: number, source, clause, part, type, comment, proposed change, observation. */
const shares = [0.04, 0.09, 0.11, 0.1, 0.06, 0.25, 0.2, 0.15];

/**
 * Builds the comment form of ISO, IEC and CEN: a row for each comment or proposal, with the secretariat's observation
 * last.
 */
export function commentForm(compilation: Compilation): (FileChild | TableInRows)[] {
  const columns = formColumns.slice(0, formOwnColumns);
  const heads = columns.map(([code]) => word(code, compilation.version.language));
  const rows = Array.from(formRows(compilation), (row) => ({
    cells: printedCells(row).map((value) => ({
      paragraphs: value.split(/\n+/u).map((text) => sentenceParagraph(text, "TableText")),
    })),
    whole: true,
  }));
  return [columnsTable(heads, shares, rows, compilation.direction === "rtl"), wordsParagraph("", "BodyText")];
}

/**
 * Lays out the comments by source, each source with a line that counts its comments and proposals. Each comment names
 * the clause it is about.
 */
export function bySourceLayout(compilation: Compilation, contents: ContentsBook): FileChild[] {
  return Array.from(sourceSections(compilation)).flatMap(({ heading, counts, threads }) => [
    sourceHeading(heading, contents),
    line("BodyText", counts),
    ...threads.flatMap((thread) => [
      line("Source", [thread.location, thread.date].join(" · ")),
      ...threadParagraphs(thread, "SourceText"),
      ...replyParagraphs(thread),
    ]),
  ]);

  function sourceHeading(text: string, contents: ContentsBook): FileChild {
    const rightToLeft = readsRightToLeft(text);
    const heading = contents.list({ level: 0, label: null, text })([new TextRun({ text, rightToLeft })]);
    return paragraphOf({ style: "Heading1", bidirectional: rightToLeft, indent: { start: 0, firstLine: 0 } }, heading);
  }
}

/** A cell of a layout's table. A cell that spans several rows has `rows`, and the following rows omit it. */
interface ColumnCell {
  paragraphs: readonly Paragraph[];
  rows?: number;
}

/** A row of a layout's table. */
interface ColumnRow {
  cells: readonly ColumnCell[];
  /** Whether it must not break across pages. */
  whole: boolean;
}

/** Builds a table whose head row repeats on every page. `shares` are the columns' parts of the width and sum to 1. */
function columnsTable(
  heads: readonly string[],
  shares: readonly number[],
  rows: readonly ColumnRow[],
  rightToLeft: boolean,
): TableInRows {
  const widths = shares.map((share) => Math.floor(wideText * share));
  const head = new TableRow({
    tableHeader: true,
    children: heads.map((text, index) => {
      const style = { style: "TableHead", bidirectional: readsRightToLeft(text) };
      return cell(widths[index] ?? 0, { paragraphs: [paragraphOf(style, [new TextRun({ text })])] });
    }),
  });
  const shell = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widths,
    visuallyRightToLeft: rightToLeft,
    margins: { left: 80, right: 80, top: 20, bottom: 20 },
    rows: [head],
  });
  const written = rows.map(({ cells, whole }) => {
    // Cells covered by an earlier row are missing at the start, so columns are counted from the end.
    const first = heads.length - cells.length;
    const covered = widths.slice(0, first).map((width) => cell(width, { paragraphs: [], covered: true }));
    const own = cells.map((content, index) => cell(widths[first + index] ?? 0, content));
    return new TableRow({ ...(whole ? { cantSplit: true } : {}), children: [...covered, ...own] });
  });
  return { shell, rows: written };
}

function cell(width: number, { paragraphs, rows, covered }: ColumnCell & { covered?: true }): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(covered ? { verticalMerge: VerticalMergeType.CONTINUE } : {}),
    ...(rows && rows > 1 ? { verticalMerge: VerticalMergeType.RESTART } : {}),
    children: paragraphs.length > 0 ? paragraphs : [paragraphOf({ style: "TableText" }, [])],
  });
}

/** An indivisible piece of the draft: a clause, or a table with all its cells. */
export interface DraftBlock {
  children: FileChild[];
  clauses: CompiledClause[];
}

/**
 * Returns a function that renders single clauses of a compilation without their comments. A footnote reference prints
 * its label.
 */
function clauseSetter(compilation: Compilation, contents: ContentsBook): (clause: CompiledClause) => Paragraph {
  const settings = clauseSettings(compilation);
  return (clause) => {
    const setting = settings.get(clause.id);
    if (!setting) throw new RangeError(`Not a clause of the compilation: ${clause.id}`);
    const { rightToLeft } = setting;
    const runs = inlineRunsOf(fragmentOf(clause.content));
    const { language } = clause;
    const content = clauseContent(runs, { rightToLeft, language, bookmarks: new Set(), note: printedMark });
    const listed = listedHeading(clause, setting, content, contents);
    return clauseParagraph(setting, [...listed, ...lineRange(clause, compilation.version.language)]);
  };
}

/** Returns the draft in blocks, in reading order. Footnotes are clauses that follow the one that refers to them. */
function draftBlocks(compilation: Compilation, contents: ContentsBook): DraftBlock[] {
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
