import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, DOMParser, XMLSerializer, type Element, type Node } from "@xmldom/xmldom";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { generatedStyles, skippedContentNotice } from "../../server/core/compile/generated-styles.ts";
import { readDraft, UnreadableFile } from "../../server/import/read-draft.ts";
import { compilation, annotationsOfEveryKind } from "../export/sample.ts";
import { docx } from "../export/whole-files.ts";

/** Number of mutated files to read of each kind; `MUTATED_FILES` sets another number. A usual run reads a third. */
const numRuns = Number(process.env["MUTATED_FILES"] ?? 200);

/** Maximum time for a file of a few pages on a busy machine, in milliseconds. Reading normally takes about 10. */
const longest = 10_000;

/** Mutations of an element or, if it has any, of its attribute values. */
const acts = ["drop", "unwrap", "double", "swap", "blank", "borrow", "empty"] as const;
type Act = (typeof acts)[number];
type Blow = readonly [part: number, at: number, act: Act];

const blows = fc.array(
  fc.tuple(
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.constantFrom(...acts),
  ),
  { minLength: 1, maxLength: 4 },
);

const kinds: [fileName: string, parts: RegExp, made: () => Promise<Uint8Array>][] = [
  [
    "mutated.docx",
    /^word\/(?:document|comments|commentsExtended|footnotes|numbering|styles|settings)\.xml$/u,
    () => docx(compilation(annotationsOfEveryKind()), "tracked-changes"),
  ],
  [
    "mutated.odt",
    /^(?:content|styles)\.xml$/u,
    () => Promise.resolve(new Uint8Array(readFileSync(join(__dirname, "odt/files/southern-cable-sg-report.odt")))),
  ],
];

test.each(kinds)(
  "reads or rejects %s with altered elements in time, and loses no words without a notice",
  async (fileName, mutable, build) => {
    const whole = unzipSync(await build());
    const names = Object.keys(whole).filter((name) => mutable.test(name));
    const known = await readWords(zipSync(whole, { level: 0 }), fileName);
    if (known === null) throw new RangeError(`${fileName} is not read as it is`);
    const knownWords = new Set(wordsInParts(whole, names).filter((word) => known.words.includes(word)));
    await fc.assert(
      fc.asyncProperty(blows, async (list) => {
        const files = mutated(whole, names, list);
        const began = performance.now();
        const read = await readWords(zipSync(files, { level: 0 }), fileName);
        expect(performance.now() - began).toBeLessThan(longest);
        if (read === null || read.notices > known.notices) return;
        // Words may run together if the text between them was removed.
        const left = wordsInParts(files, names).filter((word) => knownWords.has(word) && !read.words.includes(word));
        expect(left).toEqual([]);
      }),
      { numRuns },
    );
  },
  numRuns * 200 + 20_000,
);

/** Returns the words that a file is read as: its text, changes and comments. Null if the file is rejected. */
async function readWords(bytes: Uint8Array, fileName: string): Promise<{ words: string; notices: number } | null> {
  try {
    const { value, notices } = await readDraft(bytes, { fileName, language: "en", changes: "keep" });
    value.draft.check();
    const text = [...value.draft.children.map(({ attrs, textContent }) => `${String(attrs["label"])} ${textContent}`)];
    const { changes, comments } = value.markup;
    const marks = [...changes, ...comments].map((one) => JSON.stringify(one));
    return { words: [...text, ...marks].join("\n"), notices: notices.length };
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}

function wordsOf(text: string): string[] {
  return text.match(/\p{L}{4,}/gu) ?? [];
}

/** Returns the words between the tags of some parts, each once, without the paragraphs that an export adds to a draft. */
function wordsInParts(files: Readonly<Record<string, Uint8Array>>, names: readonly string[]): string[] {
  const texts = names.map((name) => {
    const xml = strFromU8(files[name] ?? new Uint8Array());
    // The reader skips the title page, with a notice, and the remarks above comments, even if the draft has the same words.
    return xml.replace(/<w:p[ >].*?<\/w:p>/gsu, (one) => (isAdded(one) ? " " : one)).replace(/<[^>]*>/gu, " ");
  });
  return [...new Set(texts.flatMap(wordsOf))];
}

function isAdded(paragraph: string): boolean {
  if (skippedContentNotice([/<w:pStyle w:val="(\w+)"/u.exec(paragraph)?.[1]]) !== null) return true;
  const runs = paragraph.match(/<w:r[ >].*?<\/w:r>/gsu) ?? [];
  return runs.length > 0 && runs.every((run) => run.includes(`<w:rStyle w:val="${generatedStyles.remark}"`));
}

function mutated(
  whole: Record<string, Uint8Array>,
  names: readonly string[],
  list: readonly Blow[],
): Record<string, Uint8Array> {
  const trees = new Map<string, Document>();
  for (const [part, at, act] of list) {
    const name = names[Math.floor(part * names.length)] ?? "";
    const tree =
      trees.get(name) ?? new DOMParser().parseFromString(strFromU8(whole[name] ?? new Uint8Array()), "text/xml");
    trees.set(name, tree);
    const elements = [...tree.getElementsByTagName("*")].slice(1);
    const hit = elements[Math.floor(at * elements.length)];
    if (hit) strike(elements, hit, act);
  }
  const files = { ...whole };
  for (const [name, tree] of trees) files[name] = strToU8(new XMLSerializer().serializeToString(tree));
  return files;
}

function strike(elements: readonly Element[], hit: Element, act: Act): void {
  const parent = hit.parentNode;
  if (!parent) return;
  switch (act) {
    case "drop":
      parent.removeChild(hit);
      break;
    case "unwrap":
      for (const child of [...hit.childNodes]) parent.insertBefore(child, hit);
      parent.removeChild(hit);
      break;
    case "double":
      parent.insertBefore(hit.cloneNode(true), hit);
      break;
    case "swap": {
      const next: Node | null = hit.nextSibling;
      if (next) parent.insertBefore(next, hit);
      break;
    }
    case "blank":
      for (const attribute of [...hit.attributes]) attribute.value = "";
      break;
    case "borrow": {
      const [mine] = hit.attributes;
      const other = elements.find((one) => one !== hit && one.nodeName !== hit.nodeName && one.attributes.length > 0);
      if (mine && other?.attributes[0]) mine.value = other.attributes[0].value;
      break;
    }
    case "empty":
      for (const child of [...hit.childNodes]) hit.removeChild(child);
      break;
  }
}
