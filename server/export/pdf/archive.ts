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
import { archiveFaults, contentOf } from "./archive-rules.ts";
import { markArtifacts } from "./artifacts.ts";
import { type PdfFacts, producer, xmpPacket } from "./metadata.ts";
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
