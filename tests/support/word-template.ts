import { strToU8, zipSync } from "fflate";
import { smallPng } from "./small-png.ts";

const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const types = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Returns a content control with a tag around runs, as Word writes it. */
export function control(tag: string, example = "Click to enter text.", properties = ""): string {
  return `<w:sdt><w:sdtPr><w:alias w:val="${tag}"/><w:tag w:val="${tag}"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/>${properties}</w:rPr><w:t>${example}</w:t></w:r></w:sdtContent></w:sdt>`;
}

/** Returns the content control for the text, around a paragraph. */
export const bodyControl =
  '<w:sdt><w:sdtPr><w:tag w:val="body"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>The text goes here.</w:t></w:r></w:p></w:sdtContent></w:sdt>';

export function paragraph(content: string, properties = ""): string {
  const set = properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`;
  return `<w:p>${set}${content}</w:p>`;
}

export function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

const picture = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Emblem"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Emblem"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

/** The usual section of a template: A4, with a first page of its own. */
export const section =
  '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>';

/** A cover with every field, in a table and in paragraphs. */
export const wholeCover = [
  `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${paragraph(run("The Council of Lakes"))}</w:tc><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${paragraph(control("symbol", "Symbol", "<w:b/>"))}${paragraph(control("date"))}${paragraph(run("Original: ") + control("original-language"))}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${paragraph(run("Agenda item:"))}</w:tc><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${paragraph(control("agenda-item"))}</w:tc></w:tr></w:tbl>`,
  paragraph(control("title"), '<w:pStyle w:val="Titel"/>'),
].join("");

/** The pieces of a template. Omitted ones are the usual. */
export interface TemplateInput {
  /** Content of the body before its section. */
  body?: string;
  section?: string;
  /** Content of the header of pages after the first. */
  header?: string;
  footer?: string;
  /** Further styles, as XML. */
  styles?: string;
  /** Parts to add or to replace. Null removes one. */
  parts?: Readonly<Record<string, string | Uint8Array | null>>;
  /** Further relationships of the main part, as XML. */
  relations?: string;
}

/**
 * Builds a Word template as an office with German Word would save it: named styles with ids of their own, an emblem in
 * the header of the first page, and content controls.
 */
export function wordTemplate(input: TemplateInput = {}): Uint8Array {
  const parts: Record<string, string | Uint8Array | null> = {
    "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${types}.settings+xml"/><Override PartName="/word/numbering.xml" ContentType="${types}.numbering+xml"/><Override PartName="/word/footnotes.xml" ContentType="${types}.footnotes+xml"/><Override PartName="/word/header1.xml" ContentType="${types}.header+xml"/><Override PartName="/word/header2.xml" ContentType="${types}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${types}.footer+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${head}<w:document xmlns:w="${main}" xmlns:r="${relations}"><w:body>${input.body ?? wholeCover + bodyControl}${input.section ?? section}</w:body></w:document>`,
    "word/_rels/document.xml.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${relations}/settings" Target="settings.xml"/><Relationship Id="rId3" Type="${relations}/header" Target="header1.xml"/><Relationship Id="rId4" Type="${relations}/header" Target="header2.xml"/><Relationship Id="rId5" Type="${relations}/footer" Target="footer1.xml"/><Relationship Id="rId6" Type="${relations}/numbering" Target="numbering.xml"/><Relationship Id="rId7" Type="${relations}/footnotes" Target="footnotes.xml"/>${input.relations ?? ""}</Relationships>`,
    "word/styles.xml": `${head}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="20"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:keepNext/><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="800000"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style><w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>${input.styles ?? ""}</w:styles>`,
    "word/settings.xml": `${head}<w:settings xmlns:w="${main}"><w:documentProtection w:edit="forms" w:enforcement="1"/><w:footnotePr><w:numFmt w:val="lowerRoman"/><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    "word/numbering.xml": `${head}<w:numbering xmlns:w="${main}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    "word/footnotes.xml": `${head}<w:footnotes xmlns:w="${main}"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>`,
    "word/header1.xml": `${head}<w:hdr xmlns:w="${main}" xmlns:r="${relations}">${input.header ?? paragraph(control("symbol"))}</w:hdr>`,
    "word/header2.xml": `${head}<w:hdr xmlns:w="${main}" xmlns:r="${relations}">${paragraph(picture)}</w:hdr>`,
    "word/_rels/header2.xml.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/image" Target="media/emblem.png"/></Relationships>`,
    "word/footer1.xml": `${head}<w:ftr xmlns:w="${main}">${input.footer ?? paragraph('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')}</w:ftr>`,
    "word/media/emblem.png": smallPng(),
    ...input.parts,
  };
  const kept = Object.entries(parts).flatMap(([name, content]) =>
    content === null ? [] : [[name, typeof content === "string" ? strToU8(content) : content] as const],
  );
  return zipSync(Object.fromEntries(kept));
}
