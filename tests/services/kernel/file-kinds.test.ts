import { unzipSync } from "fflate";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { settleFile } from "../../../server/services/kernel/file-kinds.ts";
import { trackedCorpus } from "../../import/docx/office-corpus.ts";
import { p, r, wordFile } from "../../import/docx/word-file.ts";
import { del, deletedParagraph, ins, insertedParagraph } from "../../support/marked-opinion.ts";

async function textOf(bytes: Uint8Array, changes: "accept" | "reject"): Promise<string> {
  const { value } = await readDraft(bytes, { fileName: "draft.docx", language: "en", changes });
  return versionTextOf(value.draft).text;
}

const settled = (bytes: Uint8Array, changes: "accept" | "reject") =>
  settleFile("docx", { bytes, parts: new Map(Object.entries(unzipSync(bytes))) }, { changes, withoutPrivate: false });

const author = 'w:id="9" w:author="A"';
const row = (text: string, change: string) => `<w:tr><w:trPr>${change}</w:trPr><w:tc><w:tcPr/>${p(text)}</w:tc></w:tr>`;
const moved = (name: string, text: string) =>
  `<w:${name}RangeStart ${author} w:name="m"/><w:p><w:pPr><w:rPr><w:${name} ${author}/></w:rPr></w:pPr><w:${name} ${author}>${r(text)}</w:${name}></w:p><w:${name}RangeEnd w:id="9"/>`;
const noteSign = (id: number) => `<w:r><w:footnoteReference w:id="${String(id)}"/></w:r>`;
const handMade = {
  "text and paragraphs": `<w:p>${r("We ")}${del("agree")}${ins("hope")}${r(" to meet.")}</w:p>${insertedParagraph("New.")}${deletedParagraph("Old.")}${p("End.")}`,
  rows: `<w:tbl><w:tblPr/><w:tblGrid/>${row("in", `<w:ins ${author}/>`)}${row("out", `<w:del ${author}/>`)}${row("stays", "")}</w:tbl>${p("End.")}`,
  moves: `${moved("moveFrom", "It moves.")}${p("It stays.")}${moved("moveTo", "It moves.")}${p("End.")}`,
  notes: `<w:p>${r("One")}<w:ins ${author}>${noteSign(2)}</w:ins><w:del ${author}>${noteSign(3)}</w:del>${noteSign(4)}</w:p>`,
};
const notes = [2, 3, 4]
  .map((id) => `<w:footnote w:id="${String(id)}">${p(`Note ${String(id)}.`)}</w:footnote>`)
  .join("");

const files = [
  ...trackedCorpus,
  ...Object.entries(handMade).map(
    ([name, body]) => [name, wordFile({ body, footnotes: notes.repeat(name === "notes" ? 1 : 0) })] as const,
  ),
];

describe.each(["accept", "reject"] as const)("with changes: %s", (changes) => {
  test.each(files)("a file with tracked changes reads as the text of its version: %s", async (_, bytes) => {
    const file = settled(bytes, changes);
    expect(file.count).toBeGreaterThan(0);
    // Only a deletion may contain deleted text.
    expect(new TextDecoder().decode(file.parts.get("word/document.xml"))).not.toContain("delText");
    expect(await textOf(file.bytes, "accept")).toBe(await textOf(bytes, changes));
    expect(await textOf(file.bytes, "reject")).toBe(await textOf(bytes, changes));
  });
});

test("restores the formatting before a tracked change", () => {
  const body = `<w:p><w:pPr><w:jc w:val="left"/><w:rPr><w:b/></w:rPr><w:pPrChange ${author}><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange></w:pPr>${r("Text", `<w:i/><w:rPrChange ${author}><w:rPr><w:b/></w:rPr></w:rPrChange>`)}</w:p>`;
  const xml = new TextDecoder().decode(settled(wordFile({ body }), "reject").parts.get("word/document.xml"));
  expect(xml).toContain(`<w:p><w:pPr><w:jc w:val="right"/><w:rPr><w:b/></w:rPr></w:pPr>${r("Text", "<w:b/>")}</w:p>`);
});

test("keeps the bytes of a file without tracked changes", () => {
  const bytes = wordFile({ body: p("Text") });
  expect(settled(bytes, "accept")).toMatchObject({ bytes, count: 0 });
});
