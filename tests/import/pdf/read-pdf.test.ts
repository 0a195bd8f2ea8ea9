import { readFileSync } from "node:fs";
import path from "node:path";
import { degrees, PDFDocument, StandardFonts, type PDFFont, type PDFPage } from "@cantoo/pdf-lib";
import type { Node } from "prosemirror-model";
import { readPdf } from "../../../server/import/pdf/read-pdf.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { showBlocks } from "../show-blocks.ts";

const files = path.join(__dirname, "files");

/**
 * LibreOffice printed these from the Word files of the model forum. A page does not distinguish a space from a no-break
 * space.
 */
test.each(["opinion-5.3", "opinion-5.2.fr"])("%s: reads a printed draft as the draft", async (name) => {
  const word = path.join(__dirname, "../../../fixtures/wtpf-13/files", `${name}.docx`);
  const printed = await readDraft(readFileSync(path.join(files, `${name}.pdf`)), { fileName: `${name}.pdf` });
  const written = await readDraft(readFileSync(word), { fileName: `${name}.docx` });
  expect(clausesOf(printed.value.draft)).toEqual(clausesOf(written.value.draft));
  expect(printed.value.language).toBe(written.value.language);
  expect(printed.notices.map(({ code }) => code)).toEqual(["read-by-its-look", "page-furniture-left-out"]);
});

function clausesOf(draft: Node): unknown[] {
  return draft.content.content.map(({ attrs, textContent }) => [
    attrs["kind"] as string,
    attrs["label"] as string | null,
    textContent.replaceAll("\u00a0", " "),
  ]);
}

/** A line of a page: its text, its distance from the left and from the bottom, and its height. */
type Line = readonly [text: string, x: number, y: number, size?: number];

async function pdf(...pages: readonly (readonly Line[])[]): Promise<Uint8Array> {
  const file = await PDFDocument.create();
  const font = await file.embedFont(StandardFonts.TimesRoman);
  for (const lines of pages) drawLines(file.addPage([595, 842]), font, lines);
  return file.save();
}

function drawLines(page: PDFPage, font: PDFFont, lines: readonly Line[]): void {
  for (const [text, x, y, size = 12] of lines) page.drawText(text, { x, y, size, font });
}

/** Returns the lines of one paragraph, from `top` down, each 15 points below the one before. */
function block(x: number, top: number, ...texts: readonly string[]): Line[] {
  return texts.map((text, at): Line => [text, x, top - 15 * at]);
}

const full = "The members of the forum met in spring and agreed on most of what was proposed to";
const other = "them by those who had prepared the draft, though not on all of it, and so they went";

test.each<[what: string, pages: Line[][], shown: string[]]>([
  [
    "a wider gap between lines begins a paragraph",
    [[...block(70, 700, full, other, "on."), ...block(70, 640, "Another began here.")]],
    [`${full} ${other} on.`, "Another began here."],
  ],
  [
    "a line after a short one begins a paragraph if all gaps are equal",
    [block(70, 700, full, "they would not meet again.", full, other, "on.")],
    [`${full} they would not meet again.`, `${full} ${other} on.`],
  ],
  [
    "a word split at a line end is joined, and a compound keeps its hyphen",
    [
      block(
        70,
        700,
        `${full} inter-`,
        `national ${other} to multi-`,
        "stakeholder forums; a multi-stakeholder one is there.",
      ),
    ],
    [`${full} international ${other} to multi-stakeholder forums; a multi-stakeholder one is there.`],
  ],
  [
    "page headers and page numbers are dropped, and a paragraph continues on the next page",
    [
      [["Report - draft 3", 70, 800, 9], ...block(70, 700, full, other), ["- 1 -", 290, 40, 9]],
      [["Report - draft 3", 70, 800, 9], ...block(70, 760, "on until summer."), ["- 2 -", 290, 40, 9]],
    ],
    [`${full} ${other} on until summer.`],
  ],
  [
    "hanging numbers are kept before their text",
    [[["1.1", 70, 700], ...block(110, 700, full, "and went."), ["a)", 110, 664], ["an item;", 140, 664]]],
    [`1.1\t${full} and went.`, "a)\tan item;"],
  ],
  [
    "larger text is a heading, and the largest text at the front is the title",
    [
      [
        ["Report", 70, 780, 20],
        ["Scope", 70, 740, 15],
        ...block(70, 710, full, "they went."),
        ["Terms", 70, 660, 15],
        ...block(70, 630, "End."),
      ],
    ],
    ["h0 Report", "h1 Scope", `${full} they went.`, "h1 Terms", "End."],
  ],
  [
    "a raised mark with text at the foot of the page is a note",
    [
      [
        ...block(70, 700, "Known", "before."),
        ["1", 107, 705, 7],
        ["1", 70, 103, 6],
        ["See the record.", 75, 100, 9],
        ...block(70, 640, full, other),
      ],
    ],
    ["Known^note 1^ before.", `${full} ${other}`],
  ],
])("%s", async (_what, pages, shown) => {
  expect(showBlocks(await readPdf(await pdf(...pages)))).toEqual(shown);
});

test("reads two columns one after the other, after the heading across both", async () => {
  const column = (x: number, word: string): Line[] =>
    block(x, 700, ...Array.from({ length: 12 }, (_, at) => `${word} column of text, line ${String(at)}, full as it`));
  const { blocks } = await readPdf(
    await pdf([
      ["A heading across both of the columns of the page, in one long line", 70, 760],
      ...column(70, "left"),
      ...column(320, "right"),
    ]),
  );
  const text = showBlocks({ blocks }).join(" ");
  expect(text.indexOf("A heading")).toBeLessThan(text.indexOf("left"));
  expect(text.lastIndexOf("left")).toBeLessThan(text.indexOf("right"));
});

test("reads a table of two columns row by row", async () => {
  const rows = Array.from({ length: 10 }, (_, at): Line[] => [
    [`Year ${String(at)}`, 70, 700 - 15 * at],
    [`${String(at)} per cent`, 320, 700 - 15 * at],
  ]);
  const [first = ""] = showBlocks(await readPdf(await pdf(rows.flat())));
  expect(first).toContain("Year 0\t0 per cent");
});

test("ignores a stamp across the page", async () => {
  const file = await PDFDocument.create();
  const font = await file.embedFont(StandardFonts.TimesRoman);
  const page = file.addPage([595, 842]);
  page.drawText("DRAFT", { x: 100, y: 300, size: 90, font, rotate: degrees(45) });
  drawLines(page, font, block(70, 700, "One."));
  expect(showBlocks(await readPdf(await file.save()))).toEqual(["One."]);
});

test("rejects a PDF without text as scanned, and others as encrypted, damaged or another format", async () => {
  const codeOf = async (bytes: Uint8Array): Promise<unknown> =>
    readDraft(bytes, { fileName: "a.pdf" }).then(
      () => "read",
      (error: unknown) => (error as { code: string }).code,
    );
  const whole = await pdf(block(70, 700, "One."));
  expect(await codeOf(await pdf([]))).toBe("scanned");
  expect(await codeOf(readFileSync(path.join(files, "locked.pdf")))).toBe("encrypted");
  expect(await codeOf(new TextEncoder().encode("%PDF-1.7\nnothing of the kind"))).toBe("damaged");
  expect(await codeOf(new TextEncoder().encode("no such file"))).toBe("not-this-format");
  expect(["read", "damaged", "scanned"]).toContain(await codeOf(whole.subarray(0, whole.length / 2)));
});
