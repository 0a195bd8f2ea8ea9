/** Names and values of attributes, in the order they are written. Null and undefined omit an attribute. */
export type XmlAttributes = Readonly<Record<string, string | number | null | undefined>>;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes text for an element or a quoted attribute, and removes characters that XML does not allow. */
export function escapeXml(text: string): string {
  return xmlText(text).replace(/[&<>"]/gu, (character) => entities[character] ?? character);
}

/** Returns an element. `content` is already markup. An element without content closes itself. */
export function xmlElement(name: string, attributes: XmlAttributes = {}, content = ""): string {
  const start = xmlStart(name, attributes);
  return content === "" ? `${start.slice(0, -1)}/>` : `${start}${content}${xmlEnd(name)}`;
}

/** Returns an element's start tag. */
export function xmlStart(name: string, attributes: XmlAttributes = {}): string {
  const written = Object.entries(attributes)
    .map(([attribute, value]) =>
      value === null || value === undefined ? "" : ` ${attribute}="${escapeXml(String(value))}"`,
    )
    .join("");
  return `<${name}${written}>`;
}

/** Returns an element's end tag. */
export function xmlEnd(name: string): string {
  return `</${name}>`;
}

/**
 * Returns an element with each piece of its content on a separate line. Only for elements without text of their own.
 */
export function xmlContainer(name: string, attributes: XmlAttributes, pieces: readonly string[]): string {
  const present = pieces.filter((piece) => piece !== "");
  return xmlElement(name, attributes, present.length === 0 ? "" : `\n${present.join("\n")}\n`);
}

/**
 * Characters that XML 1.0 does not allow (2.2, Char). With one of them in a comment, an Office program refuses to open
 * the file.
 */
// eslint-disable-next-line no-control-regex -- control characters are what it is for
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;

/** Removes the characters that XML does not allow. */
export function xmlText(text: string): string {
  return text.replace(notXml, "");
}
