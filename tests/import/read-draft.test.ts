import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { versionTextOf } from "#core/text/version-text.ts";
import { maxFileBytes, readDraft, UnreadableFile, usualTextLimits } from "../../server/import/read-draft.ts";
import { p, wordFile } from "./docx/word-file.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const word = wordFile({ body: p("The forum met in Geneva and it was good for all of us.") });

test.each<[what: string, bytes: Uint8Array, fileName: string, code: string]>([
  ["no bytes", new Uint8Array(), "draft.docx", "empty"],
  ["no text", bytesOf(" \n\n"), "draft.txt", "empty"],
  ["a Word file without text", wordFile({ body: p("") }), "draft.docx", "empty"],
  ["more bytes than allowed", new Uint8Array(maxFileBytes + 1), "draft.txt", "too-large"],
  ["a PDF named as a Word file", bytesOf("%PDF-1.7"), "draft.docx", "not-this-format"],
  ["text named as a Word file", bytesOf("The forum met."), "draft.docx", "not-this-format"],
  ["an RTF file", bytesOf("{\\rtf1 text}"), "draft.txt", "outdated-format"],
  ["bytes that are not text", Uint8Array.from([1, 2, 0, 3, 0, 0, 7, 9]), "draft.txt", "not-this-format"],
  ["another zip file", zipSync({ "a.txt": strToU8("a") }), "draft.docx", "not-this-format"],
  ["a Word file cut short", word.subarray(0, word.length / 2), "draft.docx", "damaged"],
  ["a Word file without its main part", without("word/document.xml"), "draft.docx", "damaged"],
  ["XML with an unclosed element", replaced("word/document.xml", "<w:document><w:body>"), "draft.docx", "damaged"],
  [
    "XML with a document type",
    replaced("word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    "draft.docx",
    "damaged",
  ],
  [
    "elements nested too deeply",
    wordFile({ body: "<w:sdt><w:sdtContent>".repeat(400) + "</w:sdtContent></w:sdt>".repeat(400) }),
    "draft.docx",
    "too-large",
  ],
  [
    "a part that unpacks to a thousand times its size",
    replaced("word/document.xml", " ".repeat(20_000_000)),
    "draft.docx",
    "too-large",
  ],
  [
    "too many entries",
    zipSync(Object.fromEntries(Array.from({ length: 10_001 }, (_none, at) => [String(at), new Uint8Array()]))),
    "draft.docx",
    "too-large",
  ],
  ["a file with a password", compound("EncryptedPackage"), "draft.docx", "encrypted"],
  ["a Word file in the format before 2007", compound("WordDocument"), "draft.doc", "outdated-format"],
  ["a spreadsheet in the format before 2007", compound("Workbook"), "draft.xls", "outdated-spreadsheet"],
  ["a mail of Outlook with a Word file", compound("__nameid_version1.0 WordDocument"), "draft.doc", "outlook-message"],
  ["a Pages file", zipSync({ "Index/Document.iwa": strToU8("x") }), "draft.pages", "outdated-format"],
  ["a spreadsheet", zipSync({ "xl/workbook.xml": strToU8("<x/>") }), "draft.xlsx", "machine-format"],
  [
    "XML",
    bytesOf('<akomaNtoso xmlns="urn:x"><act><p>The forum met.</p></act></akomaNtoso>'),
    "draft.xml",
    "machine-format",
  ],
  ["XML with a declaration", bytesOf('<?xml version="1.0"?>\n<akomaNtoso><act>'), "draft.txt", "machine-format"],
  ["a JSON object", bytesOf('{"type": "AnnotationCollection"}'), "draft.json", "machine-format"],
  ["a JSON list after spaces", bytesOf('\n [{"a": 1}]'), "draft.txt", "machine-format"],
  [
    "a table of one row that is named as one",
    bytesOf('Clause,Type,Comment\r\n1,ge,"Why, and when?"\r\n'),
    "a.csv",
    "machine-format",
  ],
  ["a table with tabs", bytesOf("Clause\tType\tComment\n" + "1\tge\tWhy?\n".repeat(4)), "a.txt", "machine-format"],
])("rejects %s", async (_what, bytes, fileName, code) => {
  const refusal = await readDraft(bytes, { fileName }).then(
    () => "read",
    (error: unknown) => (error instanceof UnreadableFile ? error.code : error),
  );
  expect(refusal).toBe(code);
});

test.each([
  ["commas", "Peace, security, and growth.\nTrade, energy, and water.\nHealth.", "draft.txt"],
  [
    "as many commas in each line",
    "Peace, security, and growth.\n".repeat(2) + "Trade, energy, and water.\n".repeat(6),
    "draft.txt",
  ],
  ["a bracket at its start", "[Draft] The forum met in Geneva.", "draft.txt"],
  ["a brace at its start", "{Placeholder} The forum met in Geneva.", "draft.txt"],
  ["an angle bracket at its start", "<Title> The forum met in Geneva.", "draft.txt"],
  ["a table of Markdown", "| A, B | C | D |\n|---|---|---|\n" + "| 1, 2 | 3 | 4 |\n".repeat(6), "draft.md"],
  ["a part of a page", "<p>The forum met.</p>", "draft.txt"],
])("reads a text with %s", async (_what, text, fileName) => {
  const { value } = await readDraft(bytesOf(text), { fileName, language: "en" });
  expect(value.draft.childCount).toBeGreaterThan(0);
});

test.each([
  ["a text", "The forum met", "draft.txt", ["The forum met"]],
  ["a Markdown text without a heading", "The forum met", "draft.md", ["The forum met"]],
  ["a Markdown text with a heading", "# The forum met", "draft.md", []],
])("names the line of %s that it takes as the title without a mark", async (_what, line, fileName, taken) => {
  const { notices } = await readDraft(bytesOf(`${line}\n\nIt was good for all of us.\n`), { fileName, language: "en" });
  expect(notices.filter(({ code }) => code === "title-guessed").map(({ params }) => params["words"])).toEqual(taken);
});

test.each<[what: string, bytes: Uint8Array, fileName: string, format: string, codes: string[]]>([
  ["a Word file", word, "draft.docx", "docx", ["language-guessed"]],
  ["a Word file named as text", word, "draft.txt", "docx", ["named-otherwise", "language-guessed"]],
  ["a web page", bytesOf('<!doctype html><html lang="en"><p>Text'), "draft.html", "html", []],
  [
    "a web page named as Markdown",
    bytesOf('<!doctype html><html lang="en"><p>Text'),
    "draft.md",
    "html",
    ["named-otherwise"],
  ],
  [
    "text named as a web page",
    bytesOf("The forum met and it was good in Geneva."),
    "draft.html",
    "text",
    ["named-otherwise", "language-guessed"],
  ],
  [
    "text in a file without an extension",
    bytesOf("The forum met and it was good in Geneva."),
    "draft",
    "text",
    ["language-guessed"],
  ],
  ["text too short to detect its language", bytesOf("Geneva"), "draft.txt", "text", ["language-unknown"]],
  [
    "text in windows-1251",
    Uint8Array.from([0xd4, 0xee, 0xf0, 0xf3, 0xec, 0x20, 0xf1, 0xee, 0xf1, 0xf2, 0xee, 0xff, 0xeb, 0xf1, 0xff]),
    "draft.txt",
    "text",
    ["encoding-guessed", "language-guessed"],
  ],
])("detects the format of %s by its content", async (_what, bytes, fileName, format, codes) => {
  const { value, notices } = await readDraft(bytes, { fileName });
  expect([value.format, notices.map(({ code }) => code).sort()]).toEqual([format, codes.sort()]);
});

test.each([
  ["The forum met and it was good in Geneva for all.", "en", "ltr"],
  ["Le Forum est réuni pour la première fois dans une ville que les Etats connaissent.", "fr", "ltr"],
  ["El Foro se reúne por primera vez en la ciudad que los Estados conocen para el bien.", "es", "ltr"],
  ["Форум собрался в Женеве.", "ru", "ltr"],
  ["اجتمع المنتدى في جنيف.", "ar", "rtl"],
  ["论坛在日内瓦举行。", "zh", "ltr"],
])("detects the language of “%s” as %s", async (text, language, direction) => {
  const { value } = await readDraft(bytesOf(text), { fileName: "draft.txt" });
  expect([value.language, value.draft.attrs["language"], value.draft.attrs["direction"]]).toEqual([
    language,
    language,
    direction,
  ]);
});

test("trusts the text over the language that a word processor declares", async () => {
  const runs =
    '<w:p><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>Le Forum est réuni pour la première fois dans une ville que les Etats connaissent.</w:t></w:r></w:p>';
  const { value, notices } = await readDraft(wordFile({ body: runs }), { fileName: "draft.docx" });
  expect([value.language, notices]).toEqual([
    "fr",
    [{ code: "language-differs", params: { declared: "en", language: "fr" }, place: "" }],
  ]);
});

test("uses the requested language", async () => {
  const { value, notices } = await readDraft(bytesOf("Geneva"), { fileName: "draft.txt", language: "fr" });
  expect([value.language, notices]).toEqual(["fr", []]);
});

/** Words that occur in texts. None looks like a label, a bullet or format markup at the start or end of a paragraph. */
const sentence = fc
  .array(
    fc.constantFrom(
      "forum",
      "Участие",
      "论坛",
      "المنتدى",
      "d’accord",
      "(2013)",
      "[sic]",
      "a_b",
      "x*y",
      "<tag>",
      "&amp;",
      "50 %",
      "\\",
      "`code`",
      "#1",
      "1.2",
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((words) => `Then ${words.join(" ")} was said.`);

test.each([
  [
    "draft.md",
    (texts: readonly string[]) => texts.map((text) => text.replace(/[\\`*_[\]<>&#~^$!|]/gu, "\\$&")).join("\n\n"),
  ],
  [
    "draft.html",
    (texts: readonly string[]) =>
      `<!doctype html><html lang="en">${texts.map((text) => `<p>${escape(text)}</p>`).join("\n")}`,
  ],
  ["draft.txt", (texts: readonly string[]) => texts.join("\n\n")],
  ["draft.docx", (texts: readonly string[]) => wordFile({ body: texts.map((text) => p(escape(text))).join("") })],
])("reads text written as %s back unchanged", async (fileName, write) => {
  await fc.assert(
    fc.asyncProperty(fc.array(sentence, { minLength: 1, maxLength: 6 }), async (texts) => {
      const written = write(texts);
      const { value } = await readDraft(typeof written === "string" ? bytesOf(written) : written, {
        fileName,
        language: "en",
      });
      expect(versionTextOf(value.draft).text).toBe(texts.join("\n"));
    }),
  );
});

const samples = ["opinion-5.1.docx", "sg-report.1.html", "sg-report.2.md"].map((name): [string, Uint8Array] => [
  name,
  new Uint8Array(readFileSync(join(__dirname, "../../fixtures/wtpf-13/files", name))),
]);

test.each(samples)("reads or rejects %s with damaged bytes", async (fileName, whole) => {
  const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -1, max: 255 })), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(damage, fc.boolean(), async (blows, inside) => {
      await readOrRefuse(
        inside && fileName.endsWith("docx") ? damagedInside(whole, blows) : damaged(whole, blows),
        fileName,
      );
    }),
    { numRuns: 100 },
  );
});

test("reads the same bytes as the same draft", async () => {
  for (const [fileName, bytes] of samples) {
    const [first, second] = await Promise.all([readDraft(bytes, { fileName }), readDraft(bytes, { fileName })]);
    expect(second.value.draft.toJSON()).toEqual(first.value.draft.toJSON());
  }
});

async function readOrRefuse(bytes: Uint8Array, fileName: string): Promise<void> {
  try {
    const { value } = await readDraft(bytes, { fileName });
    value.draft.check();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
}

/** Damages a file: each change sets a byte or cuts off the rest. */
function damaged(whole: Uint8Array, blows: readonly (readonly [at: number, byte: number])[]): Uint8Array {
  let bytes = Uint8Array.from(whole);
  for (const [at, byte] of blows) {
    const index = Math.floor(at * bytes.length);
    if (byte < 0) bytes = bytes.slice(0, index);
    else bytes[index] = byte;
  }
  return bytes;
}

function damagedInside(whole: Uint8Array, blows: readonly (readonly [at: number, byte: number])[]): Uint8Array {
  const files = unzipSync(whole);
  const name = blows.length % 2 === 0 ? "word/document.xml" : "word/numbering.xml";
  return zipSync({ ...files, [name]: damaged(files[name] ?? new Uint8Array(), blows) }, { level: 0 });
}

function without(part: string): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(unzipSync(word)).filter(([name]) => name !== part)));
}

function replaced(part: string, text: string): Uint8Array {
  return zipSync({ ...unzipSync(word), [part]: strToU8(text) });
}

/** Returns the header of the container that older and protected Word files use, with the name of one entry. */
function compound(entry: string): Uint8Array {
  const head = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return new Uint8Array(Buffer.concat([head, Buffer.alloc(504), Buffer.from(entry, "utf16le")]));
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

test.each([
  ["more references to notes in a paragraph than anybody writes", "a[^1] ".repeat(20_001), "too-large"],
  ["many references to notes", "a[^1] ".repeat(5_000), "read"],
])("with limits, handles %s", async (_what, text, result) => {
  const bytes = new TextEncoder().encode(`${text}\n\n[^1]: b\n`);
  const read = readDraft(bytes, { fileName: "a.md", limits: usualTextLimits }).then(
    () => "read",
    (error: unknown) => (error instanceof UnreadableFile ? error.code : error),
  );
  expect(await read).toBe(result);
});
