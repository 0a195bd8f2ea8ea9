import { strFromU8, strToU8, unzipSync } from "fflate";
import { withoutPrivateParts } from "../../../server/export/ooxml/without-private-parts.ts";
import { r, wordFile, type WordParts } from "../../import/docx/word-file.ts";

export const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
export const wordSpace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A further part of a file, or an address, with the relation to it. */
export interface Extra {
  /** Part that has the relation. The package itself if omitted. */
  of?: "word/document" | "word/settings";
  type: string;
  /** Name of a new part and its content, or an address outside the file. */
  part?: readonly [name: string, xml: string];
  address?: string;
}

/** Returns the parts of a hand-made file with further related parts, whose relations are x0, x1 and so on. */
export function partsWith(parts: WordParts, extras: readonly Extra[] = []): Map<string, Uint8Array> {
  const files = new Map(Object.entries(unzipSync(wordFile({ footnotes: "", ...parts }))));
  for (const [index, { of, type, part, address }] of extras.entries()) {
    const name = of ? `word/_rels/${of.slice("word/".length)}.xml.rels` : "_rels/.rels";
    const target = part ? `Target="/${part[0]}"` : `Target="${address ?? ""}" TargetMode="External"`;
    const relation = `<Relationship Id="x${String(index)}" Type="${relations}${type}" ${target}/>`;
    const known = files.get(name);
    const before = known
      ? strFromU8(known)
      : '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
    files.set(name, strToU8(before.replace("</Relationships>", `${relation}</Relationships>`)));
    if (part) files.set(part[0], strToU8(part[1]));
  }
  return files;
}

/** Returns a hand-made file without its private parts, with what was removed. */
export function cleaned(parts: WordParts, extras: readonly Extra[] = []) {
  const { parts: files, removed, uncheckedPictures } = withoutPrivateParts(partsWith(parts, extras));
  const all = [...files.values()].map((bytes) => strFromU8(bytes)).join("\n");
  const body = /<w:body>(.*)<w:sectPr\/>/su.exec(strFromU8(files.get("word/document.xml") ?? new Uint8Array()))?.[1];
  return { files, removed, uncheckedPictures, all, body };
}

/** Returns a complex field with its result. */
export const field = (instruction: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
