import { articlesOf } from "#core/text/citations/articles.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";

/** Lists the articles of a draft, each as the citations of its clauses. */
function articles(clauses: readonly ClauseInShort[]): string[][] {
  const version = versionTextOf(draftOf(clauses));
  return articlesOf(version).map(({ first, end }) =>
    version.clauses.slice(first, end).map(({ start, end }) => version.text.slice(start, end)),
  );
}

test("articles, annexes, chapters and the preamble each open one", () => {
  expect(
    articles([
      ["title", null, "Agreement"],
      ["heading", null, "Preamble"],
      ["paragraph", null, "The Parties,", 1],
      ["heading", "Chapter I", "General"],
      ["heading", "Article 1", "Terms", 1],
      ["heading", null, "Networks", 2],
      ["paragraph", "1", "A network carries calls.", 3],
      ["heading", "Article 2", "Aim", 1],
      ["heading", "Annex I", "Services"],
      ["paragraph", "1", "Calls.", 1],
    ]),
  ).toEqual([
    ["Agreement"],
    ["Preamble", "The Parties,"],
    ["General"],
    ["Terms", "Networks", "A network carries calls."],
    ["Aim"],
    ["Services", "Calls."],
  ]);
});

test("an unnumbered heading that is not below an article ends it", () => {
  expect(
    articles([
      ["heading", "Article 1", "Terms", 1],
      ["paragraph", null, "A network carries calls.", 2],
      ["heading", null, "Signatures"],
      ["paragraph", null, "Done at Geneva.", 1],
    ]),
  ).toEqual([
    ["Terms", "A network carries calls."],
    ["Signatures", "Done at Geneva."],
  ]);
});

test("without articles, the top headings open one each", () => {
  expect(
    articles([
      ["paragraph", null, "Foreword."],
      ["heading", "1", "Access", 0],
      ["heading", "1.1", "Cost", 1],
      ["heading", "2", "Trust", 0],
    ]),
  ).toEqual([["Foreword."], ["Access", "Cost"], ["Trust"]]);
});

test("a text without headings is a single one", () => {
  expect(
    articles([
      ["paragraph", "1", "Parties meet."],
      ["paragraph", "2", "Parties report."],
    ]),
  ).toEqual([["Parties meet.", "Parties report."]]);
});
