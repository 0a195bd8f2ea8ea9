import { unzipSync } from "fflate";
import writeExcelFile from "write-excel-file/node";
import type { Compilation } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/reads-right-to-left.ts";
import { FixedZip, packageOrder } from "../shared/fixed-zip.ts";
import { formColumns, formEntries, formOwnColumns } from "../shared/form-columns.ts";
import { Steps, type Piece } from "../shared/steps.ts";
import { wordingOf } from "../shared/thread-phrases.ts";
import { titleFacts } from "../shared/title-facts.ts";
import { draftName, word } from "../shared/export-phrases.ts";
import { withPages } from "./xlsx-pages.ts";
import { xmlText } from "../shared/xml-text.ts";

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
