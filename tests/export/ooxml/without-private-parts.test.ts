import fc from "fast-check";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { packParts, UnsupportedPackageError } from "../../../server/export/package/parts.ts";
import { withoutPrivateParts } from "../../../server/export/ooxml/without-private-parts.ts";
import { faultsOf } from "../docx/ooxml-rules.ts";
import { paragraphsAfter } from "../docx/word-file.ts";
import { officeCorpus, trackedCorpus } from "../../import/docx/office-corpus.ts";
import { p, paragraphStyle, r, wordFile, type WordParts } from "../../import/docx/word-file.ts";
import { cleaned, type Extra, field, partsWith, relations, wordSpace } from "./cleaned-file.ts";

const mark = (type: string) => `<w:fldChar w:fldCharType="${type}"/>`;

function chainOfStyles(length: number): string {
  const based = (index: number) => `<w:basedOn w:val="S${String(index + 1)}"/>`;
  return Array.from({ length }, (_, index) => paragraphStyle(`S${String(index)}`, "S", based(index))).join("");
}

test("removes comments with their authors, marks and further parts", () => {
  const body = `<w:p><w:commentRangeStart w:id="0"/>${r("Text")}<w:commentRangeEnd w:id="0"/><w:r><w:rPr/><w:commentReference w:id="0"/></w:r></w:p>`;
  const comments = `<w:comment w:id="0" w:author="Ann" w:initials="A">${p("A secret")}</w:comment>`;
  const people = '<w15:people xmlns:w15="x"><w15:person w15:author="Ann"/></w15:people>';
  const {
    all,
    body: kept,
    removed,
  } = cleaned({ body, comments, commentsExtended: "<w15:commentEx/>" }, [
    { of: "word/document", type: "people", part: ["word/people.xml", people] },
  ]);
  expect(kept).toBe(`<w:p>${r("Text")}</w:p>`);
  expect(all).not.toMatch(/Ann|secret|comment/iu);
  expect(removed).toEqual([
    { kind: "comments", count: 1 },
    { kind: "people", count: 1 },
  ]);
});

test("accepts tracked changes, also in headers, so that neither authors nor deleted text stay", () => {
  const tracked = `<w:p>${r("In")}<w:del w:id="1" w:author="Ann" w:date="2013-02-06T00:00:00Z"><w:r><w:delText>secret</w:delText></w:r></w:del></w:p>`;
  const header = `<w:hdr ${wordSpace}>${tracked}</w:hdr>`;
  const body =
    tracked +
    `<w:p><w:pPr><w:sectPr><w:headerReference xmlns:r="${relations.slice(0, -1)}" r:id="x0"/></w:sectPr></w:pPr></w:p>`;
  const { all, files, removed } = cleaned({ body }, [
    { of: "word/document", type: "header", part: ["word/header1.xml", header] },
  ]);
  expect(strFromU8(files.get("word/header1.xml")!)).toBe(`<w:hdr ${wordSpace}><w:p>${r("In")}</w:p></w:hdr>`);
  expect(all).not.toMatch(/Ann|secret|2013/u);
  expect(removed).toEqual([{ kind: "tracked-changes", count: 2 }]);
});

test("removes runs that are hidden by themselves or by a style, and keeps those that are shown again", () => {
  const styles =
    paragraphStyle("Base", "Base", "<w:rPr><w:vanish/></w:rPr>") +
    paragraphStyle("Note", "Note", '<w:basedOn w:val="Base"/>') +
    '<w:style w:type="character" w:styleId="Sign"><w:rPr><w:vanish/></w:rPr></w:style>';
  const body =
    `<w:p>${r("Shown ")}${r("secret", "<w:vanish/>")}${r("text", '<w:vanish w:val="0"/>')}</w:p>` +
    `<w:p>${r("secret", '<w:rStyle w:val="Sign"/>')}</w:p>` +
    `<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>${r("secret")}${r("kept", '<w:vanish w:val="false"/>')}</w:p>`;
  const { all, removed } = cleaned({ body, styles });
  expect(all).not.toContain("secret");
  expect(all).toMatch(/Shown .*text.*kept/su);
  expect(removed).toEqual([{ kind: "hidden-text", count: 3 }]);
});

test("removes the notes, pictures and diagrams of hidden text, and the marks of hidden fields", () => {
  const hidden = "<w:rPr><w:vanish/></w:rPr>";
  const hiddenMark = (type: string) => `<w:r>${hidden}${mark(type)}</w:r>`;
  const body =
    `<w:p>${r("Text")}<w:r>${hidden}<w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r>` +
    `<w:r>${hidden}<w:drawing><a:blip r:embed="x0"/></w:drawing></w:r>` +
    `${hiddenMark("begin")}<w:r>${hidden}<w:instrText> XE "secret" </w:instrText></w:r>${hiddenMark("end")}</w:p>`;
  const footnotes = `<w:footnote w:id="2">${p("secret")}</w:footnote><w:footnote w:id="3">${p("note")}</w:footnote>`;
  const {
    all,
    body: kept,
    files,
  } = cleaned({ body, footnotes }, [
    { of: "word/document", type: "image", part: ["word/media/image1.png", "secret"] },
    { of: "word/document", type: "diagramDrawing", part: ["word/diagrams/drawing1.xml", "<a>secret</a>"] },
  ]);
  expect(kept).toBe(`<w:p>${r("Text")}<w:r><w:footnoteReference w:id="3"/></w:r></w:p>`);
  expect(all).not.toContain("secret");
  expect([...files.keys()]).not.toContain("word/media/image1.png");
});

test("keeps the marks of a field together if only some are hidden", () => {
  const hidden = "<w:rPr><w:vanish/></w:rPr>";
  const body = `<w:p>${field(" REF a ", "7").replace("<w:r><w:fldChar", `<w:r>${hidden}<w:fldChar`)}</w:p>`;
  expect(cleaned({ body }).body).toBe(body);
});

test.each([
  [' AUTHOR "Ann" ', ["Ann Author"]],
  [' HYPERLINK "C:\\\\Users\\\\ann\\\\a.docx" ', ["a link"]],
  [' HYPERLINK "a.docx" ', ["a link"]],
  [" ADDIN ZOTERO_ITEM {secret} ", ["(Ann 2013)"]],
])("turns the field %j into its text", (instruction, [text = ""]) => {
  const { body, removed } = cleaned({ body: `<w:p>${field(instruction, text)}</w:p>` });
  expect(body).toBe(`<w:p>${r(text)}</w:p>`);
  expect(removed).toEqual([{ kind: "computed-fields", count: 1 }]);
});

test("removes what another field shows inside the instruction of a removed field", () => {
  const inner = field(" REF a ", "secret");
  const body = `<w:p>${field(`</w:instrText></w:r>${inner}<w:r><w:instrText> FILENAME `, "name.docx")}</w:p>`;
  expect(cleaned({ body }).body).toBe(`<w:p>${r("name.docx")}</w:p>`);
});

test.each([' HYPERLINK "https://example.org" ', ' HYPERLINK \\l "place" ', " REF a \\h ", " PAGE \\* MERGEFORMAT "])(
  "keeps the field %j",
  (instruction) => {
    const body = `<w:p>${field(instruction, "text")}<w:fldSimple w:instr="${instruction.replaceAll('"', "&quot;")}">${r("text")}</w:fldSimple></w:p>`;
    expect(cleaned({ body }).body).toBe(body);
  },
);

test("removes properties, previews, data of forms and programs, and parts without a relation", () => {
  const core =
    '<cp:coreProperties xmlns:cp="c"><cp:lastModifiedBy>Ann</cp:lastModifiedBy><cp:empty/></cp:coreProperties>';
  const body = `<w:sdt><w:sdtPr><w:tag w:val="secret"/><w:dataBinding w:xpath="secret"/></w:sdtPr><w:sdtContent>${p("Text")}</w:sdtContent></w:sdt>`;
  const files = partsWith({ body }, [
    { type: "metadata/core-properties", part: ["docProps/core.xml", core] },
    { type: "metadata/thumbnail", part: ["docProps/thumbnail.jpeg", "secret"] },
    { of: "word/document", type: "customXml", part: ["customXml/item1.xml", "<a>secret</a>"] },
    { of: "word/document", type: "ofTheFuture", part: ["word/future.bin", "secret"] },
  ]);
  files.set("secret.txt", strToU8("secret"));
  const { parts, removed } = withoutPrivateParts(files);
  expect([...parts.values()].map((bytes) => strFromU8(bytes)).join("")).not.toMatch(/Ann|secret/u);
  expect(removed).toEqual([
    { kind: "properties", count: 1 },
    { kind: "custom-data", count: 3 },
    { kind: "previews", count: 1 },
    { kind: "other-data", count: 2 },
  ]);
  const known = new Set(faultsOf(wordFile({ body, footnotes: "" })));
  expect(faultsOf(packParts(parts)).filter((fault) => !known.has(fault))).toEqual([]);
});

test("removes marks of editing sessions, document variables, passwords and the template's path", () => {
  const settings =
    '<w:documentProtection w:hash="secret"/><w:attachedTemplate r:id="x0"/>' +
    '<w:docVars><w:docVar w:name="secret" w:val="secret"/></w:docVars><w:rsids><w:rsidRoot w:val="00A1"/></w:rsids>';
  const body = `<w:p w:rsidR="00A1" w:rsidRDefault='00A2'><w:r w:rsidRPr="00A3"><w:t>Text</w:t></w:r></w:p>`;
  const {
    all,
    body: kept,
    removed,
  } = cleaned({ body, settings }, [
    { of: "word/settings", type: "attachedTemplate", address: "file:///C:/Users/ann/secret.dotx" },
  ]);
  expect(kept).toBe("<w:p><w:r><w:t>Text</w:t></w:r></w:p>");
  expect(all).not.toMatch(/secret|00A/u);
  expect(removed).toEqual([
    { kind: "editing-sessions", count: 4 },
    { kind: "settings", count: 2 },
    { kind: "local-paths", count: 1 },
  ]);
});

test("removes local addresses and names of files, and keeps addresses of the web", () => {
  const picture =
    '<pic:cNvPr xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" name="ann.png" descr="A map"/>';
  const body = `<w:p><w:hyperlink r:id="a">${r("one")}</w:hyperlink><w:hyperlink r:id="b">${r("two")}</w:hyperlink><w:r><w:drawing><wp:docPr name="Picture 1" title="ann.JPEG" descr="C:\\ann\\map.png"/>${picture}</w:drawing></w:r><w:r><w:pict><v:shape alt="A map"><v:imagedata title="ann"/></v:shape></w:pict></w:r></w:p>`;
  const { all } = cleaned({ body, links: { a: "file://server/ann/draft.docx", b: "https://example.org/a" } });
  expect(all).not.toContain("ann");
  expect(all).toContain('Target="about:blank"');
  expect(all).toContain('Target="https://example.org/a"');
  for (const kept of ['descr="A map"', 'alt="A map"', 'name="Picture 1"']) expect(all).toContain(kept);
});

test("removes what a camera wrote into a picture, and names pictures of which it cannot tell", () => {
  const picture = (name: string, index: number, bytes: string): Extra & { id: string } => ({
    of: "word/document",
    type: "image",
    part: [`word/media/${name}`, bytes],
    id: `x${String(index)}`,
  });
  const gif = "GIF89a\0\0\0\0\0\0\0";
  const pictures = [picture("image1.gif", 0, `${gif}!\u00fe\u0006secret\0;`), picture("image2.emf", 1, "drawing")];
  const body = `<w:p><w:r>${pictures.map(({ id }) => `<w:drawing><a:blip r:embed="${id}"/></w:drawing>`).join("")}</w:r></w:p>`;
  const files = partsWith({ body }, pictures);
  files.set("word/media/image1.gif", Buffer.from(`${gif}!\u00fe\u0006secret\0;`, "latin1"));
  const { parts, removed, uncheckedPictures } = withoutPrivateParts(files);
  expect(strFromU8(parts.get("word/media/image1.gif")!)).toBe(`${gif};`);
  expect(removed).toEqual([{ kind: "picture-data", count: 1 }]);
  expect(uncheckedPictures).toBe(1);
});

test("removes a chart's workbook, the names of its sheets and the series that it hides, and keeps its values", () => {
  const c = "http://schemas.openxmlformats.org/drawingml/2006/chart";
  const c15 = "http://schemas.microsoft.com/office/drawing/2012/chart";
  const values = (sheet: string, value: string) =>
    `<c:val><c:numRef><c:f>${sheet}!$B$2:$B$9</c:f><c:numCache><c:pt idx="0"><c:v>${value}</c:v></c:pt></c:numCache></c:numRef></c:val>`;
  const ext = `<c:extLst><c:ext><c15:filteredBarSeries xmlns:c15="${c15}">${values("secret", "secret")}</c15:filteredBarSeries></c:ext></c:extLst>`;
  const chart = (inside: string, after: string) =>
    `<c:chartSpace xmlns:c="${c}" xmlns:r="${relations.slice(0, -1)}">${inside}${after}</c:chartSpace>`;
  const book = "<c:printSettings><c:headerFooter><c:oddHeader>secret</c:oddHeader></c:headerFooter></c:printSettings>";
  const written = chart(
    `<c:pivotSource><c:name>[secret.xlsx]secret</c:name></c:pivotSource>${values("'secret sheet'", "7")}${ext}`,
    `${book}<c:externalData r:id="rId1"/>`,
  );
  const files = partsWith(
    { body: `<w:p><w:r><w:drawing><c:chart xmlns:c="${c}" r:id="x0"/></w:drawing></w:r></w:p>` },
    [{ of: "word/document", type: "chart", part: ["word/charts/chart1.xml", written] }],
  );
  const workbook = `<Relationship Id="rId1" Type="${relations}package" Target="../embeddings/book.xlsx"/>`;
  files.set(
    "word/charts/_rels/chart1.xml.rels",
    strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${workbook}</Relationships>`,
    ),
  );
  files.set("word/embeddings/book.xlsx", strToU8("secret"));
  const { parts, removed } = withoutPrivateParts(files);
  expect(strFromU8(parts.get("word/charts/chart1.xml")!)).toBe(
    chart(`${values("Sheet1", "7")}<c:extLst></c:extLst>`, ""),
  );
  expect([...parts.keys()].filter((name) => /embeddings|charts\/_rels/u.test(name))).toEqual([]);
  expect(removed).toEqual([
    { kind: "local-paths", count: 1 },
    { kind: "embedded-files", count: 1 },
    { kind: "printer-settings", count: 1 },
    { kind: "other-data", count: 2 },
  ]);
});

test.each([
  [
    "a hidden drawing",
    '<w:drawing><wp:inline><wp:docPr id="1" name="A" hidden="1"/><a:t>secret</a:t></wp:inline></w:drawing>',
  ],
  [
    "a hidden shape",
    '<w:pict><v:shape style="position:absolute;visibility:hidden"><v:textpath string="secret"/></v:shape></w:pict>',
  ],
  [
    "a compressed copy of a shape",
    '<w:pict><v:shape xmlns:o="urn:schemas-microsoft-com:office:office" o:gfxdata="secret"/></w:pict>',
  ],
  [
    "the original of a picture that Word changed",
    '<w:drawing><a:blip><a:extLst><a:ext uri="{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}"><a14:imgProps xmlns:a14="a">secret</a14:imgProps></a:ext></a:extLst></a:blip></w:drawing>',
  ],
  [
    "options that were not chosen",
    `<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="secret"/></w:dropDownList></w:sdtPr><w:sdtContent>${r("Text")}</w:sdtContent></w:sdt>`,
  ],
])("removes %s", (_, inside) => {
  const body = inside.startsWith("<w:sdt") ? `<w:p>${inside}</w:p>` : `<w:p>${r("Text")}<w:r>${inside}</w:r></w:p>`;
  const { all, removed } = cleaned({ body });
  expect(all).not.toContain("secret");
  expect(all).toContain("Text");
  expect(removed.map(({ count }) => count)).toEqual([1]);
});

test("removes comments of XML and instructions to programs", () => {
  const { all, removed } = cleaned({ body: `<?secret?>${p("Text")}<!-- secret -->` });
  expect(all).not.toContain("secret");
  expect(removed).toEqual([{ kind: "other-data", count: 2 }]);
});

test("removes embedded files and keeps their pictures", () => {
  const object = (inside: string) =>
    `<w:p><w:r><w:object><v:shape id="s"><v:imagedata r:id="x0"/></v:shape>${inside}</w:object></w:r></w:p>`;
  const { files, body } = cleaned(
    { body: object('<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="x1"/>') },
    [
      { of: "word/document", type: "image", part: ["word/media/image1.emf", "picture"] },
      { of: "word/document", type: "package", part: ["word/embeddings/sheet.xlsx", "secret"] },
    ],
  );
  expect(body).toBe(object(""));
  expect([...files.keys()]).toEqual(expect.arrayContaining(["word/media/image1.emf"]));
  expect([...files.keys()]).not.toContain("word/embeddings/sheet.xlsx");
});

test.each([...officeCorpus, ...trackedCorpus])("keeps the text of %s, in a valid file", (_, bytes) => {
  const before = new Map(Object.entries(unzipSync(bytes)));
  const once = withoutPrivateParts(before);
  const written = packParts(once.parts);
  if (before.has("word/footnotes.xml")) {
    expect(paragraphsAfter(written, "reject")).toEqual(paragraphsAfter(bytes, "accept"));
  }
  const known = new Set(faultsOf(bytes));
  expect(faultsOf(written).filter((fault) => !known.has(fault))).toEqual([]);
  expect(withoutPrivateParts(once.parts).removed).toEqual([]);
});

const hidden = fc.boolean();
const pieces = fc.array(fc.tuple(fc.constantFrom("peace ", "and ", "7", "é"), hidden), { maxLength: 8 });
const paragraphs = fc.array(pieces, { minLength: 1, maxLength: 5 });

test("keeps all text but the hidden text, and nothing of the hidden text", () => {
  fc.assert(
    fc.property(paragraphs, (lines) => {
      const run = ([text, isHidden]: readonly [string, boolean]) => (isHidden ? r("secret", "<w:vanish/>") : r(text));
      const body = lines.map((line) => `<w:p>${line.map(run).join("")}</w:p>`).join("");
      const { files, all } = cleaned({ body });
      const shown = lines.map((line) => line.flatMap(([text, isHidden]) => (isHidden ? [] : [text])).join(""));
      expect(paragraphsAfter(packParts(files), "accept")).toEqual(shown);
      expect(all).not.toContain("secret");
    }),
    { numRuns: 50, seed: 5 },
  );
});

test.each([
  ["another file in the text", { body: p("Text") }, [{ of: "word/document", type: "aFChunk", address: "a.html" }]],
  [
    "an element that needs a removed part",
    { body: '<w:p><w:unknown r:id="x0"/></w:p>' },
    [{ of: "word/document", type: "control", part: ["word/a.xml", "<a/>"] }],
  ],
  [
    "a private field without an end",
    { body: '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR </w:instrText></w:r></w:p>' },
    [],
  ],
  ["an author outside a change", { body: '<w:p w:author="Ann"/>' }, []],
  [
    "fields that nest too deep",
    { body: `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(101)}</w:p>` },
    [],
  ],
] as const satisfies readonly (readonly [string, WordParts, readonly Extra[]])[])("refuses %s", (_, parts, extras) => {
  expect(() => cleaned(parts, extras)).toThrow(UnsupportedPackageError);
});

test.each([
  ["relations", { body: p("Text") }, 1000],
  ["runs of a paragraph", { body: `<w:p>${r("a").repeat(30_000)}${r("Text")}</w:p>` }, 0],
  [
    "fields of a run",
    {
      body: `<w:p><w:r>${mark("begin").repeat(50)}${(mark("begin") + mark("end")).repeat(15_000)}${mark("end").repeat(50)}</w:r>${r("Text")}</w:p>`,
    },
    0,
  ],
  ["styles", { body: p("Text", '<w:pStyle w:val="S0"/>'), styles: chainOfStyles(10_000) }, 0],
])("takes little time for a long chain or list of %s", (_, parts: WordParts, related) => {
  const extras = Array.from({ length: related }, (__, index): Extra => ({
    of: "word/document",
    type: "styles",
    part: [`word/styles${String(index)}.xml`, `<w:styles ${wordSpace}/>`],
  }));
  const files = partsWith(parts, extras);
  const before = process.cpuUsage();
  const { parts: kept } = withoutPrivateParts(files);
  expect(strFromU8(kept.get("word/document.xml") ?? new Uint8Array())).toContain("Text");
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
});
