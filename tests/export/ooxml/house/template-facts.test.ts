import { strFromU8, unzipSync } from "fflate";
import type { TemplateFault } from "#core/text/word-template.ts";
import { UnsupportedPackageError } from "../../../../server/export/package/parts.ts";
import { templateFacts } from "../../../../server/export/ooxml/house/house-file.ts";
import { UnfitTemplate } from "../../../../server/export/ooxml/house/controls.ts";
import {
  bodyControl,
  control,
  paragraph,
  run,
  type TemplateInput,
  wholeCover,
  wordTemplate,
} from "../../../support/word-template.ts";

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function factsOf(input: TemplateInput): ReturnType<typeof templateFacts> {
  return templateFacts(new Map(Object.entries(unzipSync(wordTemplate(input)))));
}

function faultOf(input: TemplateInput): TemplateFault | "none" | "damaged" {
  try {
    factsOf(input);
    return "none";
  } catch (error) {
    if (error instanceof UnfitTemplate) return error.fault;
    if (error instanceof UnsupportedPackageError) return "damaged";
    throw error;
  }
}

function related(type: string, target: string, mode = "External"): TemplateInput {
  const relation = `<Relationship Id="rId90" Type="${office}/${type}" Target="${target}" TargetMode="${mode}"/>`;
  return { relations: relation, ...(mode === "Internal" && { parts: { [`word/${target}`]: "data" } }) };
}

test("names the fields of the cover, the headers and the footers, and the missing ones", () => {
  expect(factsOf({})).toMatchObject({
    fields: ["symbol", "date", "original-language", "agenda-item", "title"],
    missingFields: [],
    cover: true,
    header: true,
    footer: true,
    body: true,
  });
  const header = paragraph(control(" Title "));
  expect(factsOf({ body: paragraph(""), header, footer: paragraph(control("date")) })).toMatchObject({
    fields: ["date", "title"],
    missingFields: ["symbol", "original-language", "agenda-item"],
    cover: false,
    body: false,
  });
});

test("names the styles of the text that the template has", () => {
  expect(factsOf({}).styles).toEqual(["Title", "Heading 1", "Normal"]);
});

test.each<[what: string, input: TemplateInput, fault: TemplateFault]>([
  ["macros", related("vbaProject", "vbaProject.bin", "Internal"), "macros"],
  [
    "the type of a file for macros",
    {
      parts: {
        "[Content_Types].xml": strFromU8(unzipSync(wordTemplate())["[Content_Types].xml"] ?? new Uint8Array()).replace(
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
          "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
      },
    },
    "macros",
  ],
  ["a picture from elsewhere", related("image", "https://tracker.example/a.png"), "external"],
  ["a remote template", related("attachedTemplate", "https://tracker.example/a.dotm"), "external"],
  ["a link to a file", related("hyperlink", "file:///c:/a.exe"), "external"],
  ["a part of another document", related("subDocument", "b.docx"), "external"],
  ["an embedded object", related("oleObject", "embeddings/a.bin", "Internal"), "embedded"],
  ["another file to insert", related("aFChunk", "a.html", "Internal"), "embedded"],
  ["an ActiveX control", { parts: { "word/activeX/a.bin": "data" } }, "embedded"],
  [
    "a field that loads a picture",
    {
      body: paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "https://tracker.example/a.png"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ),
    },
    "external",
  ],
  [
    "a field that starts a program",
    { footer: paragraph('<w:fldSimple w:instr="DDEAUTO c:\\a.exe"><w:r><w:t>1</w:t></w:r></w:fldSimple>') },
    "external",
  ],
  [
    "an old picture from elsewhere",
    {
      header: paragraph(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="https://tracker.example/a.png"/></v:shape></w:pict></w:r>',
      ),
    },
    "external",
  ],
  ["tracked changes", { body: paragraph(`<w:ins w:id="1" w:author="A">${run("New")}</w:ins>`) }, "marked-up"],
  ["a footnote", { body: paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>') }, "marked-up"],
  ["other text beside the place for the text", { body: paragraph(run("Text: ") + control("body")) }, "unsupported"],
  ["more content controls than a template needs", { body: paragraph(control("date").repeat(501)) }, "unsupported"],
  ["2 places for the text", { body: bodyControl + bodyControl }, "unsupported"],
  [
    "a place for the text inside a table",
    { body: `<w:tbl><w:tr><w:tc>${bodyControl}</w:tc></w:tr></w:tbl>${paragraph("")}` },
    "unsupported",
  ],
])("rejects a template with %s", (_what, input, fault) => {
  expect(faultOf(input)).toBe(fault);
});

test("rejects a document type in any part", () => {
  const evil = `${head}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`;
  expect(faultOf({ parts: { "customXml/item1.xml": evil } })).toBe("damaged");
  expect(faultOf({ parts: { "word/theme/theme1.xml": evil } })).toBe("damaged");
});

test("accepts links to the web, page numbers and a cover", () => {
  expect(faultOf({ ...related("hyperlink", "https://forum.example/"), body: wholeCover + bodyControl })).toBe("none");
});

const beacon = paragraph('<w:fldSimple w:instr=" INCLUDEPICTURE http://example.org/a.png "><w:r/></w:fldSimple>');
const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

test.each<[what: string, input: TemplateInput]>([
  [
    "a header that is not named as XML",
    {
      relations: `<Relationship Id="rId90" Type="${office}/header" Target="header.bin"/>`,
      parts: { "word/header.bin": `${head}<w:hdr xmlns:w="${main}">${beacon}</w:hdr>` },
    },
  ],
  [
    "relations in capital letters",
    {
      parts: {
        "word/_rels/header1.xml.RELS": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/image" Target="http://example.org/a.png" TargetMode="External"/></Relationships>`,
      },
    },
  ],
  ["very many bookmarks", { body: wholeCover + bodyControl + '<w:bookmarkStart w:id="1" w:name="a"/>'.repeat(6000) }],
  ["very many runs in a field", { header: paragraph(control("symbol", "a</w:t></w:r><w:r><w:t>".repeat(6000))) }],
])("a template with %s is refused", (_what, input) => {
  expect(faultOf(input)).toBe("unsupported");
});
