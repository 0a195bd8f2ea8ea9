import { strFromU8, strToU8, unzipSync } from "fflate";
import writeExcelFile from "write-excel-file/node";
import type { Compilation } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { formColumns, formEntries, formOwnColumns } from "../shared/comment-form.ts";
import { draftName, word } from "../shared/export-phrases.ts";
import { FixedZip, packageOrder } from "../shared/fixed-zip.ts";
import { type Piece, Steps } from "../shared/steps.ts";
import { wordingOf } from "../shared/thread-phrases.ts";
import { titleFacts } from "../shared/title-facts.ts";
import { escapeXml, xmlText } from "../shared/xml.ts";

/** A cell holds no more characters than this (Excel specifications and limits); what is longer says so at its end. */
const longestCell = 32767;
const cut = " […]";

/** Parts of the package, each a step beside one for each row: about so many. */
const packingSteps = 10;

/** Widths of the columns, in characters. What is long has a wide one: the longest cell makes its row as high as it needs. */
const widths = [6, 18, 20, 14, 8, 60, 50, 36, 30, 12, 24, 20, 26, 28, 14, 36, 30, 70, 12];

/**
 * The comment form as an Excel file: a row a comment in the columns of `formColumns` under a row of heads that stays in
 * sight, and a second sheet with what a title page says. The form's own columns are what is printed. Every cell is text,
 * so nothing in it is taken for a formula. The same compilation gives the same bytes.
 */
export async function* xlsx(compilation: Compilation): AsyncGenerator<Piece, void> {
  const wording = wordingOf(compilation);
  const { language } = wording;
  const { document, version, direction } = compilation;
  const heads = formColumns.map(([code]) => ({ ...ruled(word(code, language)), ...headLook }));
  const entries = formEntries(compilation);
  const steps = new Steps(entries.length + packingSteps);
  const rows: ReturnType<typeof ruled>[][] = [];
  for (const entry of entries) {
    rows.push(formColumns.map(([, value]) => ruled(value(entry, wording))));
    steps.take();
    yield steps.piece();
  }
  const about = [
    ["", document.title],
    ["", draftName(version, version.language)],
    ...titleFacts(compilation).map(({ label, value }) => [label, value]),
  ].map((values) => values.map((value) => cell(value)));
  const written = await writeExcelFile([
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
  ]).toBuffer();
  const parts = withPages(unzipSync(written), {
    name: word("export-sheet-form", language),
    printed: formOwnColumns,
    columns: formColumns.length,
    rows: rows.length + 1,
    running: [document.shortTitle, draftName(version, version.language)].join(" · "),
  });
  const names = packageOrder(Object.keys(parts));
  const zip = new FixedZip();
  for (const name of names) {
    zip.put(name, parts[name] ?? new Uint8Array());
    steps.take();
    for (const bytes of zip.made()) yield steps.piece(bytes);
  }
  zip.end();
  for (const bytes of zip.made()) yield steps.piece(bytes);
}

/** How the heads stand out, and what parts the cells: a form is read on paper too, where a sheet has no lines. */
const headLook = { fontWeight: "bold", backgroundColor: "#EEF2F1" } as const;
const lines = { borderStyle: "thin", borderColor: "#B9B6AF" } as const;

function ruled(text: string): ReturnType<typeof cell> & typeof lines {
  return { ...cell(text), ...lines };
}

function cell(text: string) {
  const value = xmlText(text);
  const fitting = value.length > longestCell ? value.slice(0, longestCell - cut.length) + cut : value;
  const align = readsRightToLeft(text) ? { align: "right" as const } : {};
  return { value: fitting, type: String, wrap: true as const, alignVertical: "top" as const, ...align };
}

/** What is known of the sheet that is printed. */
interface PrintedSheet {
  /** Its name; no apostrophe is in it. */
  name: string;
  /** Its columns that are printed, and all of them. */
  printed: number;
  columns: number;
  /** Its rows, the heads among them. */
  rows: number;
  /** What stands above every page. */
  running: string;
}

/** Columns by their number, counted from 1, as far as one letter goes. */
const letter = (column: number): string => String.fromCharCode(64 + column);

/**
 * The parts of an Excel file with what the package that writes it does not know: a sheet is printed on A4, as wide as the
 * page, under the draft's name and over the page's number, the first with its heads on every page; its heads filter; and
 * cells set to the right are read from the right. Elements stand in the order of CT_Worksheet (ECMA-376 Part 1, 18.3.1.99).
 */
function withPages(parts: Readonly<Record<string, Uint8Array>>, sheet: PrintedSheet): Record<string, Uint8Array> {
  const { name, printed, columns, rows, running } = sheet;
  const range = (from: string, to: string): string => `'${escapeXml(name)}'!${from}:${to}`;
  const all = `A1:${letter(columns)}${String(rows)}`;
  const names = [
    ["_xlnm._FilterDatabase", ' hidden="1"', range("$A$1", `$${letter(columns)}$${String(rows)}`)],
    ["_xlnm.Print_Area", "", range("$A$1", `$${letter(printed)}$${String(rows)}`)],
    ["_xlnm.Print_Titles", "", range("$1", "$1")],
  ] as const;
  // "&" begins a code in a header: two are one.
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
      ["</sheetData>", `</sheetData><autoFilter ref="${all}"/>`],
      ...asWideAsPage,
    ]),
    ...edited("xl/worksheets/sheet2.xml", asWideAsPage),
  };

  function edited(part: string, edits: readonly (readonly [string, string])[]): Record<string, Uint8Array> {
    const xml = strFromU8(parts[part] ?? new Uint8Array());
    return { [part]: strToU8(edits.reduce((whole, [from, to]) => whole.replaceAll(from, () => to), xml)) };
  }
}
