import { strFromU8, strToU8 } from "fflate";
import { escapeXml } from "../shared/xml-element.ts";

/** What is known of the sheet that is printed. */
export interface PrintedSheet {
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
export function withPages(
  parts: Readonly<Record<string, Uint8Array>>,
  sheet: PrintedSheet,
): Record<string, Uint8Array> {
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
