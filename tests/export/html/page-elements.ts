import type { DefaultTreeAdapterTypes } from "parse5";

export type PageElement = DefaultTreeAdapterTypes.Element;
type PageNode = DefaultTreeAdapterTypes.Node;

/** Returns every element below a node, in document order. */
export function elementsOf(node: PageNode): PageElement[] {
  const children = "childNodes" in node ? node.childNodes : [];
  return children.flatMap((child) => ("tagName" in child ? [child, ...elementsOf(child)] : []));
}

export function attribute(element: PageElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** Returns the text of a node, with `between` between the texts of its children. */
export function textOf(node: PageNode, between = ""): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map((child) => textOf(child, between)).join(between) : "";
}
