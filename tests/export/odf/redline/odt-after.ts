import { unzipSync } from "fflate";
import { childElements, parseXml, textBelow, type XmlElement } from "../../../../server/import/shared/xml.ts";

/** How the tests write a redline of two OpenDocument texts. */
export const asChair = {
  author: "Chair",
  date: "2013-02-06T00:00:00.000Z",
  via: [],
  withoutPrivate: false,
  format: "odt",
} as const;

/**
 * Returns the texts of the paragraphs of an OpenDocument text after all its tracked changes are accepted or rejected, by
 * the rules of OpenDocument 1.3 (part 3, 5.5). Leaves out empty paragraphs and comments. A note is in brackets at its
 * position.
 */
export function odtParagraphsAfter(bytes: Uint8Array, changes: "accept" | "reject"): string[] {
  const root = parseXml(unzipSync(bytes)["content.xml"] ?? new Uint8Array(), "content.xml");
  const body = find(root, "office:text");
  const regions = new Map(
    childElements(find(body, "text:tracked-changes"), "text:changed-region").map((region) => [
      region.attributes["text:id"] ?? "",
      childElements(region)[0],
    ]),
  );
  const paragraphs: string[] = [];
  const hidden = new Set<string>();
  let text = "";
  const end = (): void => {
    if (hidden.size > 0) return;
    paragraphs.push(text);
    text = "";
  };
  const inline = (part: XmlElement | string): void => {
    if (typeof part === "string") {
      if (hidden.size === 0) text += part;
      return;
    }
    const id = part.attributes["text:change-id"] ?? "";
    if (part.name === "text:change-start" && changes === "reject") hidden.add(id);
    else if (part.name === "text:change-end") hidden.delete(id);
    else if (part.name === "text:change" && changes === "reject") restored(regions.get(id));
    else if (part.name === "text:s") inline(" ");
    else if (part.name === "text:tab") inline("\t");
    else if (part.name === "text:note") note(part);
    else if (part.name !== "office:annotation") part.children.forEach(inline);
  };
  const note = (element: XmlElement): void => {
    const outer = { length: paragraphs.length, text };
    text = "";
    block(find(element, "text:note-body"));
    const inner = paragraphs.splice(outer.length).join("/");
    text = outer.text;
    inline(`[${inner}]`);
  };
  const block = (parent: XmlElement): void => {
    for (const element of childElements(parent)) {
      if (element.name === "text:tracked-changes") continue;
      if (element.name !== "text:p" && element.name !== "text:h") block(element);
      else {
        element.children.forEach(inline);
        end();
      }
    }
  };
  // The first paragraph continues the text before, and the last one continues in the text after.
  const restored = (deletion: XmlElement | undefined): void => {
    if (!deletion || hidden.size > 0) return;
    const all = paragraphsIn(deletion);
    for (const [index, paragraph] of all.entries()) {
      paragraph.children.forEach(inline);
      if (index < all.length - 1) end();
    }
  };
  block(body);
  return paragraphs.filter(Boolean);
}

function paragraphsIn(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => {
    if (part.name === "office:change-info") return [];
    return part.name === "text:p" || part.name === "text:h" ? [part] : paragraphsIn(part);
  });
}

function find(element: XmlElement, name: string): XmlElement {
  const found = childElements(element).map((part) => (part.name === name ? part : findOrNull(part, name)));
  return found.find((part) => part !== null) ?? { name, attributes: {}, children: [] };
}

function findOrNull(element: XmlElement, name: string): XmlElement | null {
  for (const part of childElements(element)) {
    const found = part.name === name ? part : findOrNull(part, name);
    if (found) return found;
  }
  return null;
}

/** Returns the author and the date of each tracked change. */
export function odtChangeFacts(bytes: Uint8Array): string[] {
  const root = parseXml(unzipSync(bytes)["content.xml"] ?? new Uint8Array(), "content.xml");
  const regions = childElements(find(root, "text:tracked-changes"), "text:changed-region");
  return regions.map((region) =>
    childElements(find(region, "office:change-info"))
      .map((fact) => textBelow(fact))
      .join(" "),
  );
}
