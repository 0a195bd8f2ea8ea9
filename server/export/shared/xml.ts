/** Names and values of attributes, in the order they are written; null and undefined leave one out. */
export type XmlAttributes = Readonly<Record<string, string | number | null | undefined>>;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand in an element or a quoted attribute, without what XML cannot hold. */
export function escapeXml(text: string): string {
  return xmlText(text).replace(/[&<>"]/gu, (character) => entities[character] ?? character);
}

/** An element; `content` is markup already, and an element without any closes itself. */
export function xmlElement(name: string, attributes: XmlAttributes = {}, content = ""): string {
  const start = xmlStart(name, attributes);
  return content === "" ? `${start.slice(0, -1)}/>` : `${start}${content}${xmlEnd(name)}`;
}

/** An element's start tag. */
export function xmlStart(name: string, attributes: XmlAttributes = {}): string {
  const written = Object.entries(attributes)
    .map(([attribute, value]) =>
      value === null || value === undefined ? "" : ` ${attribute}="${escapeXml(String(value))}"`,
    )
    .join("");
  return `<${name}${written}>`;
}

/** An element's end tag. */
export function xmlEnd(name: string): string {
  return `</${name}>`;
}

/** The same with each piece of its content on a line of its own: for elements that hold no text of their own. */
export function xmlContainer(name: string, attributes: XmlAttributes, pieces: readonly string[]): string {
  const present = pieces.filter((piece) => piece !== "");
  return xmlElement(name, attributes, present.length === 0 ? "" : `\n${present.join("\n")}\n`);
}

/** Characters that XML 1.0 does not allow (2.2, Char): one of them in a comment, and an Office program opens nothing of the file. */
// eslint-disable-next-line no-control-regex -- control characters are what it is for
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;

/** Text without the characters that cannot stand in XML. */
export function xmlText(text: string): string {
  return text.replace(notXml, "");
}
