import { relationsPart, type Relation, type WordFile } from "../word-file.ts";
import {
  descendants,
  parseSource,
  plainAttribute,
  type SourceElement,
  textIn,
  wordAttribute,
} from "../../package/xml-source.ts";
import { UnfitTemplate } from "./controls.ts";

/** Relations to parts that a template may have. */
const allowed: ReadonlySet<string> = new Set([
  ...["officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail"],
  ...["styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "font"],
  ...["theme", "themeOverride", "footnotes", "endnotes", "header", "footer", "hyperlink", "image", "hdphoto"],
  ...["customXml", "customXmlProps", "glossaryDocument", "printerSettings", "people"],
  ...["comments", "commentsExtended", "commentsIds", "commentsExtensible"],
  ...["chart", "chartStyle", "chartColorStyle", "chartUserShapes"],
  ...["diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"],
]);

/** Relations to parts that are not read as XML. */
const binary: ReadonlySet<string> = new Set(["thumbnail", "font", "image", "hdphoto", "printerSettings", "hyperlink"]);

const macroRelations: ReadonlySet<string> = new Set([
  "vbaProject",
  "wordVbaData",
  "attachedToolbars",
  "keyMapCustomizations",
]);

/** Relations that lead outside even if their target is written as a part. */
const outside: ReadonlySet<string> = new Set([
  "attachedTemplate",
  "subDocument",
  "mailMergeSource",
  "mailMergeHeaderSource",
  "frame",
  "transform",
]);

/** Fields that load something when they are updated, or that start a program. */
const loadingField =
  /(?:^|\s)(?:DDE|DDEAUTO|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DATABASE|RD|MACROBUTTON)(?:\s|$)/iu;

/** Elements of marked-up text. */
const markup = new Set(
  [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
  ]
    .concat(["cellIns", "cellDel", "cellMerge", "numberingChange", "tblGridChange", "tblPrExChange"])
    .concat(["commentReference", "commentRangeStart", "footnoteReference", "endnoteReference"])
    .map((name) => `w:${name}`),
);

/**
 * Checks that a package contains nothing that runs, loads something or hides other files, and that its text is not
 * marked up. Parses every part of XML, so that none declares a document type.
 *
 * @throws UnfitTemplate; UnsupportedPackageError
 */
export function checkPackage(file: WordFile): void {
  for (const name of file.parts.keys()) {
    // Word does not distinguish case in the names of parts.
    if (/\.(?:xml|rels)$/iu.test(name) && !/\.(?:xml|rels)$/u.test(name)) throw new UnfitTemplate("unsupported", name);
    if (name.endsWith(".rels")) checkRelations(file, ownerOf(name));
    else checkPart(file, name);
  }
}

function ownerOf(relations: string): string {
  return relations === relationsPart("") ? "" : relations.replace(/_rels\/([^/]+)\.rels$/u, "$1");
}

function checkRelations(file: WordFile, part: string): void {
  for (const relation of file.relationsOf(part)) {
    const { type, external, target } = relation;
    const detail = `${part}: ${type} to ${target}`;
    if (macroRelations.has(type)) throw new UnfitTemplate("macros", detail);
    if (outside.has(type) || (external && !isWebLink(relation))) throw new UnfitTemplate("external", detail);
    if (!allowed.has(type)) throw new UnfitTemplate("embedded", detail);
    // Parts of XML are checked by the end of their name.
    if (!binary.has(type) && !target.endsWith(".xml")) throw new UnfitTemplate("unsupported", detail);
  }
}

function isWebLink({ type, target }: Relation): boolean {
  return type === "hyperlink" && /^(?:https?:\/\/|mailto:)/iu.test(target);
}

function checkPart(file: WordFile, name: string): void {
  const bytes = file.parts.get(name) ?? new Uint8Array();
  if (/(?:^|\/)vba[^/]*\.(?:bin|xml)$/iu.test(name)) throw new UnfitTemplate("macros", name);
  if (/^word\/(?:embeddings|activeX)\//iu.test(name)) throw new UnfitTemplate("embedded", name);
  if (!name.endsWith(".xml")) return;
  const { root } = file.source(name) ?? parseSource(bytes, name);
  if (name === "[Content_Types].xml") checkTypes(root);
  const instructions: string[] = [];
  for (const element of [root, ...descendants(root)]) {
    if (element.name === "w:object" || element.name === "w:control" || element.name === "w:altChunk") {
      throw new UnfitTemplate("embedded", `${name}: ${element.name}`);
    }
    if (markup.has(element.name)) throw new UnfitTemplate("marked-up", `${name}: ${element.name}`);
    if (element.name === "w:fldChar" && wordAttribute(element, "fldCharType") === "begin") instructions.push(" ");
    if (element.name === "w:instrText") instructions.push(textIn(element));
    if (element.name === "w:fldSimple") instructions.push(` ${wordAttribute(element, "instr") ?? ""} `);
    if (loadsAddress(element)) throw new UnfitTemplate("external", `${name}: ${element.name}`);
  }
  if (loadingField.test(instructions.join(""))) throw new UnfitTemplate("external", `${name}: a field`);
}

/** Whether an old drawing names its picture by an address instead of a relation. */
function loadsAddress(element: SourceElement): boolean {
  if (element.uri !== "urn:schemas-microsoft-com:vml") return false;
  return element.attributes.some(
    ({ local, value }) => local === "src" && /^(?:[a-z][a-z\d+.-]*:|\\\\|\/\/)/iu.test(value),
  );
}

function checkTypes(types: SourceElement): void {
  for (const element of descendants(types)) {
    const type = plainAttribute(element, "ContentType") ?? "";
    if (/macroEnabled|vbaProject/iu.test(type)) throw new UnfitTemplate("macros", type);
    if (/activeX|oleObject/iu.test(type)) throw new UnfitTemplate("embedded", type);
  }
}
