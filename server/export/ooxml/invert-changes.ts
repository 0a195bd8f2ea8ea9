import { mayHaveChanges } from "./accept-changes.ts";
import type { Parts } from "../package/parts.ts";
import { WordFile } from "./word-file.ts";
import { childOf, elementsOf, type SourceElement, type XmlSource } from "../package/xml-source.ts";

/** Each element of a tracked change with the one that does the opposite. */
const opposites: ReadonlyMap<string, string> = new Map([
  ["w:ins", "w:del"],
  ["w:del", "w:ins"],
  ["w:moveTo", "w:moveFrom"],
  ["w:moveFrom", "w:moveTo"],
  ["w:cellIns", "w:cellDel"],
  ["w:cellDel", "w:cellIns"],
  // Inserted text needs no other name, because it goes with its insertion.
  ["w:delText", "w:t"],
  ["w:delInstrText", "w:instrText"],
]);
const formatting = /^w:(?:rPr|pPr|sectPr|tblPr|tblGrid|trPr|tcPr|tblPrEx)Change$/u;
/** Contents of properties that a tracked change of formatting does not cover. */
const uncovered =
  /^w:(?:rPr|sectPr|ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|headerReference|footerReference)$/u;

/**
 * Returns a package in which each tracked change is its opposite, and formatting is as before its changes. Accepting all
 * changes of it rejects those of the package. Parts without tracked changes keep their bytes.
 *
 * @throws UnsupportedPackageError
 */
export function invertChanges(parts: Parts): Map<string, Uint8Array> {
  const file = new WordFile(parts);
  const inverted = new Map(parts);
  for (const [name, bytes] of parts) {
    if (!name.endsWith(".xml") || !mayHaveChanges.test(new TextDecoder().decode(bytes))) continue;
    const source = file.source(name);
    if (!source) continue;
    const { xml, root } = source;
    const text = xml.slice(0, root.start) + inverse(source, root) + xml.slice(root.end);
    inverted.set(name, new TextEncoder().encode(text));
  }
  return inverted;
}

function inverse(source: XmlSource, element: SourceElement): string {
  const { xml } = source;
  const opposite = opposites.get(element.name);
  const change = elementsOf(element).find(({ name }) => formatting.test(name));
  const content = change ? earlierContent(source, element, change) : contentOf(source, element);
  const open = xml.slice(element.start, element.openEnd);
  const name = opposite === undefined ? element.raw : prefixOf(element.raw) + opposite.slice("w:".length);
  const start = `<${name}${open.slice(element.raw.length + 1)}`;
  if (element.closeStart === element.openEnd && open.endsWith("/>")) return start;
  return `${start}${content}</${name}>`;
}

function contentOf(source: XmlSource, parent: SourceElement): string {
  const pieces: string[] = [];
  let at = parent.openEnd;
  for (const element of elementsOf(parent)) {
    pieces.push(source.xml.slice(at, element.start), inverse(source, element));
    at = element.end;
  }
  return pieces.join("") + source.xml.slice(at, parent.closeStart);
}

/** Returns the content of properties before a change of formatting. */
function earlierContent(source: XmlSource, properties: SourceElement, change: SourceElement): string {
  const earlier = childOf(change, change.name.replace("Change", ""));
  const before = earlier ? source.xml.slice(earlier.openEnd, Math.max(earlier.closeStart, earlier.openEnd)) : "";
  const stays = elementsOf(properties).filter(({ name }) => uncovered.test(name));
  const [references, others] = [
    stays.filter(({ name }) => name.endsWith("Reference")),
    stays.filter(({ name }) => !name.endsWith("Reference")),
  ];
  const written = (elements: readonly SourceElement[]): string =>
    elements.map((element) => inverse(source, element)).join("");
  // The references are first in a section, and the marks of a paragraph, a row and a cell last.
  return properties.name === "w:rPr" ? written(others) + before : written(references) + before + written(others);
}

/** Returns the prefix of a name with its colon: "w:". */
function prefixOf(raw: string): string {
  return raw.slice(0, raw.indexOf(":") + 1);
}
