import { readFileSync } from "node:fs";
import path from "node:path";
import { abstractNum, li, num, p, paragraphStyle, r, startOverride, wordFile, type WordParts } from "./word-file.ts";

const outline = [
  ["decimal", "%1."],
  ["decimal", "%1.%2"],
  ["lowerLetter", "%3)"],
] as const;
const numbering = abstractNum(0, outline) + num(1, 0);

/** One file for each feature that a reader must handle, by its name. */
const parts: Readonly<Record<string, WordParts>> = {
  "numbers on levels": {
    numbering,
    body: li(1, 0, "A") + li(1, 1, "B") + li(1, 2, "C") + li(1, 2, "D") + li(1, 0, "E") + li(1, 1, "F"),
  },
  "lists on one definition": { numbering: numbering + num(2, 0), body: li(1, 0, "A") + li(2, 0, "B") + li(1, 0, "C") },
  "a list that starts anew": {
    numbering: numbering + num(2, 0, startOverride(0, 5)),
    body: li(1, 0, "A") + li(2, 0, "B") + li(2, 0, "C"),
  },
  "legal numbers": {
    numbering:
      abstractNum(0, [
        ["upperRoman", "%1."],
        ["decimal", "%1.%2", "<w:isLgl/>"],
      ]) + num(1, 0),
    body: li(1, 0, "A") + li(1, 1, "B"),
  },
  "numbers of styles": {
    styles:
      paragraphStyle("N", "Numbered", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
      paragraphStyle("M", "More", '<w:basedOn w:val="N"/>'),
    numbering,
    body: p("A", '<w:pStyle w:val="N"/>') + p("B", '<w:pStyle w:val="M"/>') + p("C"),
  },
  "typed numbers": { body: p("1.1 Typed") + p("62bis Typed too") },
  "a field's result": {
    body: `<w:p>${r("see ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF here </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r("part 2")}<w:r><w:fldChar w:fldCharType="end"/></w:r>${r(" there")}</w:p>`,
  },
  "merged cells": {
    body: `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p("Head")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p("a")}</w:tc><w:tc>${p("b")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>${p("")}</w:tc><w:tc>${p("c")}</w:tc></w:tr></w:tbl>${p("After.")}`,
  },
  "right to left": { body: p("إن المنتدى", "<w:bidi/>") + p("IPv6") },
  "content controls, links and symbols": {
    body: `<w:sdt><w:sdtContent><w:p>${r("kept ")}<w:hyperlink w:anchor="x">${r("linked")}</w:hyperlink><w:r><w:noBreakHyphen/></w:r>${r("end")}</w:p></w:sdtContent></w:sdt>`,
  },
};

/**
 * Returns files that other programs wrote from our texts, which are stored beside them. The programs:
 *
 * - pandoc 3.1.11 (`pandoc -N pandoc.md` and `pandoc --track-changes=all pandoc-tracked.md`)
 * - python-docx 1.1.2
 * - AbiWord 3.0.6 (`abiword --to=docx abiword.html`)
 */
function writtenElsewhere(...names: string[]): [name: string, bytes: Uint8Array][] {
  const folder = path.join("tests", "import", "docx", "other-producers");
  return names.map((name) => [name, readFileSync(path.join(folder, `${name}.docx`))]);
}

/** All of them as Word files, under valid file names. */
export const officeCorpus: ReadonlyMap<string, Uint8Array> = new Map([
  ...Object.entries(parts).map(([name, file]): [string, Uint8Array] => [
    name.replace(/[, ]+/gu, "-").replaceAll("'", ""),
    wordFile(file),
  ]),
  ...writtenElsewhere("pandoc", "python-docx", "abiword"),
]);

/** Files with tracked changes and comments. LibreOffice's page shows both the old and the new text of these. */
export const trackedCorpus: ReadonlyMap<string, Uint8Array> = new Map(writtenElsewhere("pandoc-tracked"));
