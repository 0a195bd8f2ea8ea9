/** Characters that XML 1.0 does not allow (2.2, Char): one of them in a comment, and an Office program opens nothing of the file. */
// eslint-disable-next-line no-control-regex -- control characters are what it is for
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;

/** Text without the characters that cannot stand in XML. */
export function xmlText(text: string): string {
  return text.replace(notXml, "");
}
