import type { Element } from "@xmldom/xmldom";
import fc from "fast-check";
import { redlineDocx } from "../whole-files.ts";
import { draftPairs, paragraphsOf, sourceOf } from "../redline-drafts.ts";
import { draft, reference, text } from "../sample.ts";
import { faultsOf } from "./ooxml-rules.ts";
import { dropped, elementsOf, paragraphsAfter, partOf } from "./word-file.ts";

/**
 * Returns the paragraphs left after a decision, without empty ones. Empty cells, and the paragraph that a last tracked
 * mark needs, are not text.
 */
function left(file: Uint8Array, decision: "accept" | "reject"): string[] {
  return paragraphsAfter(file, decision)
    .map((line) => line.replaceAll("{ ", "{"))
    .filter((line) => line !== "");
}

test("accepting all changes leaves the revised draft, rejecting all leaves the base", async () => {
  await fc.assert(
    fc.asyncProperty(draftPairs, async ({ base, revised }) => {
      const file = await redlineDocx(sourceOf(base, revised));
      expect(left(file, "accept")).toEqual(paragraphsOf(revised));
      expect(left(file, "reject")).toEqual(paragraphsOf(base));
    }),
    { numRuns: 60 },
  );
});

test("gives tracked changes unique ids, and every moved range its other end", async () => {
  await fc.assert(
    fc.asyncProperty(draftPairs, async ({ base, revised }) => {
      const file = await redlineDocx(sourceOf(base, revised));
      const document = partOf(file, "word/document.xml");
      const names = ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart"];
      const ids = names.flatMap((name) => elementsOf(document, name).map((one) => one.getAttribute("w:id")));
      expect(new Set(ids).size).toBe(ids.length);
      const named = (name: string): (string | null)[] =>
        elementsOf(document, name)
          .map((one) => one.getAttribute("w:name"))
          .sort();
      expect(named("w:moveToRangeStart")).toEqual(named("w:moveFromRangeStart"));
      expect(new Set(named("w:moveToRangeStart")).size).toBe(named("w:moveToRangeStart").length);
      for (const kind of ["w:moveFrom", "w:moveTo"]) {
        const starts = elementsOf(document, `${kind}RangeStart`).map((one) => one.getAttribute("w:id"));
        const ends = elementsOf(document, `${kind}RangeEnd`).map((one) => one.getAttribute("w:id"));
        expect(ends.sort()).toEqual(starts.sort());
      }
    }),
    { numRuns: 40 },
  );
});

const clauses = {
  a: "that the participation of all who are concerned should be broad;",
  b: "that the building of capacity remains a task for every region;",
  c: "that the register of focal points should be kept open to all;",
};

test("tracks a moved clause as a move, without insertions or deletions", async () => {
  const of = (...texts: string[]) =>
    draft(texts.map((content, index) => ({ id: `c${String(index)}`, kind: "recital", content })));
  const file = await redlineDocx(sourceOf(of(clauses.a, clauses.b, clauses.c), of(clauses.c, clauses.a, clauses.b)));
  const document = partOf(file, "word/document.xml");
  expect(elementsOf(document, "w:ins")).toHaveLength(0);
  expect(elementsOf(document, "w:del")).toHaveLength(0);
  const moved = (name: string): string =>
    elementsOf(document, name)
      .map((one) => one.textContent ?? "")
      .join("");
  expect(moved("w:moveFrom")).toBe(clauses.c);
  expect(moved("w:moveTo")).toBe(clauses.c);
  expect(elementsOf(document, "w:moveFromRangeStart").map((one) => one.getAttribute("w:name"))).toEqual(["move1"]);
});

test("tracks a change of formatting alone as such", async () => {
  const of = (...marks: string[]) =>
    draft([{ id: "c", kind: "recital", content: [text("to "), text("consider", ...marks), text(" it")] }]);
  const document = partOf(await redlineDocx(sourceOf(of(), of("emphasis"))), "word/document.xml");
  const [change] = elementsOf(document, "w:rPrChange");
  expect(change?.parentNode?.parentNode?.textContent).toBe("consider");
});

test("writes the earlier properties of text that had no formatting, so that rejecting removes the new one", async () => {
  const of = (...marks: string[]) =>
    draft([{ id: "c", kind: "recital", content: [text("to "), text("consider", ...marks), text(" it")] }]);
  const file = await redlineDocx(sourceOf(of(), of("strong")));
  const [change] = elementsOf(partOf(file, "word/document.xml"), "w:rPrChange");
  expect([...(change?.childNodes ?? [])].map(({ nodeName }) => nodeName)).toEqual(["w:rPr"]);
  expect(faultsOf(file)).toEqual([]);
});

test("tracks an added note with its reference", async () => {
  const of = (noted: boolean) =>
    draft([
      { id: "c", kind: "recital", content: noted ? [text("See this"), reference("n", "1")] : "See this" },
      ...(noted ? [{ id: "n", kind: "footnote", label: "1", content: "The record." }] : []),
    ]);
  const file = await redlineDocx(sourceOf(of(false), of(true)));
  expect([left(file, "accept"), left(file, "reject")]).toEqual([["See this{The record.}"], ["See this"]]);
});

test("gives changes the revised draft as author and its cover date", async () => {
  const of = (text: string) => draft([{ id: "c", kind: "recital", content: text }]);
  const document = partOf(await redlineDocx(sourceOf(of("one thing"), of("one more thing"))), "word/document.xml");
  const [insertion] = elementsOf(document, "w:ins");
  expect([insertion?.getAttribute("w:author"), insertion?.getAttribute("w:date")]).toEqual([
    "Third draft",
    "2013-02-06T00:00:00Z",
  ]);
});

test("gives the same bytes for the same redline and date", async () => {
  await fc.assert(
    fc.asyncProperty(draftPairs, async ({ base, revised }) => {
      const source = sourceOf(base, revised);
      expect(Buffer.from(await redlineDocx(source)).equals(Buffer.from(await redlineDocx(source)))).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test("links a tracked table of contents to the headings, and omits it for two headings", async () => {
  const of = (...headings: string[]) =>
    draft(headings.map((content, at) => ({ id: `h${String(at)}`, kind: "heading", label: String(at + 1), content })));
  const base = of("Introduction", "Growth", "Next steps");
  const revised = of("Introduction", "Growth and use", "Who speaks for those that are not here", "Next steps");
  const document = partOf(await redlineDocx(sourceOf(base, revised)), "word/document.xml");
  const entries = elementsOf(document, "w:hyperlink");
  expect(entries.map((entry) => elementsOf(entry, "w:t").map((one) => one.textContent))).toEqual([
    ["1", "Introduction", "…"],
    ["2", "Growth and use", "…"],
    ["3", "Who speaks for those that are not here", "…"],
    ["4", "Next steps", "…"],
  ]);
  // If rejected, a new heading's entry disappears, and a reworded or renumbered one reads as before.
  const changed = (entry: (typeof entries)[number], name: string): string[] =>
    elementsOf(entry, name).map((one) => one.textContent ?? "");
  expect(entries.map((entry) => changed(entry, "w:del"))).toEqual([[], ["2Growth"], [], ["3Next steps"]]);
  expect(entries.map((entry) => elementsOf(entry, "w:ins").length)).toEqual([0, 1, 1, 1]);
  expect(changed(entries[1] ?? document, "w:ins")).toEqual(["2Growth and use"]);
  const places = elementsOf(document, "w:bookmarkStart").map((one) => one.getAttribute("w:name"));
  expect(places).toEqual(entries.map((entry) => entry.getAttribute("w:anchor")));
  const short = await redlineDocx(sourceOf(base, of("Introduction", "Growth")));
  expect(elementsOf(partOf(short, "word/document.xml"), "w:sdt")).toHaveLength(0);
});

test("writes no table of contents before a revised draft that has its own", async () => {
  const titles = ["Introduction", "Growth", "Next steps"];
  const chapters = titles.flatMap((content, at) => [
    { id: `h${String(at)}`, kind: "heading", label: String(at + 1), content },
    { id: `p${String(at)}`, kind: "paragraph", content: `It is about ${content}.` },
  ]);
  const own = titles.map((title, at) => ({
    id: `c${String(at)}`,
    kind: "paragraph",
    content: `${title} … ${String(at)}`,
  }));
  const tables = async (base: object[], revised: object[]): Promise<number> => {
    const of = (clauses: object[]) => draft(clauses as typeof chapters);
    const file = await redlineDocx(sourceOf(of(base), of(revised)));
    return elementsOf(partOf(file, "word/document.xml"), "w:sdt").length;
  };
  expect(await tables(chapters, [...own, ...chapters])).toBe(0);
  expect(await tables([...own, ...chapters], chapters)).toBe(1);
});

test("tracks the contents entries of moved, inserted and deleted headings", async () => {
  const of = (...clauses: [kind: string, words: string][]) =>
    draft(clauses.map(([kind, content]) => ({ id: content.replaceAll(" ", "-"), kind, content })));
  const moved: [string, string][] = [
    ["heading", "Who pays for the links between the islands"],
    ["paragraph", "Every operator bears the costs of its own network as far as the exchange point."],
  ];
  const stays: [string, string][] = [
    ["heading", "Training"],
    ["paragraph", "Schools in the region teach how networks are run, and to whom one may turn."],
    ["heading", "Numbers"],
    ["paragraph", "Addresses of the new kind are given out by the registries without delay."],
  ];
  const deleted: [string, string][] = [["heading", "An annex of nothing"]];
  const base = of(...moved, ...stays.slice(0, 2), ...deleted, ...stays.slice(2));
  const revised = of(...stays, ["heading", "Further reading about exchange"], ...moved);
  const file = await redlineDocx(sourceOf(base, revised));
  expect(entriesAfter(file, "accept")).toEqual([
    "Training",
    "Numbers",
    "Further reading about exchange",
    "Who pays for the links between the islands",
  ]);
  expect(entriesAfter(file, "reject")).toEqual([
    "Who pays for the links between the islands",
    "Training",
    "An annex of nothing",
    "Numbers",
  ]);
  // The end of the last entry must not be tracked. Rejecting it would join the rest of the entry with the next page,
  // and the page headers would be lost.
  const contents = elementsOf(partOf(file, "word/document.xml"), "w:sdtContent").flatMap((one) =>
    elementsOf(one, "w:p"),
  );
  expect(contents.map((one) => elementsOf(one, "w:rPr").some(tracksMark)).at(-1)).toBe(false);
});

function tracksMark(properties: Element): boolean {
  return properties.parentNode?.nodeName === "w:pPr" && properties.getElementsByTagName("w:ins").length > 0;
}

/** Lists the entries left in the table of contents, and checks that each leads to a remaining bookmark. */
function entriesAfter(file: Uint8Array, decision: "accept" | "reject"): string[] {
  const document = partOf(file, "word/document.xml");
  for (const name of dropped[decision]) {
    for (const change of elementsOf(document, name)) change.parentNode?.removeChild(change);
  }
  const places = elementsOf(document, "w:bookmarkStart").map((one) => one.getAttribute("w:name"));
  return elementsOf(document, "w:hyperlink").flatMap((entry) => {
    const words = [...elementsOf(entry, "w:t"), ...elementsOf(entry, "w:delText")].map((one) => one.textContent);
    if (words.length === 0) return [];
    expect(places).toContain(entry.getAttribute("w:anchor"));
    return [words.filter((one) => one !== "…").join("")];
  });
}
