import { unzipSync } from "fflate";
import writeExcelFile from "write-excel-file/node";
import type { Compilation } from "#core/compile/compilation.ts";
import { FixedZip, packageOrder } from "./fixed-zip.ts";
import { formColumns, formEntries } from "./form-columns.ts";
import { Steps, type Piece } from "./steps.ts";
import { wordingOf } from "./thread-words.ts";
import { titleFacts } from "./title-facts.ts";
import { draftName, word } from "./words.ts";
import { xmlText } from "./xml-text.ts";

/** A cell holds no more characters than this (Excel specifications and limits); what is longer says so at its end. */
const longestCell = 32767;
const cut = " […]";

/** Parts of the package, each a step beside one for each row: about so many. */
const packingSteps = 10;

/** Widths of the form's columns, in characters; the columns after them take the last. */
const widths = [6, 18, 20, 14, 8, 60, 50, 36, 30, 12];
const lastWidth = 24;

/**
 * The comment form as an Excel file: a row a comment in the columns of `formColumns` under a row of heads that stays in
 * sight, and a second sheet with what a title page says. Every cell is text, so nothing in it is taken for a formula. The
 * same compilation gives the same bytes.
 */
export async function* xlsx(compilation: Compilation): AsyncGenerator<Piece, void> {
  const wording = wordingOf(compilation);
  const { language } = wording;
  const { document, version, direction } = compilation;
  const heads = formColumns.map(([code]) => ({ ...cell(word(code, language)), fontWeight: "bold" as const }));
  const entries = formEntries(compilation);
  const steps = new Steps(entries.length + packingSteps);
  const rows: ReturnType<typeof cell>[][] = [];
  for (const entry of entries) {
    rows.push(formColumns.map(([, value]) => cell(value(entry, wording))));
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
      columns: formColumns.map((_column, index) => ({ width: widths[index] ?? lastWidth })),
      stickyRowsCount: 1,
      orientation: "landscape",
      rightToLeft: direction === "rtl",
    },
    { data: about, sheet: word("export-sheet-about", language), columns: [{ width: 24 }, { width: 90 }] },
  ]).toBuffer();
  const parts = unzipSync(written);
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

function cell(text: string): { value: string; type: StringConstructor; wrap: true; alignVertical: "top" } {
  const value = xmlText(text);
  const fitting = value.length > longestCell ? value.slice(0, longestCell - cut.length) + cut : value;
  return { value: fitting, type: String, wrap: true, alignVertical: "top" };
}
