import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import { docx } from "../../server/export/docx.ts";
import { compilation, everySort, here, opinion, reply, speaker, words } from "./sample.ts";
import { elementsOf, paragraphsAfter, partOf } from "./word-file.ts";

/** Paragraphs after the title page, empty ones left out. */
async function printed(annotations: Parameters<typeof compilation>[0], layout: CompilationLayout): Promise<string[]> {
  const file = await docx(compilation(annotations), layout);
  const cover = elementsOf(partOf(file, "word/document.xml"), "w:pStyle").filter((style) =>
    style.getAttribute("w:val")?.startsWith("Cover"),
  );
  return paragraphsAfter(file, "accept")
    .slice(cover.length)
    .filter((line) => line !== "");
}

const onRecital = here({ targets: [words(opinion, "r-b", "more than")], text: "Too weak." }, [
  reply({ text: "We hold it strong enough.", position: "oppose", speaker: speaker("Chen Li", ["Sinica"]) }),
]);

test("forum layout: under its clause each comment after a line that says from whom and when", async () => {
  const lines = await printed([onRecital], "forum");
  const clause = lines.indexOf("b)\tthat “participation” means more than being present,");
  expect(lines.slice(clause + 1, clause + 9)).toEqual([
    "Comments from ISOC and APC (10 Feb 2013)",
    "Comment 1 · technical",
    "On “more than”",
    "Too weak.",
    "Opposes: Sinica",
    "Comments on this from Sinica (11 Feb 2013)",
    "Opposes",
    "We hold it strong enough.",
  ]);
});

test("forum layout: what is said throughout the document stands once, before the text, with its places", async () => {
  const lines = await printed(everySort(), "forum");
  const heading = lines.indexOf("Throughout the document");
  expect(heading).toBeLessThan(lines.indexOf("The policy forum (Geneva, 2013),"));
  expect(lines.slice(heading + 1, heading + 5)).toEqual([
    "Comments from Dina Odum (in a personal capacity) (10 Feb 2013)",
    "Comment 2 · technical",
    "Throughout: verbs in italics.",
    "recalling; invites Member States",
  ]);
  expect(lines.filter((line) => line === "Throughout: verbs in italics.")).toHaveLength(1);
});

test("three columns: the clause, who speaks, and what is said stand side by side", async () => {
  const file = await docx(compilation([onRecital]), "three-columns");
  const rows = elementsOf(partOf(file, "word/document.xml"), "w:tr").map((row) =>
    elementsOf(row, "w:tc").map((cell) => elementsOf(cell, "w:t").map((text) => text.textContent)[0] ?? ""),
  );
  expect(rows[0]).toEqual(["Original text", "Source", "Comment or proposal"]);
  expect(rows).toContainEqual(["b)", "ISOC and APC", "Comment 1 · technical"]);
});

test("comment form: a row a comment, in the eight columns of the form", async () => {
  const file = await docx(compilation(everySort()), "comment-form");
  const rows = elementsOf(partOf(file, "word/document.xml"), "w:tr");
  expect(rows).toHaveLength(everySort().length + 1);
  for (const row of rows) expect(elementsOf(row, "w:tc")).toHaveLength(8);
});

test("by source: what organisations say jointly stands apart from what one of them says alone", async () => {
  const lines = await printed(
    [here({ text: "Together." }), here({ text: "Alone.", speaker: speaker("Ana Ruiz", ["ISOC"]) })],
    "by-source",
  );
  const heads = ["ISOC", "ISOC and APC"].map((head) => lines.indexOf(head));
  expect(heads.every((head) => head >= 0)).toBe(true);
  expect(lines.slice(heads[0], heads[1])).toContain("Alone.");
  expect(lines.slice(heads[1])).toContain("Together.");
});

test.each<CompilationLayout>(["forum", "three-columns", "comment-form"])(
  "%s: where sources are hidden nobody is named",
  async (layout) => {
    const file = await docx(compilation([onRecital], { sources: "hidden" }), layout);
    const text = elementsOf(partOf(file, "word/document.xml"), "w:t").map((one) => one.textContent);
    expect(text.join(" ")).not.toMatch(/ISOC|APC|Sinica|Ana|Chen/u);
  },
);

test.each<CompilationLayout>(["on-the-words", "forum", "three-columns", "comment-form", "by-source"])(
  "%s: nothing that was said is left out",
  async (layout) => {
    const file = await docx(compilation(everySort()), layout);
    const parts = layout === "on-the-words" ? ["word/document.xml", "word/comments.xml"] : ["word/document.xml"];
    const text = parts
      .flatMap((part) => elementsOf(partOf(file, part), "w:t"))
      .map((one) => one.textContent)
      .join(" ");
    const said = everySort().filter(({ annotation }) => annotation.standing === "open");
    for (const { annotation } of said) for (const part of annotation.text.split("\n\n")) expect(text).toContain(part);
  },
);
