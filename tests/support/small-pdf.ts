/** A line of a page: its text, its distance from the left and from the bottom, in points. */
export type PdfLine = readonly [text: string, x: number, y: number];

/** Returns a PDF of A4 pages with lines of Helvetica 11 points. Texts are ASCII. */
export function smallPdf(...pages: readonly (readonly PdfLine[])[]): Uint8Array<ArrayBuffer> {
  const contents = pages.map((lines) =>
    lines.map(([text, x, y]) => `BT /F1 11 Tf ${x} ${y} Td (${text.replace(/[\\()]/gu, "\\$&")}) Tj ET`).join("\n"),
  );
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(" ");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ...contents.flatMap((content, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + 2 * index} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer<</Size ${size}/Root 1 0 R>>\n`;
  return new TextEncoder().encode(`${file}${table}startxref\n${file.length}\n%%EOF`);
}
