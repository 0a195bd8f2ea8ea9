import { SaxesParser } from "saxes";
import { isTable } from "./forms/read-csv.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";

/**
 * Rejects text that was written for programs. Whether it was is decided by parsing it, because a text may also begin
 * with "[", "{" or "<", or contain commas. Each record would become a clause.
 *
 * - XML: begins with its declaration, or is well-formed as a whole. A part of a web page is read as text.
 * - JSON: an object or a list.
 * - a table: see `isTable`.
 *
 * @throws UnreadableFile machine-format
 */
export function refuseMachineText(text: string, isNamedTable: boolean): void {
  const what = isXml(text) ? "XML" : isJsonText(text) ? "JSON" : isTable(text, isNamedTable) ? "a table" : null;
  if (what !== null) throw new UnreadableFile("machine-format", what);
}

const partOfAPage =
  /^\s*<(?:p|div|h[1-6]|ul|ol|dl|table|a|b|i|em|strong|span|img|article|section|main|details|center)[\s>/]/iu;

function isXml(text: string): boolean {
  if (/^\uFEFF?\s*<\?xml\s/u.test(text)) return true;
  if (!/^\s*<[\p{L}_!]/u.test(text) || partOfAPage.test(text)) return false;
  const errors: Error[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => void errors.push(error));
  for (let at = 0; at < text.length && errors.length === 0; at += 65_536) parser.write(text.slice(at, at + 65_536));
  if (errors.length === 0) parser.close();
  return errors.length === 0;
}

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/u.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
