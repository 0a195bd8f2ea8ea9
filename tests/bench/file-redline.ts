import { originalRedline } from "../../server/services/comparison/redline-files.ts";
import { wordFile } from "../import/docx/word-file.ts";
import { longText } from "../support/hostile-files.ts";

/** Writes a redline into a Word file of as many paragraphs as the command line says, about 12 to a page. A fifth differ. */
const count = Number(process.argv[2] ?? 12_000);

const format = (bold: string): string =>
  `<w:rPr>${bold}<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr>`;
const run = (text: string, bold = ""): string =>
  `<w:r w:rsidR="00A12B3C">${format(bold)}<w:t xml:space="preserve">${text}</w:t></w:r>`;

function fileOf(isRevised: boolean): Uint8Array {
  const paragraphs = longText(count).map((text, at) => {
    const [first = "", ...rest] = text.split(", ");
    const changed = isRevised && at % 5 === 0 ? first.replace("should", "must") : first;
    return `<w:p><w:pPr><w:jc w:val="both"/></w:pPr>${run(changed)}${run(", ", "<w:b/>")}${run(rest.join(", "))}</w:p>`;
  });
  return wordFile({ body: paragraphs.join("") });
}

const [base, revised] = [false, true].map((isRevised) => ({
  name: isRevised ? "revised.docx" : "base.docx",
  bytes: fileOf(isRevised),
}));
if (!base || !revised) throw new Error("No files");
const began = performance.now();
const by = { author: "Rapporteur", date: "2013-02-20T12:00:00" };
const result = await originalRedline(base, revised, { ...by, via: [], withoutPrivate: false });
const seconds = (performance.now() - began) / 1000;
if (!("bytes" in result)) throw new Error(result.refused);
console.log(
  `${String(count)} paragraphs: ${(result.bytes.length / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s; at most ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB of memory`,
);
