import { strFromU8, unzipSync } from "fflate";
import { type CompilationLayout, CompilationLayout as Layouts } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { houseFile } from "../../../../server/export/ooxml/house/house-file.ts";
import { mastheadFields } from "../../../../server/export/shared/title-facts.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import {
  bodyControl,
  control,
  paragraph,
  run,
  section,
  type TemplateInput,
  wholeCover,
  wordTemplate,
} from "../../../support/word-template.ts";
import { faultsOf } from "../../docx/ooxml-rules.ts";
import { commentsOf, elementsOf, paragraphsAfter, partOf } from "../../docx/word-file.ts";
import { annotationsOfEveryKind, compilation, draft, opinionDocument, version } from "../../sample.ts";
import { docx } from "../../whole-files.ts";

const whole = compilation(annotationsOfEveryKind(), {
  document: { ...opinionDocument, agendaItem: "3.2" },
  version: version({ symbol: "WTPF-13/5-E" }),
});
const bare = compilation(annotationsOfEveryKind());

function inTemplate(
  template: Uint8Array,
  { compiled = whole, layout = "on-the-words" }: { compiled?: Compilation; layout?: CompilationLayout } = {},
): Promise<Uint8Array> {
  return docx(compiled, layout, houseFile(partsOf(template), mastheadFields(compiled)));
}

function partsOf(file: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(file)));
}

function xmlOf(file: Uint8Array, name: string): string {
  return strFromU8(partsOf(file).get(name) ?? new Uint8Array());
}

function linesOf(file: Uint8Array): string[] {
  return paragraphsAfter(file, "accept").filter((line) => line !== "");
}

/** The template of the tests with a cover, with an end after the text, and without a place for the text. */
const templates: [name: string, input: TemplateInput][] = [
  ["with a cover", {}],
  ["without a place for the text", { body: wholeCover }],
  ["with an end after the text", { body: wholeCover + bodyControl + paragraph(run("Printed on recycled paper.")) }],
  ["with the place for the text as a paragraph", { body: wholeCover + paragraph(control("body")) }],
  [
    "with the place for the text at the end of a section",
    { body: wholeCover + paragraph(control("body"), section) + paragraph(run("Annex")) },
  ],
  ["with a cover in a section of its own", { body: wholeCover + paragraph("", section) + bodyControl }],
  ["without any content", { body: paragraph("") }],
  ["without settings and numbering", { parts: withoutParts() }],
];

function withoutParts(): NonNullable<TemplateInput["parts"]> {
  const template = wordTemplate();
  const without = (xml: string): string =>
    xml.replace(/<(?:Override|Relationship) [^>]*(?:settings|numbering)[^>]*>/gu, "");
  return {
    "[Content_Types].xml": without(xmlOf(template, "[Content_Types].xml")),
    "word/_rels/document.xml.rels": without(xmlOf(template, "word/_rels/document.xml.rels")),
    "word/settings.xml": null,
    "word/numbering.xml": null,
    "word/styles.xml": xmlOf(template, "word/styles.xml").replace(/<w:numPr>.*?<\/w:numPr>/u, ""),
  };
}

let own: Uint8Array;
let expected: Awaited<ReturnType<typeof readDraft>>;
beforeAll(async () => {
  own = await docx(whole);
  expected = await readDraft(own, { fileName: "a.docx" });
});

describe.each(templates)("a template %s", (_name, input) => {
  const template = wordTemplate(input);

  test("gives a valid Word file in the layout with sections of its own", async () => {
    expect(faultsOf(await inTemplate(template, { layout: "three-columns" }))).toEqual([]);
  });

  test("changes neither the text nor the comments that are read back", async () => {
    const inHouse = await inTemplate(template);
    const read = await readDraft(inHouse, { fileName: "a.docx" });
    expect(read.value.draft.toJSON()).toEqual(expected.value.draft.toJSON());
    expect(read.notices).toEqual(expected.notices);
    expect(commentsOf(inHouse)).toEqual(commentsOf(own));
  });
});

test.each(Layouts.options)("a template gives a valid Word file in the layout %s", async (layout) => {
  expect(faultsOf(await inTemplate(wordTemplate(), { layout }))).toEqual([]);
});

test("keeps headers, footers and pictures byte for byte, apart from fields", async () => {
  const template = wordTemplate();
  const before = partsOf(template);
  const after = partsOf(await inTemplate(template));
  for (const name of ["header2.xml", "_rels/header2.xml.rels", "footer1.xml", "media/emblem.png", "numbering.xml"]) {
    expect(after.get(`word/${name}`)).toEqual(before.get(`word/${name}`));
  }
  const header = xmlOf(template, "word/header1.xml");
  const [head = ""] = header.split("<w:sdt>");
  const tail = header.slice(header.indexOf("</w:sdt>") + "</w:sdt>".length);
  expect(strFromU8(after.get("word/header1.xml") ?? new Uint8Array())).toBe(
    `${head}<w:r><w:t xml:space="preserve">WTPF-13/5-E</w:t></w:r>${tail}`,
  );
});

test("fills the fields of the cover and does not repeat them", async () => {
  const lines = linesOf(await inTemplate(wordTemplate()));
  expect(lines.slice(0, 8)).toEqual([
    "The Council of Lakes",
    "WTPF-13/5-E",
    "6 Feb 2013",
    "Original: English",
    "Agenda item:",
    "3.2",
    whole.document.title,
    "Third draft",
  ]);
  expect(lines.filter((line) => line === "WTPF-13/5-E")).toHaveLength(1);
});

test("prints the fields that the template lacks above the text", async () => {
  const lines = linesOf(await inTemplate(wordTemplate({ body: paragraph(control("date")) + bodyControl })));
  expect(lines.slice(0, 5)).toEqual([
    "6 Feb 2013",
    "WTPF-13/5-E",
    "Original: English",
    "Agenda item 3.2",
    "Third draft",
  ]);
});

test("leaves out a field without a value with its label", async () => {
  const lines = linesOf(await inTemplate(wordTemplate(), { compiled: bare }));
  expect(lines.slice(0, 4)).toEqual(["The Council of Lakes", "6 Feb 2013", "Original: English", bare.document.title]);
});

test("leaves out a paragraph of the cover only if none of its fields has a value", async () => {
  const both = paragraph(run("Agenda item ") + control("agenda-item") + run(", ") + control("date"));
  const one = paragraph(run("Agenda item ") + control("agenda-item"));
  const lines = linesOf(await inTemplate(wordTemplate({ body: both + one + bodyControl }), { compiled: bare }));
  expect(lines[0]).toBe("Agenda item , 6 Feb 2013");
  expect(lines.filter((line) => line.startsWith("Agenda item"))).toHaveLength(1);
});

test("keeps the formatting of a field and drops the grey of its example", async () => {
  const xml = xmlOf(await inTemplate(wordTemplate()), "word/document.xml");
  expect(xml).toContain('<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">WTPF-13/5-E</w:t></w:r>');
  expect(xml).not.toContain("PlaceholderText");
});

test("escapes a value that looks like markup", async () => {
  const title = draft([{ id: "t", kind: "title", content: "Rules & <w:p/> “more”" }]);
  const file = await inTemplate(wordTemplate(), { compiled: compilation([], { draft: title }) });
  expect(faultsOf(file)).toEqual([]);
  expect(linesOf(file)).toContain("Rules & <w:p/> “more”");
});

test("uses the styles of the template by their names, without its automatic numbers", async () => {
  const file = await inTemplate(wordTemplate());
  const heading = elementsOf(partOf(file, "word/document.xml"), "w:p").find(({ textContent }) =>
    textContent?.endsWith("Figures"),
  );
  const style = heading && elementsOf(heading, "w:pStyle")[0]?.getAttribute("w:val");
  expect(style).toBe("berschrift1");
  expect(heading && elementsOf(heading, "w:numId")[0]?.getAttribute("w:val")).toBe("0");
  const styles = elementsOf(partOf(file, "word/styles.xml"), "w:style");
  const named = (name: string) =>
    styles.filter((one) => elementsOf(one, "w:name")[0]?.getAttribute("w:val")?.toLowerCase() === name);
  expect(named("heading 1")).toHaveLength(1);
  expect(named("normal")).toHaveLength(1);
  expect(named("recital")).toHaveLength(1);
  const recital = named("recital")[0];
  expect(recital && elementsOf(recital, "w:basedOn")[0]?.getAttribute("w:val")).toBe("Standard");
});

test("a style that is based on a numbered one has no automatic numbers either", async () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="R"><w:name w:val="Recital"/><w:basedOn w:val="berschrift1"/></w:style>';
  const document = partOf(await inTemplate(wordTemplate({ styles })), "word/document.xml");
  const recitals = elementsOf(document, "w:pPr").filter(
    (properties) => elementsOf(properties, "w:pStyle")[0]?.getAttribute("w:val") === "R",
  );
  expect(recitals.map((properties) => elementsOf(properties, "w:numId")[0]?.getAttribute("w:val"))).toEqual(["0", "0"]);
});

test("a style of the template with an id of ours but another name stays", async () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="Recital"><w:name w:val="Quotation from a poem"/><w:rPr><w:i/></w:rPr></w:style>';
  const file = await inTemplate(wordTemplate({ styles }));
  expect(faultsOf(file)).toEqual([]);
  expect(xmlOf(file, "word/styles.xml")).toContain(styles);
  expect(xmlOf(file, "word/document.xml")).not.toContain('<w:pStyle w:val="Recital"/>');
});

test("sets the language of the text and unlocks the file", async () => {
  const compiled = compilation([], { version: version({ language: "fr" }) });
  const file = await inTemplate(wordTemplate(), { compiled });
  expect(elementsOf(partOf(file, "word/styles.xml"), "w:lang").map((lang) => lang.getAttribute("w:val"))).toEqual([
    "fr",
  ]);
  expect(xmlOf(file, "word/settings.xml")).not.toContain("documentProtection");
});

test.each(["three-columns", "comment-form"] as const)(
  "%s: turns only pages of the text to landscape",
  async (layout) => {
    const isWide = async (cover: string): Promise<boolean[]> => {
      const file = await inTemplate(wordTemplate({ body: cover + bodyControl }), { layout });
      expect(faultsOf(file)).toEqual([]);
      const pages = elementsOf(partOf(file, "word/document.xml"), "w:pgSz");
      return pages.map((page) => Number(page.getAttribute("w:w")) > Number(page.getAttribute("w:h")));
    };
    expect(await isWide(wholeCover)).toEqual([true]);
    expect(await isWide(wholeCover + paragraph('<w:r><w:br w:type="page"/></w:r>'))).toEqual([false, true]);
    expect(await isWide(wholeCover + paragraph("", section))).toEqual([false, true]);
  },
);

test("keeps other text of a line with a tab beside a field without a value", async () => {
  const tab = "<w:r><w:tab/></w:r>";
  const body =
    paragraph(run("The Council of Lakes") + tab + control("symbol")) +
    paragraph(run("Agenda item:") + tab + control("agenda-item")) +
    bodyControl;
  const lines = linesOf(await inTemplate(wordTemplate({ body }), { compiled: bare }));
  expect(lines[0]?.trim()).toBe("The Council of Lakes");
  expect(lines.filter((line) => line.startsWith("Agenda item"))).toEqual([]);
});

test("gives the bookmarks of the template ids that the text does not use", async () => {
  const mark = '<w:bookmarkStart w:id="1" w:name="Cover"/><w:bookmarkEnd w:id="1"/>';
  const half = '<w:bookmarkStart w:id="7" w:name="Half"/>';
  const body =
    paragraph(mark + half + run("The Council of Lakes")) +
    bodyControl.replace("<w:sdtContent>", '<w:sdtContent><w:bookmarkEnd w:id="7"/>');
  const file = await inTemplate(wordTemplate({ body }));
  expect(faultsOf(file)).toEqual([]);
  expect(xmlOf(file, "word/document.xml")).toContain('w:name="Cover"');
});

test("the same text in the same template gives the same bytes", async () => {
  const template = wordTemplate();
  expect(await inTemplate(template)).toEqual(await inTemplate(template));
});

test("has none of the private data of the template", async () => {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const types = xmlOf(wordTemplate(), "[Content_Types].xml");
  const roots = xmlOf(wordTemplate(), "_rels/.rels");
  const hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret: agreed with the lobby</w:t></w:r>";
  const template = wordTemplate({
    body: paragraph(run("The Council of Lakes") + hidden) + bodyControl,
    header: paragraph(control("symbol") + hidden),
    parts: {
      "docProps/app.xml": "<Properties><Company>Secret Inc.</Company></Properties>",
      "docProps/thumbnail.jpeg": "Secret picture",
      "customXml/item1.xml": "<data>Secret data</data>",
      "_rels/.rels": roots.replace(
        "</Relationships>",
        `${relation("rId2", "extended-properties", "docProps/app.xml")}${relation("rId3", "metadata/thumbnail", "docProps/thumbnail.jpeg")}</Relationships>`,
      ),
      "[Content_Types].xml": types.replace(
        "<Override",
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/><Override',
      ),
    },
    relations: relation("rId80", "customXml", "../customXml/item1.xml"),
  });
  const file = await inTemplate(template);
  expect(faultsOf(file)).toEqual([]);
  const all = [...partsOf(file)].map(([name, bytes]) => name + strFromU8(bytes)).join();
  expect(all).not.toContain("Secret");
  expect(linesOf(file)[0]).toBe("The Council of Lakes");
  expect(xmlOf(file, "word/header1.xml")).toContain("WTPF-13/5-E");
});
