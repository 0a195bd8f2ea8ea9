import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFFlateStream,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from "@cantoo/pdf-lib";
import { unmarkedInstructions } from "./artifacts.ts";
import { isStandardType, scopeOf, structureOf } from "./structure.ts";

const name = PDFName.of;

/** The rules that a file breaks, by the standard that has them. */
export interface ArchiveFaults {
  /** ISO 19005-2, level U. */
  archive: ArchiveFault[];
  /** ISO 14289-1. */
  accessible: ArchiveFault[];
}

export type ArchiveFault =
  | "no-colour-space"
  | "no-language"
  | "not-tagged"
  | "no-title"
  | "no-identifier"
  | "encrypted"
  | "font-not-embedded"
  | "font-not-in-unicode"
  | "acts-by-itself"
  | "annotation-not-printed"
  | "annotation-without-look"
  | "annotation-without-text"
  | "annotation-not-in-structure"
  | "tab-order-not-stated"
  | "picture-interpolated"
  | "picture-without-text"
  | "type-unknown"
  | "header-without-scope"
  | "heading-levels-skipped"
  | "content-not-marked";

/** Flags of annotations: invisible, hidden, not viewed, and toggled. An archived file has none of them. */
const hiding = 1 + 2 + 32 + 256;
const printed = 4;

/**
 * Checks a file against the rules that our printed files could break: properties, colours, fonts, tags, language, title,
 * annotations and what is outside the structure. It is no complete test of either standard. The metadata, which declare
 * the result, are not among them.
 */
export function archiveFaults(document: PDFDocument): ArchiveFaults {
  const faults: Record<keyof ArchiveFaults, Set<ArchiveFault>> = { archive: new Set(), accessible: new Set() };
  const both = (fault: ArchiveFault): void => {
    faults.archive.add(fault);
    faults.accessible.add(fault);
  };
  const { catalog, context } = document;
  if (context.trailerInfo.Encrypt) both("encrypted");
  if (!context.trailerInfo.ID) faults.archive.add("no-identifier");
  if (!catalog.has(name("OutputIntents"))) faults.archive.add("no-colour-space");
  if (!catalog.has(name("Lang"))) faults.accessible.add("no-language");
  if (!isTagged(catalog)) faults.accessible.add("not-tagged");
  if (document.getTitle() === undefined || !showsTitle(catalog)) faults.accessible.add("no-title");
  if (actsByItself(catalog)) faults.archive.add("acts-by-itself");
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.get(name("Type")) === name("Font")) {
      if (!isEmbedded(object)) both("font-not-embedded");
      if (!object.has(name("ToUnicode")) && !isPartOfFont(object)) both("font-not-in-unicode");
    }
    if (object instanceof PDFStream && String(object.dict.get(name("Interpolate"))) === "true")
      faults.archive.add("picture-interpolated");
  }
  for (const page of document.getPages()) {
    const annotations = (page.node.Annots()?.asArray() ?? []).flatMap((one) => {
      const found = one instanceof PDFRef ? context.lookup(one) : one;
      return found instanceof PDFDict ? [found] : [];
    });
    if (annotations.length > 0 && page.node.get(name("Tabs")) !== name("S"))
      faults.accessible.add("tab-order-not-stated");
    for (const annotation of annotations) checkAnnotation(annotation, faults);
    if (!isMarked(page.node.lookup(name("Contents")))) faults.accessible.add("content-not-marked");
  }
  for (const fault of structureFaults(document)) faults.accessible.add(fault);
  return { archive: [...faults.archive], accessible: [...faults.accessible] };
}

function isTagged(catalog: PDFDict): boolean {
  const marked = catalog.lookupMaybe(name("MarkInfo"), PDFDict)?.get(name("Marked"));
  return String(marked) === "true" && catalog.has(name("StructTreeRoot"));
}

function showsTitle(catalog: PDFDict): boolean {
  return String(catalog.lookupMaybe(name("ViewerPreferences"), PDFDict)?.get(name("DisplayDocTitle"))) === "true";
}

/** Whether a file runs something when it is opened, or brings files or scripts along. */
function actsByItself(catalog: PDFDict): boolean {
  const names = catalog.lookupMaybe(name("Names"), PDFDict);
  return (
    ["AA", "OpenAction", "AcroForm"].some((key) => catalog.has(name(key))) ||
    ["JavaScript", "EmbeddedFiles"].some((key) => names?.has(name(key)) === true)
  );
}

const fontFiles = ["FontFile", "FontFile2", "FontFile3"];

function isEmbedded(font: PDFDict): boolean {
  const kind = font.get(name("Subtype"));
  // Its glyphs are in the file as drawings.
  if (kind === name("Type3")) return true;
  if (kind === name("Type0")) {
    const [descendant] = font.lookupMaybe(name("DescendantFonts"), PDFArray)?.asArray() ?? [];
    const found = descendant instanceof PDFRef ? font.context.lookup(descendant) : descendant;
    return found instanceof PDFDict && isEmbedded(found);
  }
  const descriptor = font.lookupMaybe(name("FontDescriptor"), PDFDict);
  const hasFile = fontFiles.some((key) => descriptor?.has(name(key)) === true);
  return hasFile && (kind !== name("CIDFontType2") || font.has(name("CIDToGIDMap")));
}

/** Whether a font is only a part of a composite one, which says what its characters are. */
function isPartOfFont(font: PDFDict): boolean {
  return [name("CIDFontType0"), name("CIDFontType2")].some((kind) => font.get(name("Subtype")) === kind);
}

function checkAnnotation(annotation: PDFDict, faults: Record<keyof ArchiveFaults, Set<ArchiveFault>>): void {
  const kind = annotation.lookup(name("Subtype"), PDFName).decodeText();
  if (kind === "Popup") return;
  const flags = annotation.lookupMaybe(name("F"), PDFNumber)?.asNumber() ?? 0;
  if ((flags & hiding) !== 0 || (flags & printed) === 0) faults.archive.add("annotation-not-printed");
  if (kind !== "Link" && !annotation.lookupMaybe(name("AP"), PDFDict)?.has(name("N")))
    faults.archive.add("annotation-without-look");
  if (!annotation.has(name("Contents"))) faults.accessible.add("annotation-without-text");
  if (!annotation.has(name("StructParent"))) faults.accessible.add("annotation-not-in-structure");
  const action = annotation.lookupMaybe(name("A"), PDFDict)?.lookupMaybe(name("S"), PDFName)?.decodeText();
  if (action !== undefined && action !== "URI" && action !== "GoTo") faults.archive.add("acts-by-itself");
}

/** Whether all that a page draws is in the structure or marked as an artifact. */
function isMarked(contents: unknown): boolean {
  if (contents instanceof PDFArray) return contents.asArray().every((_, index) => isMarked(contents.lookup(index)));
  const content = contents instanceof PDFStream ? contentOf(contents) : null;
  return content !== null && unmarkedInstructions(content) === 0;
}

/** Returns the bytes of a stream, uncompressed. Null if it is of a kind that is not read. */
export function contentOf(stream: PDFStream): Uint8Array | null {
  if (stream instanceof PDFRawStream) return decodePDFRawStream(stream).decode();
  return stream instanceof PDFFlateStream ? stream.getUnencodedContents() : null;
}

function structureFaults(document: PDFDocument): ArchiveFault[] {
  const faults: ArchiveFault[] = [];
  let level = 0;
  for (const { element, type } of structureOf(document)) {
    if (!isStandardType(type)) faults.push("type-unknown");
    if (type === "TH" && scopeOf(element) === null) faults.push("header-without-scope");
    if (type === "Figure" && !element.has(name("Alt")) && !element.has(name("ActualText")))
      faults.push("picture-without-text");
    const heading = /^H([1-6])$/u.exec(type)?.[1];
    if (heading === undefined) continue;
    if (Number(heading) > level + 1) faults.push("heading-levels-skipped");
    level = Number(heading);
  }
  return faults;
}
