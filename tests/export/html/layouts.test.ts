import { parse } from "parse5";
import { CompilationLayout, compilationLayouts } from "#core/compile/compilation-layout.ts";
import { html } from "../whole-files.ts";
import { attribute, elementsOf, textOf, type PageElement } from "./page-elements.ts";
import { compilation, annotationsOfEveryKind, here, opinion, speaker, words } from "../sample.ts";

function main(file: string): PageElement {
  const found = elementsOf(parse(file)).find(({ tagName }) => tagName === "main");
  if (!found) throw new Error("The page has no main part");
  return found;
}

test.each(CompilationLayout.options)(
  "%s contains every comment once, with the hash and the visibility of sources",
  (layout) => {
    const file = html(compilation(annotationsOfEveryKind()), layout);
    const shown = textOf(main(file), " ");
    for (const text of [
      "Which one?",
      "Across two clauses.",
      "On a cell.",
      "Its words are gone.",
      "Settled in the hall",
    ]) {
      expect(shown.split(text)).toHaveLength(2);
    }
    expect(shown.includes("on the working methods of each group;")).toBe(
      layout !== "comment-form" && !compilationLayouts[layout].namesSources,
    );
    expect(file).toContain("a".repeat(64));
    expect(file).toContain("shown for every comment");
  },
);

test.each(CompilationLayout.options)("%s makes no requests and has no dead internal links", (layout) => {
  const elements = elementsOf(parse(html(compilation(annotationsOfEveryKind()), layout)));
  expect(elements.filter(({ tagName }) => ["script", "link", "img", "iframe"].includes(tagName))).toEqual([]);
  const ids = elements.flatMap((element) => attribute(element, "id") ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const inner = elements.flatMap((element) => attribute(element, "href") ?? []).filter((href) => href.startsWith("#"));
  for (const href of inner) expect(ids).toContain(href.slice(1));
});

test.each(CompilationLayout.options)(
  "%s names nobody and offers no source filter when sources are hidden",
  (layout) => {
    const file = html(compilation(annotationsOfEveryKind(), { sources: "hidden" }), layout);
    for (const name of ["Ana", "Boris", "Chen", "Dina", "ISOC", "APC", "Ruritania"]) expect(file).not.toContain(name);
    expect(file).not.toMatch(/only-(?:organisation|group)/u);
  },
);

test("labels a page without comments as text alone, but states the counts when filters removed them", () => {
  const alone = html(compilation([]));
  expect(alone).toContain("text only");
  expect(alone).not.toContain("shown for every comment");
  const filtered = html(compilation([], { filters: { text: "nobody says this" } }));
  expect(filtered).toContain("0 comments, 0 proposals");
  expect(filtered).toContain("shown for every comment");
});

test("forum layout heads comments with source and date, with those throughout the document at the front", () => {
  const shown = main(html(compilation(annotationsOfEveryKind()), "forum"));
  const headings = elementsOf(shown)
    .filter(({ tagName }) => tagName === "h2" || tagName === "h3")
    .map((element) => textOf(element, " ").replace(/\s+/gu, " ").trim());
  expect(headings[1]).toMatch(/^Comments from ISOC and APC \(10 Feb 2013\)/u);
  expect(headings[2]).toBe("Throughout the document");
  expect(headings[3]).toMatch(/^Comments from Dina Odum .* · recalling; invites Member States/u);
});

test("three columns put comments beside their clause, and a clause without comments alone", () => {
  const rows = elementsOf(main(html(compilation(annotationsOfEveryKind()), "three-columns"))).filter(
    ({ tagName }) => tagName === "tr",
  );
  const found = rows.find((row) => textOf(row, " ").includes("that the"));
  expect(found && elementsOf(found).filter((one) => attribute(one, "class") === "comment-row")).toHaveLength(2);
  const alone = rows.find((row) => textOf(row, " ").includes("The policy forum (Geneva, 2013),"));
  expect(alone && elementsOf(alone).some((one) => attribute(one, "class") === "comment-row")).toBe(false);
});

test("comment form has one row per comment in the columns of the form", () => {
  const elements = elementsOf(main(html(compilation(annotationsOfEveryKind()), "comment-form")));
  const heads = elements.filter(({ tagName }) => tagName === "th").map((head) => textOf(head));
  expect(heads).toEqual([
    "No.",
    "Source",
    "Clause",
    "Paragraph, table or note",
    "Type",
    "Comment",
    "Proposed change",
    "Secretariat's observation",
  ]);
  expect(elements.filter(({ tagName }) => tagName === "tr")).toHaveLength(1 + annotationsOfEveryKind().length);
});

test("offers filters with counts where threads differ, and marks each thread", () => {
  const comments = [
    here({ text: "One", type: "editorial" }),
    here({ text: "Two", speaker: speaker("Bo", ["ITC"]) }),
    here({ text: "Three", targets: [words(opinion, "r-b", "participation")] }),
  ];
  const elements = elementsOf(parse(html(compilation(comments))));
  const labels = elements.filter(({ tagName }) => tagName === "label").map((label) => textOf(label, " ").trim());
  expect(labels).toEqual(["All", "APC (2)", "ISOC (2)", "ITC (1)", "All", "Editorial (1)", "Technical (2)"]);
  const marked = elements.filter((element) => attribute(element, "class")?.startsWith("thread "));
  expect(marked.map((element) => [attribute(element, "data-organisation"), attribute(element, "data-type")])).toEqual([
    ["1 2", "1"],
    ["3", "2"],
    ["1 2", "2"],
  ]);
});

test("escapes the page header so that it cannot end the style or the page", () => {
  const compiled = compilation([]);
  const file = html({ ...compiled, document: { ...compiled.document, shortTitle: '"}</style><script>x</script>\\' } });
  expect(elementsOf(parse(file)).some(({ tagName }) => tagName === "script")).toBe(false);
});
