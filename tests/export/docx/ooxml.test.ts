import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { CompilationLayout } from "#core/compile/compilation-layout.ts";
import { faultsOf } from "./ooxml-rules.ts";
import { draftPairs, sourceOf } from "../redline-drafts.ts";
import { compilation, annotationsOfEveryKind } from "../sample.ts";
import { docx, redlineDocx } from "../whole-files.ts";

/** A file that each test of the validator breaks in its own copy. */
let sample: Promise<Uint8Array>;
beforeAll(() => {
  sample = docx(compilation(annotationsOfEveryKind()), "tracked-changes");
});

test.each(CompilationLayout.options)("%s: writes a valid Word file", async (layout) => {
  expect(faultsOf(await docx(compilation(annotationsOfEveryKind()), layout))).toEqual([]);
});

test("writes a valid Word file of the clean text", async () => {
  expect(faultsOf(await docx(compilation([])))).toEqual([]);
});

test("writes a valid Word file of every redline", async () => {
  await fc.assert(
    fc.asyncProperty(draftPairs, async ({ base, revised }) => {
      expect(faultsOf(await redlineDocx(sourceOf(base, revised)))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test.each([
  ["properties out of order", "word/document.xml", /(<w:pStyle [^>]*>)(<w:bidi [^>]*>)/u, "$2$1", "out of order"],
  ["an unknown style", "word/document.xml", /w:pStyle w:val="Recital/u, 'w:pStyle w:val="Nothing', "no style"],
  ["a comment without an end", "word/document.xml", /<w:commentRangeEnd [^>]*>/u, "", "w:commentRangeEnd"],
  [
    "a reply to an unknown comment",
    "word/commentsExtended.xml",
    /paraIdParent="[^"]*"/u,
    'paraIdParent="0"',
    "a reply to",
  ],
  [
    "a part without a type",
    "[Content_Types].xml",
    /<Default [^>]*Extension="xml"[^>]*>|<Override [^>]*comments\.xml"[^>]*>/gu,
    "",
    "no type",
  ],
  ["a relationship to a missing part", "word/_rels/document.xml.rels", /"styles\.xml"/u, '"fashion.xml"', "leads to"],
  [
    "settings out of order",
    "word/settings.xml",
    /(<w:defaultTabStop [^>]*>)(<w:evenAndOddHeaders [^>]*>)/u,
    "$2$1",
    "out of order",
  ],
  ["an unknown setting", "word/settings.xml", /<w:compat>/u, "<w:wings/><w:compat>", "holds w:wings"],
  [
    "settings for an old version of Word",
    "word/settings.xml",
    /(<w:compatSetting w:val=)"15"/u,
    '$1"12"',
    "not of Word 2013",
  ],
  ["an undeclared prefix", "word/settings.xml", /mc:Ignorable="w14/u, 'mc:Ignorable="w99 w14', "passes over w99"],
  ["a level out of order", "word/numbering.xml", /(<w:start [^>]*>)(<w:numFmt [^>]*>)/u, "$2$1", "out of order"],
  ["a level that occurs twice", "word/numbering.xml", /w:ilvl="1"/u, 'w:ilvl="0"', "levels named twice"],
  ["a level past the last", "word/numbering.xml", /w:ilvl="8"/u, 'w:ilvl="9"', "level 9"],
  ["a numbering of an unknown list", "word/numbering.xml", /(<w:abstractNumId w:val=)"1"/u, '$1"7"', "no list 7"],
  [
    "a style with an unknown numbering",
    "word/styles.xml",
    /<w:pPr>/u,
    '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr>',
    "no numbering 9",
  ],
  [
    "a thread with an invalid id",
    "word/commentsExtended.xml",
    /paraId="00000001"/u,
    'paraId="F0000001"',
    "called F0000001",
  ],
  [
    "a thread that occurs twice",
    "word/commentsExtended.xml",
    /(<w15:commentEx [^>]*>)/u,
    "$1$1",
    "threads named twice",
  ],
  [
    "a thread neither resolved nor open",
    "word/commentsExtended.xml",
    /w15:done="0"/u,
    'w15:done="maybe"',
    "neither settled nor not",
  ],
  ["a cell without a paragraph", "word/document.xml", /<\/w:p><\/w:tc>/u, "</w:p><w:tbl/></w:tc>", "does not end"],
])("the validator detects %s", async (_what, name, from, to, fault) => {
  const parts = unzipSync(await sample);
  const xml = strFromU8(parts[name] ?? new Uint8Array());
  const broken = zipSync({ ...parts, [name]: strToU8(xml.replace(from, to)) });
  expect(faultsOf(broken).join("\n")).toContain(fault);
});
