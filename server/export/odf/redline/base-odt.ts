import { elementsOf, type SourceAttribute, type SourceElement, textIn } from "../../package/xml-source.ts";
import { isNeutral } from "../odt-atoms.ts";
import { odtText } from "../odt-styles.ts";
import { escapeXml } from "../../shared/xml.ts";
import type { BaseStyles, StyleFamily } from "./base-parts.ts";

/** Callbacks for what base content refers to outside its part. */
export interface BaseOdtReferences {
  readonly styles: BaseStyles;
  /** The prefixes that the revised file declares, with their namespaces. */
  readonly declared: ReadonlyMap<string, string>;
  /** Returns the address that a picture of the base has in the revised file. */
  readonly picture: (address: string) => string;
}

/** Fields that set or count something in the file. A deletion has only their text. */
const counting =
  /^text:(?:sequence|variable-(?:set|get|input)|user-(?:field-(?:get|input)|defined)|database-.*|expression)$/u;

/** Attributes that are unique in their file, or say how its lists continue. */
const own =
  /^(?:xml:id|text:id|text:(?:continue-list|continue-numbering|start-value|restart-numbering|cond-style-name)|.*:rsid)$/u;

const xmlns = "http://www.w3.org/2000/xmlns/";

/** Returns an element of the base as one of the revised file. Returns "" for one that is left out. */
export function baseOdt(element: SourceElement, references: BaseOdtReferences): string {
  if (isLeftOut(element)) return "";
  if (counting.test(element.name)) return odtText(textIn(element));
  const content = element.children
    .map((node) => (typeof node === "string" ? escapeXml(node) : baseOdt(node, references)))
    .join("");
  const tag = openTagOf(element, references);
  return content === "" ? `${tag}/>` : `${tag}>${content}</${element.raw}>`;
}

/** Embedded objects have a folder of their own in the package. The picture beside them is kept. */
function isLeftOut(element: SourceElement): boolean {
  return (
    isNeutral(element) ||
    /^(?:draw:(?:object|object-ole|plugin|floating-frame)|office:event-listeners)$/u.test(element.name)
  );
}

/** Returns the start tag of an element of the base without its closing bracket. */
export function openTagOf(element: SourceElement, references: BaseOdtReferences, more = ""): string {
  const prefixes = new Map<string, string>();
  const use = (raw: string, uri: string): void => {
    const prefix = raw.includes(":") ? raw.slice(0, raw.indexOf(":")) : "";
    if (prefix !== "xml" && (prefix !== "" || raw === element.raw) && references.declared.get(prefix) !== uri) {
      prefixes.set(prefix, uri);
    }
  };
  use(element.raw, element.uri);
  let attributes = "";
  for (const attribute of element.attributes) {
    const { raw, uri } = attribute;
    if (uri === xmlns || own.test(raw)) continue;
    const value = valueOf(element, attribute, references);
    if (value === undefined) continue;
    use(raw, uri);
    attributes += ` ${raw}="${escapeXml(value)}"`;
  }
  const declarations = [...prefixes].map(([prefix, uri]) => ` xmlns${prefix && `:${prefix}`}="${escapeXml(uri)}"`);
  return `<${element.raw}${declarations.join("")}${attributes}${more}`;
}

function valueOf(
  element: SourceElement,
  { raw, value }: SourceAttribute,
  { styles, picture }: BaseOdtReferences,
): string | undefined {
  if (raw === "xlink:href") return /^(?:\.\/)?[\w -]+\/[^/]+$/u.test(value) ? picture(value) : value;
  const family = familyOf(element.name, raw);
  return family === undefined || value === "" ? value : styles.nameOf(family, value);
}

/** Returns the family of the style that an attribute names. Undefined for other attributes. */
function familyOf(element: string, attribute: string): StyleFamily | undefined {
  if (attribute === "text:style-name") {
    if (element === "text:p" || element === "text:h") return "paragraph";
    return element === "text:list" || element === "text:numbered-paragraph" ? "list" : "text";
  }
  if (attribute === "text:visited-style-name") return "text";
  if (attribute === "draw:style-name") return "graphic";
  if (attribute === "draw:text-style-name") return "paragraph";
  if (attribute === "table:default-cell-style-name") return "table-cell";
  if (attribute !== "table:style-name") return undefined;
  if (element === "table:table") return "table";
  if (element === "table:table-column") return "table-column";
  return element === "table:table-row" ? "table-row" : "table-cell";
}

/** Returns the elements of the base between a paragraph and one of its texts, the outermost first. */
export function chainOf(text: SourceElement, block: SourceElement): SourceElement[] {
  const chain: SourceElement[] = [];
  for (let at = text.parent; at && at !== block; at = at.parent) chain.unshift(at);
  return chain;
}

/** Returns the columns of a table as those of the revised file. */
export function columnsOf(table: SourceElement, references: BaseOdtReferences): string {
  return elementsOf(table)
    .filter(({ name }) => /^table:table-(?:header-)?column(?:s|-group)?$/u.test(name))
    .map((column) => baseOdt(column, references))
    .join("");
}
