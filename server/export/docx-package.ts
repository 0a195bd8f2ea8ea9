import { Packer, type Document } from "docx";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { fixedZip, packageOrder } from "./fixed-zip.ts";
import { xmlText } from "./xml-text.ts";

/**
 * A Word file's bytes, the same for the same document and date.
 *
 * The docx package names links at random and stamps the hour of writing on properties and zip entries, so its zip is
 * opened and written again: links named by their order, both properties' dates set to `date` (ISO 8601), entries in
 * order of name at one time. `[Content_Types].xml` comes first, as packages have it.
 */
export async function packDocx(document: Document, date: string): Promise<Uint8Array> {
  const parts = unzipSync(await Packer.toBuffer(document));
  // Parts come before their relationships, so that links are counted in the order they are read.
  const names = packageOrder(Object.keys(parts));
  const linkNames = new Map<string, string>();
  const rewritten: Record<string, Uint8Array> = {};
  for (const name of names) {
    const bytes = parts[name] ?? new Uint8Array();
    rewritten[name] = /\.(?:xml|rels)$/u.test(name) ? strToU8(rewrite(name, strFromU8(bytes))) : bytes;
  }
  return fixedZip(rewritten, names);

  function rewrite(name: string, written: string): string {
    const xml = xmlText(written);
    if (name === "docProps/core.xml") {
      const seconds = `${date.slice(0, 19)}Z`;
      return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${seconds}`);
    }
    const numbered = name === "word/footnotes.xml" ? withoutNumbers(xml) : xml;
    // 21 characters of nanoid's alphabet in lower case: what docx names external links by.
    return numbered.replace(/"rId([a-z0-9_-]{21})"/gu, (_match, random: string) => {
      const known = linkNames.get(random) ?? `rIdLink${String(linkNames.size + 1)}`;
      linkNames.set(random, known);
      return `"${known}"`;
    });
  }
}

/** Takes Word's automatic number out of footnotes that carry a mark of their own (see `noteParagraph`). */
function withoutNumbers(xml: string): string {
  const number = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>';
  const mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteMark"/>';
  return xml.replaceAll(number + mark, mark);
}
