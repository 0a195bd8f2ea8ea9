/** Names and values of attributes, in the order they are written. Null and undefined omit an attribute. */
export type XmlAttributes = Readonly<Record<string, string | number | null | undefined>>;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes text for an element or a quoted attribute, and removes characters that XML does not allow. */
export function escapeXml(text: string): string {
  return xmlText(text).replace(/[&<>"]/gu, (character) => entities[character] ?? character);
}

/** The same, and escapes apostrophes. The docx package does so in the parts of a file that it writes itself. */
export function escapeOfficeXml(text: string): string {
  return escapeXml(text).replaceAll("'", "&apos;");
}

/** Returns an element. An element without content closes itself. */
export function xmlElement(name: string, attributes: XmlAttributes = {}, content = ""): string {
  const start = xmlStart(name, attributes);
  return content === "" ? `${start.slice(0, -1)}/>` : `${start}${content}${xmlEnd(name)}`;
}

/** Returns an element's start tag. `escape` is for the values of its attributes. */
export function xmlStart(name: string, attributes: XmlAttributes = {}, escape = escapeXml): string {
  let tag = `<${name}`;
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) tag += ` ${attribute}="${escape(String(value))}"`;
  }
  return `${tag}>`;
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
