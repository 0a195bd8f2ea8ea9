import { strFromU8 } from "fflate";
import { r } from "../../import/docx/word-file.ts";
import { cleaned, field, wordSpace } from "./cleaned-file.ts";

/** Returns a body and a header part that the body uses. */
function withHeader(header: string): Parameters<typeof cleaned> {
  const section = `<w:p><w:pPr><w:sectPr><w:headerReference r:id="x0"/></w:sectPr></w:pPr></w:p>`;
  const part = ["word/header1.xml", `<w:hdr ${wordSpace}>${header}</w:hdr>`] as const;
  return [{ body: section }, [{ of: "word/document", type: "header", part }]];
}

function headerAfter(header: string): string {
  const { files } = cleaned(...withHeader(header));
  return /<w:hdr [^>]*>(.*)<\/w:hdr>/su.exec(strFromU8(files.get("word/header1.xml")!))?.[1] ?? "";
}

test("removes hidden text from headers", () => {
  expect(headerAfter(`<w:p>${r("Shown")}${r("secret", "<w:vanish/>")}</w:p>`)).toBe(`<w:p>${r("Shown")}</w:p>`);
});

test.each([" AUTHOR ", " LASTSAVEDBY \\* Upper ", " FILENAME \\p ", ' DOCPROPERTY "Manager" ', " USERNAME "])(
  "removes the text of the field %j from headers",
  (instruction) => {
    const simple = `<w:fldSimple w:instr="${instruction.replaceAll('"', "&quot;")}">${r("Ann")}</w:fldSimple>`;
    expect(headerAfter(`<w:p>${r("Text")}${field(instruction, "Ann")}${simple}</w:p>`)).toBe(`<w:p>${r("Text")}</w:p>`);
  },
);

test("keeps the text of a title field in headers", () => {
  expect(headerAfter(`<w:p>${field(" TITLE ", "Draft")}</w:p>`)).toBe(`<w:p>${r("Draft")}</w:p>`);
});

test("removes the text of a control that shows the author from headers", () => {
  const control = (xpath: string, text: string) =>
    `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:${xpath}[1]"/></w:sdtPr><w:sdtContent><w:p w:rsidR="00A1">${r(text)}</w:p></w:sdtContent></w:sdt>`;
  const header = headerAfter(control("creator", "Ann") + control("title", "Draft"));
  expect(header).not.toMatch(/Ann|rsid/u);
  expect(header).toContain("Draft");
});
