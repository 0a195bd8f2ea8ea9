import { strFromU8, unzipSync } from "fflate";
import { acceptChanges } from "../../../server/export/ooxml/accept-changes.ts";
import { invertChanges } from "../../../server/export/ooxml/invert-changes.ts";
import { p, r, wordFile } from "../../import/docx/word-file.ts";

/** Returns the body after its changes were accepted, and their number. */
function accepted(body: string): { body: string; count: number } {
  const { parts, count } = acceptChanges(new Map(Object.entries(unzipSync(wordFile({ body })))));
  const xml = strFromU8(parts.get("word/document.xml") ?? new Uint8Array());
  return { body: /<w:body>(.*)<w:sectPr\/>/su.exec(xml)?.[1] ?? "", count };
}

const deletedEnd = "<w:rPr><w:del/></w:rPr>";

test("keeps inserted text and formatting, and removes deleted text and the formatting before", () => {
  const body = `<w:p><w:ins>${r("in", "<w:b/><w:rPrChange><w:rPr/></w:rPrChange>")}</w:ins><w:del>${r("out")}</w:del></w:p>`;
  expect(accepted(body)).toEqual({ body: `<w:p>${r("in", "<w:b/>")}</w:p>`, count: 3 });
});

test("removes the ends of moved ranges that earlier changes left behind", () => {
  const range = '<w:moveFromRangeStart w:id="1" w:name="move1" w:author="Ann"/><w:moveFromRangeEnd w:id="1"/>';
  expect(accepted(p("One") + range).body).toBe(p("One"));
});

test("joins a paragraph whose end was deleted to the next one, with the properties of the next", () => {
  expect(accepted(p("One ", `<w:jc w:val="right"/>${deletedEnd}`) + p("two", '<w:jc w:val="center"/>')).body).toBe(
    `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${r("One ")}${r("two")}</w:p>`,
  );
});

test.each([
  ["a cell", `<w:tbl><w:tr><w:tc>${p("One", deletedEnd)}</w:tc></w:tr></w:tbl>`],
  ["a text before a table", `${p("One", deletedEnd)}<w:tbl><w:tr><w:tc>${p("two")}</w:tc></w:tr></w:tbl>`],
])("keeps the end of the last paragraph of %s", (_, body) => {
  expect(accepted(body).body).toBe(body.replace(deletedEnd, "<w:rPr></w:rPr>"));
});

test("removes deleted rows and keeps inserted ones", () => {
  const row = (text: string, change: string) => `<w:tr><w:trPr>${change}</w:trPr><w:tc>${p(text)}</w:tc></w:tr>`;
  expect(accepted(`<w:tbl>${row("in", "<w:ins/>")}${row("out", "<w:del/>")}</w:tbl>`).body).toBe(
    `<w:tbl>${row("in", "")}</w:tbl>`,
  );
});

test("removes deleted runs and fractions of an equation and keeps inserted ones", () => {
  const run = (text: string, change: string): string => `<m:r><w:rPr>${change}</w:rPr><m:t>${text}</m:t></m:r>`;
  const fraction = (text: string, change: string): string =>
    `<m:f><m:fPr><m:ctrlPr>${change}</m:ctrlPr></m:fPr><m:num>${run(text, change)}</m:num><m:den/></m:f>`;
  const equation = (...content: string[]): string => `<w:p><m:oMath>${content.join("")}</m:oMath></w:p>`;
  const body = equation(
    run("a", "<w:ins/>"),
    run("b", "<w:del/>"),
    fraction("c", "<w:ins/>"),
    fraction("d", "<w:del/>"),
  );
  expect(accepted(body).body).toBe(equation(run("a", ""), fraction("c", "")));
});

test("rejecting switches off numbering that was switched on", () => {
  const numbered = `<w:p><w:pPr><w:numPr><w:numId w:val="1"/><w:ins w:id="1"/></w:numPr></w:pPr>${r("One")}</w:p>`;
  const parts = new Map(Object.entries(unzipSync(wordFile({ body: numbered }))));
  const rejected = acceptChanges(invertChanges(parts)).parts.get("word/document.xml") ?? new Uint8Array();
  expect(strFromU8(rejected)).not.toContain("w:numPr");
});

test("keeps every byte of a file without tracked changes", () => {
  const bytes = new Map(Object.entries(unzipSync(wordFile({ body: p("One & two".replace("&", "&amp;")) }))));
  expect(acceptChanges(bytes)).toEqual({ parts: bytes, count: 0 });
});

const bookmark = { start: '<w:bookmarkStart w:id="1" w:name="a"/>', end: '<w:bookmarkEnd w:id="1"/>' };

test.each([
  [
    "deleted text",
    `<w:p><w:del>${bookmark.start}${r("out")}</w:del>${r("in")}${bookmark.end}</w:p>`,
    `<w:p>${bookmark.start}${r("in")}${bookmark.end}</w:p>`,
  ],
  [
    "text that moved away",
    `<w:p>${bookmark.start}${r("in")}<w:moveFrom>${r("out")}${bookmark.end}</w:moveFrom></w:p>`,
    `<w:p>${bookmark.start}${r("in")}${bookmark.end}</w:p>`,
  ],
  [
    "a deleted row",
    `<w:p>${bookmark.start}${r("in")}</w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>${bookmark.end}</w:p></w:tc></w:tr></w:tbl>`,
    `<w:p>${bookmark.start}${r("in")}</w:p>${bookmark.end}`,
  ],
])("keeps the end of a bookmark that is in %s", (_, body, expected) => {
  expect(accepted(body).body).toBe(expected);
});

test("removes a bookmark with the deleted text around it", () => {
  expect(accepted(`<w:p><w:del>${bookmark.start}${r("out")}${bookmark.end}</w:del>${r("in")}</w:p>`).body).toBe(
    `<w:p>${r("in")}</w:p>`,
  );
});

test.each([
  ["deleted rows", `<w:tr><w:trPr><w:del/></w:trPr><w:tc>${p("out")}</w:tc></w:tr>`],
  ["deleted cells", `<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>${p("out")}</w:tc></w:tr>`],
])("removes a table of which only %s were left, and joins the paragraphs around it", (_, rows) => {
  expect(accepted(`${p("One ", deletedEnd)}<w:tbl><w:tblPr/>${rows}</w:tbl>${p("two")}`).body).toBe(
    `<w:p>${r("One ")}${r("two")}</w:p>`,
  );
});
