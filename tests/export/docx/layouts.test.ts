import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import { docx as writeDocx } from "../../../server/export/docx/docx.ts";
import { docx } from "../whole-files.ts";
import {
  compilation,
  draft,
  annotationsOfEveryKind,
  here,
  movedAndReworded,
  opinion,
  reply,
  shorter,
  speaker,
  words,
} from "../sample.ts";
import { elementsOf, paragraphsAfter, partOf } from "./word-file.ts";

/** Returns the paragraphs after the title page, without empty ones. */
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

test("forum layout: puts each comment under its clause, after a line with source and date", async () => {
  const lines = await printed([onRecital], "forum");
  const clause = lines.indexOf("b)\tthat “participation” means more than being present,");
  expect(lines.slice(clause + 1, clause + 9)).toEqual([
    "Comments from ISOC and APC (10 Feb 2013)",
    "Comment 1 · civil society · technical",
    "On “more than”",
    "Too weak.",
    "Opposes: Sinica",
    "Reply from Sinica (11 Feb 2013)",
    "Opposes",
    "We hold it strong enough.",
  ]);
});

test("forum layout: puts comments throughout the document once, before the text, with their clauses", async () => {
  const lines = await printed(annotationsOfEveryKind(), "forum");
  const heading = lines.indexOf("Throughout the document");
  expect(heading).toBeLessThan(lines.indexOf("The policy forum (Geneva, 2013),"));
  expect(lines.slice(heading + 1, heading + 5)).toEqual([
    "Comments from Dina Odum (in a personal capacity) (10 Feb 2013)",
    "Comment 2 · civil society · technical",
    "Throughout: verbs in italics.",
    "recalling; invites Member States",
  ]);
  expect(lines.filter((line) => line === "Throughout: verbs in italics.")).toHaveLength(1);
});

test("three columns: puts clause, source and comment side by side", async () => {
  const file = await docx(compilation([onRecital]), "three-columns");
  const rows = elementsOf(partOf(file, "word/document.xml"), "w:tr").map((row) =>
    elementsOf(row, "w:tc").map((cell) => elementsOf(cell, "w:t").map((text) => text.textContent)),
  );
  expect(rows[0]).toEqual([["Original text"], ["Source"], ["Comment or proposal"]]);
  const lines = rows.map(([label, source, comment]) => [label?.[0], source?.[0], comment?.slice(0, 3).join("")]);
  expect(lines).toContainEqual(["b)", "ISOC and APC", "Comment 1 · civil society · technical · On “more than”"]);
});

test("three columns: a thread takes few paragraphs, and begins below the title on the same page", async () => {
  const lines = await printed([onRecital], "three-columns");
  const comment = lines.indexOf("Comment 1 · civil society · technical · On “more than”");
  expect(lines.slice(comment, comment + 4)).toEqual([
    "Comment 1 · civil society · technical · On “more than”",
    "Too weak.",
    "Opposes: Sinica",
    "Reply from Sinica (11 Feb 2013) · Opposes · We hold it strong enough.",
  ]);
  const file = await docx(compilation([onRecital]), "three-columns");
  expect(elementsOf(partOf(file, "word/document.xml"), "w:sectPr")).toHaveLength(1);
});

test("three columns: merges a clause's cell across its comments, and never splits uncommented clauses", async () => {
  const comments = ["Too weak.", "Too strong."].map((text) =>
    here({ targets: [{ kind: "clause", clause: "r-b" }], text }),
  );
  const document = partOf(await docx(compilation(comments), "three-columns"), "word/document.xml");
  const rows = elementsOf(document, "w:tr").map((row) => ({
    merges: elementsOf(row, "w:vMerge").map((merge) => merge.getAttribute("w:val")),
    whole: elementsOf(row, "w:cantSplit").length > 0,
    cells: elementsOf(row, "w:tc").length,
    text: row.textContent ?? "",
  }));
  const first = rows.findIndex(({ text }) => text.includes("more than being present"));
  expect(rows.slice(first, first + 3)).toMatchObject([
    { cells: 3, merges: ["restart"], whole: false },
    { cells: 3, merges: ["continue"], whole: false },
    { cells: 3, merges: [], whole: true },
  ]);
});

test.each(["three-columns", "comment-form"] as const)("%s: reports progress row by row", async (layout) => {
  const comments = Array.from({ length: 400 }, () => here({ targets: [{ kind: "clause", clause: "r-b" }] }));
  const shares = new Set<number>();
  for await (const { done, of } of writeDocx(compilation(comments), layout)) shares.add(done / of);
  expect([...shares].filter((share) => share > 0.1 && share < 0.9).length).toBeGreaterThan(5);
});

test("comment form: writes one row per comment in the eight columns of the form", async () => {
  const file = await docx(compilation(annotationsOfEveryKind()), "comment-form");
  const rows = elementsOf(partOf(file, "word/document.xml"), "w:tr");
  expect(rows).toHaveLength(annotationsOfEveryKind().length + 1);
  for (const row of rows) expect(elementsOf(row, "w:tc")).toHaveLength(8);
});

test("by source: lists joint comments separately from those of one organisation", async () => {
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
  "%s: names nobody when sources are hidden",
  async (layout) => {
    const file = await docx(compilation([onRecital], { sources: "hidden" }), layout);
    const text = elementsOf(partOf(file, "word/document.xml"), "w:t").map((one) => one.textContent);
    expect(text.join(" ")).not.toMatch(/ISOC|APC|Sinica|Ana|Chen/u);
  },
);

test.each<CompilationLayout>(["on-the-words", "forum", "three-columns", "comment-form", "by-source"])(
  "%s: contains every open comment",
  async (layout) => {
    const file = await docx(compilation(annotationsOfEveryKind()), layout);
    const parts = layout === "on-the-words" ? ["word/document.xml", "word/comments.xml"] : ["word/document.xml"];
    const text = parts
      .flatMap((part) => elementsOf(partOf(file, part), "w:t"))
      .map((one) => one.textContent)
      .join(" ");
    const comments = annotationsOfEveryKind().filter(({ annotation }) => annotation.standing === "open");
    for (const { annotation } of comments)
      for (const part of annotation.text.split("\n\n")) expect(text).toContain(part);
  },
);

/** Proposals on the Opinion that do not overlap. */
const proposals = [
  ...annotationsOfEveryKind().filter(({ annotation }) => annotation.kind === "proposal"),
  here({
    kind: "proposal",
    targets: [{ kind: "clause", clause: "o-1a" }],
    text: "Not needed.",
    speaker: speaker("Chen Li", ["Sinica"]),
    createdAt: "2013-02-12T08:30:00Z",
    operations: [{ kind: "delete", clause: "o-1a" }],
  }),
  here({
    kind: "proposal",
    targets: [{ kind: "clause", clause: "o-2" }],
    text: "First things first.",
    speaker: speaker("Chen Li", ["Sinica"]),
    createdAt: "2013-02-13T08:30:00Z",
    operations: [{ kind: "move", clause: "o-2", after: "v2" }],
  }),
];

test("tracked changes: rejecting all of them leaves the draft", async () => {
  const tracked = await docx(compilation(proposals), "tracked-changes");
  expect(paragraphsAfter(tracked, "reject").slice(-15)).toEqual(
    paragraphsAfter(await docx(compilation([])), "reject").slice(-15),
  );
});

test("tracked changes: accepting all of them gives the draft with the proposals applied", async () => {
  const accepted = paragraphsAfter(await docx(compilation(proposals), "tracked-changes"), "accept");
  const first = accepted.indexOf("recalling");
  expect(accepted.slice(first, first + 9)).toEqual([
    "recalling",
    expect.stringContaining("a)\tthat the first report"),
    "b)\tthat “participation” means much beyond being present,",
    "c)\tthat a new clause follows,",
    "invites Member States",
    "2\tto publish H2O and m2 figures every year.",
    "1\tto open their preparatory meetings [to all stakeholders];",
    "1\tFigures",
    "1.1\tThe table follows the note.",
  ]);
});

test("tracked changes: accepting a moved clause keeps its new wording and label", async () => {
  const moved = here({
    kind: "proposal",
    targets: [{ kind: "clause", clause: "o-1" }],
    operations: movedAndReworded,
  });
  const file = await docx(compilation([moved]), "tracked-changes");
  const accepted = paragraphsAfter(file, "accept");
  expect(accepted[accepted.indexOf("recalling") + 1]).toBe(
    "9\tto hold their preparatory meetings [to all stakeholders];",
  );
  expect(paragraphsAfter(file, "reject")).toContain("1\tto open their preparatory meetings [to all stakeholders];");
});

test("tracked changes: names the proposer as the author of each change", async () => {
  const document = partOf(await docx(compilation(proposals), "tracked-changes"), "word/document.xml");
  const authors = ["w:ins", "w:del", "w:moveFrom", "w:moveTo"].flatMap((name) =>
    elementsOf(document, name).map((change) => change.getAttribute("w:author")),
  );
  expect(new Set(authors)).toEqual(new Set(["Ana Ruiz (ISOC and APC)", "Chen Li (Sinica)"]));
});

test("tracked changes: draws the first of two competing proposals and explains the other in its comment", async () => {
  const [first] = proposals;
  const rival = here({
    ...first?.annotation,
    id: "rival",
    createdAt: "2013-02-14T08:30:00Z",
    operations: shorter,
  });
  const file = await docx(compilation([...(first ? [first] : []), rival]), "tracked-changes");
  expect(paragraphsAfter(file, "accept")).toContain("b)\tthat “participation” means much beyond being present,");
  const comments = elementsOf(partOf(file, "word/comments.xml"), "w:t").map((text) => text.textContent);
  expect(comments).toContain("stands for");
  expect(comments).not.toContain("much beyond");
  expect(comments.filter((line) => line?.startsWith("Not shown"))).toEqual([
    "Not shown in the text because it conflicts with Proposal 1, which was made earlier.",
  ]);
});

const chapters = draft(
  ["Scope", "Terms", "Names", "Numbers"].flatMap((text, at) => [
    { id: `h${String(at)}`, kind: "heading", label: String(at + 1), content: text },
    { id: `p${String(at)}`, kind: "paragraph", label: `${String(at + 1)}.1`, depth: 1, content: "Words follow." },
  ]),
);

test.each(["on-the-words", "tracked-changes", "forum", "three-columns"] as const)(
  "%s: links a table of contents to each heading, with page number fields",
  async (layout) => {
    const document = partOf(await docx(compilation([], { draft: chapters }), layout), "word/document.xml");
    const entries = elementsOf(document, "w:p").filter((paragraph) =>
      elementsOf(paragraph, "w:pStyle").some((style) => style.getAttribute("w:val") === "TOC1"),
    );
    expect(entries.map((entry) => elementsOf(entry, "w:t").map(({ textContent }) => textContent))).toEqual([
      ["1", "Scope", "…"],
      ["2", "Terms", "…"],
      ["3", "Names", "…"],
      ["4", "Numbers", "…"],
    ]);
    const marks = elementsOf(document, "w:bookmarkStart").map((mark) => mark.getAttribute("w:name") ?? "");
    expect(
      entries.map((entry) =>
        elementsOf(entry, "w:instrText")
          .at(entry === entries[0] ? 1 : 0)
          ?.textContent?.trim(),
      ),
    ).toEqual(marks.map((name) => `PAGEREF ${name} \\h`));
  },
);

test.each(["on-the-words", "forum", "three-columns"] as const)(
  "%s: writes no table of contents before a text that has its own",
  async (layout) => {
    const own = draft([
      { id: "c", kind: "paragraph", content: "Contents" },
      ...["1. Scope 1", "2. Terms 2", "3. Names 2", "4. Numbers 3"].map((content, at) => ({
        id: `c${String(at)}`,
        kind: "paragraph",
        content,
      })),
      ...chapters.children
        .map((node) => node.toJSON() as { attrs: object; content: object[] })
        .map(({ attrs, content }) => ({ ...(attrs as { id: string; kind: string }), content })),
    ]);
    const document = partOf(await docx(compilation([], { draft: own }), layout), "word/document.xml");
    expect(elementsOf(document, "w:sdt")).toHaveLength(0);
    expect(document.textContent).toContain("1. Scope 1");
  },
);

test("gives a contents entry without a label no indent", async () => {
  const unlabelled = draft(
    ["Scope", "Terms", "A", "B"].map((content, at) => ({ id: `h${String(at)}`, kind: "heading", content })),
  );
  const document = partOf(await docx(compilation([], { draft: unlabelled }), "forum"), "word/document.xml");
  const entry = elementsOf(document, "w:p").find(({ textContent }) => textContent?.includes("PAGEREF"));
  const indent = entry && elementsOf(entry, "w:ind")[0];
  const stops = (entry ? elementsOf(entry, "w:tab") : []).map((stop) => stop.getAttribute("w:val"));
  expect([indent?.getAttribute("w:hanging"), indent?.getAttribute("w:start"), stops]).toEqual([
    "0",
    "0",
    ["clear", null],
  ]);
});

test("writes no table of contents for two headings", async () => {
  const two = draft(["Scope", "Terms"].map((content, at) => ({ id: `h${String(at)}`, kind: "heading", content })));
  const document = partOf(await docx(compilation([], { draft: two }), "forum"), "word/document.xml");
  expect(elementsOf(document, "w:instrText").map(({ textContent }) => textContent?.trim())).toEqual([]);
});

test("by source: links a table of contents to the comments of each source", async () => {
  const comments = ["A", "B", "C"].map((name) => here({ speaker: speaker(name, [`${name} org`]) }));
  const document = partOf(await docx(compilation(comments), "by-source"), "word/document.xml");
  const entries = elementsOf(document, "w:hyperlink").map((entry) => elementsOf(entry, "w:t")[0]?.textContent);
  expect(entries).toEqual(["A org", "B org", "C org"]);
});
