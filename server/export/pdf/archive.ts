import { createHash } from "node:crypto";
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRef,
  PDFStream,
  PDFString,
} from "@cantoo/pdf-lib";
import { escapeHtml } from "#core/text/html-markup.ts";
import { archiveFaults, contentOf } from "./archive-rules.ts";
import { markArtifacts } from "./artifacts.ts";
import { srgbProfile } from "./srgb-profile.ts";
import { completeStructure, placeAnnotations } from "./structure.ts";

const name = PDFName.of;

/**
 * Completes a printed file for archives and screen readers: its properties, its colour space, marks on what is no content,
 * types of the structure that every reader knows, and alternate texts of links. If it then breaks none of the rules that
 * are checked (archive-rules.ts), it declares PDF/A-2 and PDF/UA-1.
 */
export function completeForArchive(document: PDFDocument, facts: PdfFacts): void {
  writeProperties(document, facts);
  writeColourSpace(document);
  describeLinks(document);
  placeAnnotations(document);
  completeStructure(document);
  for (const page of document.getPages()) markPage(page);
  const faults = archiveFaults(document);
  const standards = (["archive", "accessible"] as const).filter((standard) => faults[standard].length === 0);
  const { context } = document;
  const metadata = context.stream(xmpPacket(facts, standards), { Type: "Metadata", Subtype: "XML" });
  document.catalog.set(name("Metadata"), context.register(metadata));
}

/** Writes the properties in place of the browser's. */
function writeProperties(document: PDFDocument, facts: PdfFacts): void {
  const { title, author, subject, language, generatedAt } = facts;
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setAuthor(author);
  document.setSubject(subject);
  document.setCreator(producer);
  document.setProducer(producer);
  document.setCreationDate(new Date(generatedAt));
  document.setModificationDate(new Date(generatedAt));
  document.setLanguage(language);
  const hash = createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 32);
  const id = PDFHexString.of(hash);
  document.context.trailerInfo.ID = document.context.obj([id, id]);
}

/** Chromium writes colours of the screen, without saying which colours these are. */
function writeColourSpace({ catalog, context }: PDFDocument): void {
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  const intent = context.obj({
    Type: "OutputIntent",
    S: "GTS_PDFA1",
    OutputConditionIdentifier: PDFString.of("sRGB IEC61966-2.1"),
    RegistryName: PDFString.of("http://www.color.org"),
    Info: PDFString.of("sRGB IEC61966-2.1"),
    DestOutputProfile: profile,
  });
  catalog.set(name("OutputIntents"), context.obj([context.register(intent)]));
}

/** Gives links the text by which a screen reader names them: where they lead. */
function describeLinks(document: PDFDocument): void {
  for (const page of document.getPages()) {
    for (const reference of page.node.Annots()?.asArray() ?? []) {
      const link = reference instanceof PDFRef ? document.context.lookup(reference, PDFDict) : reference;
      if (!(link instanceof PDFDict) || link.get(name("Subtype")) !== name("Link") || link.has(name("Contents")))
        continue;
      const action = link.lookupMaybe(name("A"), PDFDict);
      const target = action?.lookup(name("URI")) ?? action?.lookup(name("D")) ?? link.lookup(name("Dest"));
      link.set(name("Contents"), PDFHexString.fromText(textOf(target)));
    }
  }
}

function textOf(target: unknown): string {
  if (target instanceof PDFString || target instanceof PDFHexString) return target.decodeText();
  return target instanceof PDFName ? target.decodeText() : "#";
}

/** Marks what a page draws outside its structure. A stream that cannot be read stays as it is; the rules find it. */
function markPage({ node, doc: { context } }: PDFPage): void {
  const contents = node.lookup(name("Contents"));
  const streams = contents instanceof PDFArray ? contents.asArray() : [node.get(name("Contents"))];
  const forms = node.Resources()?.lookupMaybe(name("XObject"), PDFDict);
  const isContent = (object: string): boolean => {
    const form = forms?.lookup(name(object));
    const bytes = form instanceof PDFStream && form.dict.get(name("Subtype")) === name("Form") ? contentOf(form) : null;
    return bytes !== null && Buffer.from(bytes).includes("BDC");
  };
  const marked = streams.map((reference) => {
    const stream = reference instanceof PDFRef ? context.lookup(reference) : reference;
    const content = stream instanceof PDFStream ? contentOf(stream) : null;
    if (content === null || !reference) return reference;
    try {
      const written = markArtifacts(content, isContent);
      if (written === content) return reference;
      if (reference instanceof PDFRef) context.delete(reference);
      return context.register(context.flateStream(written));
    } catch (error) {
      if (error instanceof RangeError) return reference;
      throw error;
    }
  });
  node.set(name("Contents"), context.obj(marked.filter((one) => one !== undefined)));
}

/** The properties of a PDF file. */
export interface PdfFacts {
  title: string;
  /** Language of the title, as a BCP 47 tag. */
  language: string;
  author: string;
  subject: string;
  /** ISO 8601. */
  generatedAt: string;
}

/** Name of the program, in the properties of a file. */
const producer = "Rapporteur";

/** The namespace and the property by which a file declares a standard, with its values. */
const declarations = {
  /** ISO 19005-2, 6.6.4. Level U: text can be read as Unicode. */
  archive: `<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>`,
  /** ISO 14289-1, 5. */
  accessible: `<pdfuaid:part>1</pdfuaid:part>`,
} as const;

/** PDF/A knows no properties of PDF/UA, so a file that declares both describes them (ISO 19005-2, 6.6.2.3.3). */
const accessibleSchema = `<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>`;

const namespaces = {
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  pdf: "http://ns.adobe.com/pdf/1.3/",
  pdfaid: "http://www.aiim.org/pdfa/ns/id/",
  pdfuaid: "http://www.aiim.org/pdfua/ns/id/",
  pdfaExtension: "http://www.aiim.org/pdfa/ns/extension/",
  pdfaSchema: "http://www.aiim.org/pdfa/ns/schema#",
  pdfaProperty: "http://www.aiim.org/pdfa/ns/property#",
} as const;

/**
 * Returns the metadata of a file as an XMP packet (ISO 16684-1), with the same values as its information dictionary.
 *
 * @param declares The standards that the file declares to follow.
 */
export function xmpPacket(facts: PdfFacts, declares: readonly (keyof typeof declarations)[]): Uint8Array {
  const { title, language, author, subject, generatedAt } = facts;
  // The information dictionary has no fractions of a second.
  const at = new Date(generatedAt).toISOString().replace(/\.\d+Z$/u, "Z");
  const inLanguage = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(text)}</rdf:li><rdf:li xml:lang="${escapeHtml(language)}">${escapeHtml(text)}</rdf:li></rdf:Alt>`;
  const properties = [
    `<dc:format>application/pdf</dc:format>`,
    `<dc:title>${inLanguage(title)}</dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${escapeHtml(author)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(subject)}</rdf:li></rdf:Alt></dc:description>`,
    `<dc:language><rdf:Bag><rdf:li>${escapeHtml(language)}</rdf:li></rdf:Bag></dc:language>`,
    `<xmp:CreatorTool>${producer}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${at}</xmp:CreateDate><xmp:ModifyDate>${at}</xmp:ModifyDate><xmp:MetadataDate>${at}</xmp:MetadataDate>`,
    `<pdf:Producer>${producer}</pdf:Producer>`,
    ...declares.map((standard) => declarations[standard]),
    ...(declares.length === 2 ? [accessibleSchema] : []),
  ];
  const prefixes = Object.entries(namespaces).map(([prefix, address]) => `xmlns:${prefix}="${address}"`);
  const packet = [
    `<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
    `<rdf:Description rdf:about="" ${prefixes.join(" ")}>`,
    ...properties,
    `</rdf:Description></rdf:RDF></x:xmpmeta>`,
    `<?xpacket end="w"?>`,
  ];
  return new TextEncoder().encode(packet.join("\n"));
}
