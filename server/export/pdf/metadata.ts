import { escapeHtml } from "#core/text/html-markup.ts";

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
export const producer = "Rapporteur";

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
