import type { DefaultTreeAdapterMap } from "parse5";

export type HtmlNode = DefaultTreeAdapterMap["childNode"];
export type HtmlElement = DefaultTreeAdapterMap["element"];

/** Returns the value of an attribute, or undefined if it is not set. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/**
 * Returns the value of one declaration in the style attribute, in lower case. This covers the inline styles of word
 * processors.
 */
export function styleOf(element: HtmlElement, property: string): string | undefined {
  const style = attribute(element, "style");
  if (style === undefined) return undefined;
  for (const declaration of style.split(";")) {
    const [name = "", ...value] = declaration.split(":");
    if (name.trim().toLowerCase() === property) return value.join(":").trim().toLowerCase();
  }
  return undefined;
}

export function classesOf(element: HtmlElement): string[] {
  return (attribute(element, "class") ?? "").split(/\s+/u).filter(Boolean);
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

/** Yields all elements below, in document order. Not recursive, because pages may nest to any depth. */
export function* elementsBelow(root: { childNodes: HtmlNode[] }): Generator<HtmlElement> {
  const stack: HtmlNode[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at];
      if (child) stack.push(child);
    }
  }
}

/** Returns the text below, without recursion. */
export function textBelow(root: { childNodes: HtmlNode[] }): string {
  let text = "";
  const stack: HtmlNode[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.nodeName === "#text" && "value" in node) text += node.value;
    else if (isElement(node)) stack.push(...[...node.childNodes].reverse());
  }
  return text;
}
