import { strFromU8, strToU8, unzipSync } from "fflate";
import writeExcelFile from "write-excel-file/node";
import { colours } from "#core/compile/colours.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import type { Colour } from "#core/discuss/stakeholder-group.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { ledBySymbol } from "#core/text/version.ts";
import { formColumns, formOwnColumns, formRows } from "../shared/comment-form.ts";
import { closingFacts, runningText, titleFacts } from "../shared/title-facts.ts";
import { draftName, word } from "../shared/export-phrases.ts";
import { FixedZip, packageOrder } from "../shared/fixed-zip.ts";
import { type Piece, Steps, threadCount } from "../shared/steps.ts";
import { escapeXml, xmlText } from "../shared/xml.ts";

/**
 * Maximum number of characters in a cell (Excel specifications and limits). A longer text is cut and ends with a mark
 * that says so.
 */
const longestCell = 32767;
const cut = " […]";

/** Approximate number of parts in the package. Each counts as a step, in addition to one for each row. */
export const packingSteps = 10;

/**
 * Column widths, in characters. Columns with long text are wide, because the longest cell determines the height of its
 * row.
 */
const widths = [6, 18, 20, 14, 8, 60, 50, 36, 30, 12, 24, 20, 26, 28, 14, 36, 30, 70, 12, 40];

/**
 * Writes the comment form as an Excel file. It has one row per comment in the columns of `formColumns`, below a head
 * row that stays visible. A second sheet has the data of the title page. Only the form's own columns are printed. Every
 * cell is text, so nothing is interpreted as a formula. The same compilation gives the same bytes.
 */
export async function* xlsx(compilation: Compilation): AsyncGenerator<Piece, void> {
  const { document, version, direction } = compilation;
  const { language } = version;
  const heads = formColumns.map(([code]) => ({ ...ruled(word(code, language)), ...headLook }));
  const steps = new Steps(threadCount(compilation) + packingSteps);
  const rows: ReturnType<typeof ruled>[][] = [];
  for (const row of formRows(compilation)) {
    rows.push(formColumns.map(([, value, colourOf]) => ruled(value(row), colourOf?.(row))));
    steps.advance();
    yield steps.piece();
  }
  const about = [
    ...ledBySymbol(document, version, document.title, draftName(version, language)).map((text) => ["", text]),
    ...[...titleFacts(compilation), ...closingFacts(compilation)].map(({ label, value }) => [label, value]),
  ].map((values) => values.map((value) => cell(value)));
  const sheets: Sheets = [
    {
      data: [heads, ...rows],
      sheet: word("export-sheet-form", language),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      orientation: "landscape",
      rightToLeft: direction === "rtl",
    },
    {
      data: about,
      sheet: word("export-sheet-about", language),
      columns: [{ width: 24 }, { width: 90 }],
      orientation: "landscape",
    },
  ];
  yield* bookOf(sheets, steps, {
    name: word("export-sheet-form", language),
    printed: formOwnColumns,
    columns: formColumns.length,
    rows: rows.length + 1,
    running: runningText({ document, version }),
  });
}

type Sheets = Parameters<typeof writeExcelFile>[0];

/** Writes sheets as an Excel file. `sheet` is the first one. */
export async function* bookOf(sheets: Sheets, steps: Steps, sheet: PrintedSheet): AsyncGenerator<Piece> {
  const parts = withPages(unzipSync(await writeExcelFile(sheets).toBuffer()), sheet);
  const names = packageOrder(Object.keys(parts));
  const zip = new FixedZip();
  for (const name of names) {
    zip.put(name, parts[name] ?? new Uint8Array());
    steps.advance();
    for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
  }
  zip.end();
  for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
}

/** Formatting of the heads, and lines between the cells: a form is also read on paper, where a sheet has no grid. */
export const headLook = { fontWeight: "bold", backgroundColor: colours["paper-sunk"].light } as const;
const lines = { borderStyle: "thin", borderColor: colours["hairline-strong"].light } as const;

export function ruled(text: string, colour?: Colour): ReturnType<typeof cell> & typeof lines {
  return { ...cell(text, colour), ...lines };
}

export function cell(text: string, colour?: Colour) {
  // Spreadsheets read "_x0041_" as "A".
  const value = xmlText(text).replace(/_(?=x[\dA-F]{4}_)/giu, "_x005F_");
  const fitting = value.length > longestCell ? value.slice(0, longestCell - cut.length) + cut : value;
  const align = readsRightToLeft(text) ? { align: "right" as const } : {};
  const ink = colour ? { textColor: colour.light } : {};
  return { value: fitting, type: String, wrap: true as const, alignVertical: "top" as const, ...align, ...ink };
}

/** The properties of the sheet to print. */
interface PrintedSheet {
  /** Its name. Must not contain an apostrophe. */
  name: string;
  /** Number of columns to print, and of all columns. */
  printed: number;
  columns: number;
  /** Number of rows, including the heads. */
  rows: number;
  /** The header of every page. */
  running: string;
  /** A column of which each cell below its head has one of the values of a range: `'Sheet'!$A$1:$A$7`. */
  choices?: { column: number; range: string };
}

/** Returns a column's letter. Columns count from 1, and only single letters are supported. */
const letter = (column: number): string => String.fromCharCode(64 + column);

/** Returns the rule that lets readers choose a cell of a column from a range. The cell may be empty. */
function choiceOf({ column, range }: NonNullable<PrintedSheet["choices"]>, rows: number): string {
  const cells = `${letter(column)}2:${letter(column)}${String(Math.max(rows, 2))}`;
  const rule = `type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}"`;
  return `<dataValidations count="1"><dataValidation ${rule}><formula1>${escapeXml(range)}</formula1></dataValidation></dataValidations>`;
}

/**
 * Adds features to an Excel file that the package that writes it does not support. Sheets are printed on A4, fitted to
 * the page width, with the draft's name as header and the page number as footer. The first sheet repeats its heads on
 * every page and has filters on them. Cells aligned to the right read from right to left. Elements are in the order of
 * CT_Worksheet (ECMA-376 Part 1, 18.3.1.99).
 */
function withPages(parts: Readonly<Record<string, Uint8Array>>, sheet: PrintedSheet): Record<string, Uint8Array> {
  const { name, printed, columns, rows, running, choices } = sheet;
  const range = (from: string, to: string): string => `'${escapeXml(name)}'!${from}:${to}`;
  const all = `A1:${letter(columns)}${String(rows)}`;
  const names = [
    ["_xlnm._FilterDatabase", ' hidden="1"', range("$A$1", `$${letter(columns)}$${String(rows)}`)],
    ["_xlnm.Print_Area", "", range("$A$1", `$${letter(printed)}$${String(rows)}`)],
    ["_xlnm.Print_Titles", "", range("$1", "$1")],
  ] as const;
  // "&" starts a code in a header, so it is doubled.
  const above = escapeXml(running.replaceAll("&", "&&"));
  const asWideAsPage = [
    ["<sheetViews>", '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'],
    [
      '<pageSetup paperSize="9" orientation="landscape"/>',
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
        `<headerFooter><oddHeader>&amp;L${above}</oddHeader><oddFooter>&amp;C&amp;P</oddFooter></headerFooter>`,
    ],
  ] as const;
  return {
    ...parts,
    ...edited("xl/workbook.xml", [
      [
        "<definedNames/>",
        `<definedNames>${names.map(([key, further, value]) => `<definedName name="${key}" localSheetId="0"${further}>${value}</definedName>`).join("")}</definedNames>`,
      ],
    ]),
    ...edited("xl/styles.xml", [['horizontal="right"', 'horizontal="right" readingOrder="2"']]),
    ...edited("xl/worksheets/sheet1.xml", [
      ["</sheetData>", `</sheetData><autoFilter ref="${all}"/>${choices ? choiceOf(choices, rows) : ""}`],
      ...asWideAsPage,
    ]),
    ...edited("xl/worksheets/sheet2.xml", asWideAsPage),
  };

  function edited(part: string, edits: readonly (readonly [string, string])[]): Record<string, Uint8Array> {
    const xml = strFromU8(parts[part] ?? new Uint8Array());
    return { [part]: strToU8(edits.reduce((whole, [from, to]) => whole.replaceAll(from, () => to), xml)) };
  }
}
