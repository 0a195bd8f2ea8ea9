import type { DefaultTreeAdapterMap } from "parse5";

export type HtmlNode = DefaultTreeAdapterMap["childNode"];
export type HtmlElement = DefaultTreeAdapterMap["element"];

/** The value of an attribute; undefined where it is not set. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** The value of one declaration of the style attribute, in lower case: enough for what word processors write inline. */
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

/** All elements below, in document order, without recursion: pages nest as deep as they like. */
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

/** The text below, without recursion. */
export function textBelow(root: { childNodes: HtmlNode[] }): string {
  let text = "";
  const stack: HtmlNode[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.nodeName === "#text" && "value" in node) text += node.value;
    else if (isElement(node)) stack.push(...[...node.childNodes].reverse());
  }
  return text;
}
