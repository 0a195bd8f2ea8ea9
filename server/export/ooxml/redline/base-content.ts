import { escapeXml } from "../../shared/xml.ts";
import type { DefinitionMap } from "./definition-map.ts";
import {
  relationNamespaces,
  type SourceAttribute,
  type SourceElement,
  wordNamespaces,
} from "../../package/xml-source.ts";

/** Callbacks for what base content refers to outside its part. */
export interface BaseReferences {
  readonly definitions: DefinitionMap;
  /** Prefixes that the part of the revised file declares, with their namespaces. */
  readonly declared: ReadonlyMap<string, string>;
  /** Returns the id of a relation of the base in the revised part. */
  relation(id: string): string | undefined;
  /** Returns a fresh id for a drawing. */
  drawingId(): string;
}

/** Elements that mark a position or a state of the base file, and mean nothing in the revised one. */
const marks =
  /^w:(?:bookmark(?:Start|End)|comment(?:RangeStart|RangeEnd|Reference)|perm(?:Start|End)|proofErr|lastRenderedPageBreak|\w+Change|(?:move|customXml)\w+Range\w+|cell(?:Ins|Del|Merge))$/u;

/** Removes session ids and paragraph ids, which are unique in a file. */
function isPrivate({ local, uri }: SourceAttribute): boolean {
  return (
    local.startsWith("rsid") || local === "paraId" || local === "textId" || uri === "http://www.w3.org/2000/xmlns/"
  );
}

/** Serialises an element of the base file for the revised file. Returns "" for an element that is left out. */
export function baseXml(element: SourceElement, references: BaseReferences, attributes = ""): string {
  const { definitions } = references;
  if (marks.test(element.name)) return "";
  const mapped = definitions.mapped(element);
  if (mapped !== undefined) return mapped;
  const isDrawing = element.name === "wp:docPr";
  let own = attributes;
  for (const attribute of element.attributes) {
    if (isPrivate(attribute)) continue;
    const isRelation = relationNamespaces.includes(attribute.uri);
    const value = isRelation
      ? references.relation(attribute.value)
      : isDrawing && attribute.raw === "id"
        ? references.drawingId()
        : attribute.value;
    if (value !== undefined) own += ` ${nameOf(attribute)}="${escapeXml(value)}"`;
  }
  const name = nameOf(element);
  const content = element.children
    .map((node) => (typeof node === "string" ? escapeXml(node) : baseXml(node, references)))
    .join("");
  return content === "" ? `<${name}${own}/>` : `<${name}${own}>${content}</${name}>`;
}

/** Serialises an object of the base with the namespaces that the revised part does not declare. */
export function baseObject(element: SourceElement, references: BaseReferences): string {
  const used = new Map<string, string>();
  const collect = (inner: SourceElement): void => {
    for (const { raw, uri } of [inner, ...inner.attributes]) {
      const prefix = raw.includes(":") ? raw.slice(0, raw.indexOf(":")) : null;
      if (prefix !== null && prefix !== "xml" && prefix !== "xmlns" && !wordNamespaces.includes(uri))
        used.set(prefix, uri);
      else if (prefix === null && inner.raw === raw) used.set("", uri);
    }
    for (const node of inner.children) if (typeof node !== "string") collect(node);
  };
  collect(element);
  const declarations = [...used]
    .filter(([prefix, uri]) => (references.declared.get(prefix) ?? "") !== uri)
    .map(([prefix, uri]) => ` ${prefix === "" ? "xmlns" : `xmlns:${prefix}`}="${escapeXml(uri)}"`);
  return baseXml(element, references, declarations.join(""));
}

function nameOf({ uri, local, raw }: { uri: string; local?: string; raw: string }): string {
  return wordNamespaces.includes(uri) ? `w:${local ?? raw.slice(raw.indexOf(":") + 1)}` : raw;
}
