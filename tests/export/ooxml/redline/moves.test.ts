import { strFromU8, unzipSync } from "fflate";
import type { SourcedComparison } from "../../../../server/export/tracked/anchors.ts";
import { writeOriginalRedline } from "../../../../server/export/ooxml/redline/write-redline.ts";
import { p, wordFile } from "../../../import/docx/word-file.ts";

const partsOf = (texts: readonly string[]) =>
  new Map(Object.entries(unzipSync(wordFile({ body: texts.map((text) => p(text)).join("") }))));

/** The sources of texts in paragraphs with one run each. */
const sourcesOf = (texts: readonly string[]): SourcedComparison["base"] =>
  texts.map((text, run) => ({
    start: texts.slice(0, run).join("\n").length + (run > 0 ? 1 : 0),
    length: text.length,
    part: "word/document.xml",
    run,
    at: 0,
  }));

test("writes each end of a move once if two moves meet in a paragraph", () => {
  const base = ["alpha beta gamma", "Kept", "is beta here", "End"];
  const revised = ["Kept", "alpha beta gamma", "End"];
  const [from, to] = [base.join("\n"), revised.join("\n")];
  const range = (text: string, part: string, after: string): [number, number] => {
    const start = text.indexOf(part, text.indexOf(after));
    return [start, start + part.length];
  };
  const away = (move: number, part: string, after: string) => ({
    kind: "moved-away",
    move,
    base: range(from, part, after),
  });
  const here = (move: number, part: string) => ({ kind: "moved-here", move, revised: range(to, part, "alpha") });
  const kept = { kind: "kept", move: null, base: range(from, "Kept", ""), revised: range(to, "Kept", "") };
  const segments = [
    away(1, "alpha beta gamma", "alpha"),
    kept,
    away(2, "beta", "is"),
    here(1, "alpha "),
    here(2, "beta"),
    here(1, " gamma"),
  ];
  const row = { relation: "moved", segments };
  const comparison = {
    redline: [row],
    base: sourcesOf(base),
    revised: sourcesOf(revised),
  } as unknown as SourcedComparison;
  const { parts } = writeOriginalRedline({
    base: partsOf(base),
    revised: partsOf(revised),
    comparison,
    author: "Chair",
    date: "2013-02-06T00:00:00.000Z",
  });
  const xml = strFromU8(parts.get("word/document.xml") ?? new Uint8Array());
  const found = (pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, value]) => value ?? "").sort();
  expect(found(/<w:moveToRangeStart w:id="(\d+)"/gu)).toEqual(found(/<w:moveToRangeEnd w:id="(\d+)"/gu));
  const names = found(/<w:moveToRangeStart [^>]*w:name="([^"]*)"/gu);
  expect(names).toEqual(found(/<w:moveFromRangeStart [^>]*w:name="([^"]*)"/gu));
  expect(new Set(names).size).toBe(names.length);
});
