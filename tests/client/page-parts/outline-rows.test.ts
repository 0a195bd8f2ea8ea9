import { findClauses } from "../../../client/reading/room/ClauseSearch.tsx";
import { outlineOf } from "../../../client/page-parts/Outline.tsx";
import { citationKey } from "../../../server/core/text/citations/citation-key.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";

const opinion = versionTextOf(
  draftOf([
    ["title", null, "Opinion 5"],
    ["verb", null, "noting"],
    ["recital", "a)", "that few take part;"],
    ["recital", "b)", "that many are concerned,"],
    ["verb", null, "noting"],
    ["recital", null, "that records are kept,"],
  ]),
);

describe("outline", () => {
  test.each<[string, ClauseInShort[], [string, number, string[]][]]>([
    [
      "has a row for each heading, with its depth and the clauses under it",
      [
        ["heading", "1", "Introduction"],
        ["paragraph", "1.1", "Words."],
        ["heading", "1.2", "Purpose", 1],
        ["paragraph", "1.2.1", "Words."],
      ],
      [
        ["Introduction", 0, ["c1", "c2"]],
        ["Purpose", 1, ["c3", "c4"]],
      ],
    ],
    ["has one row for a text without headings", [["paragraph", null, "Words."]], [["Words.", 0, ["c1"]]]],
    ["is empty for an empty text", [], []],
  ])("%s", (_name, clauses, expected) => {
    const rows = outlineOf(versionTextOf(draftOf(clauses)));
    expect(rows.map(({ title, level, clauses: own }) => [title, level, own.map(({ id }) => id)])).toEqual(expected);
  });

  test("numbers a repeated verb to distinguish it", () => {
    expect(outlineOf(opinion).map(({ title }) => title)).toEqual(["noting", "noting (2)"]);
  });
});

describe("finds clauses", () => {
  test.each<[string, string, string[]]>([
    ["by citation", "noting b", ["noting b)"]],
    ["by their text, in any case", "RECORDS", ["noting (2)"]],
    ["by citation first, then by text", "noting", ["noting", "noting a)", "noting b)", "noting (2)", "noting (2)"]],
    ["not at all if no clause contains the text", "abracadabra", []],
  ])("%s", (_name, rows, expected) => {
    expect(findClauses(opinion, rows).map(({ citation }) => citation)).toEqual(expected);
  });

  test("shows a match with the text before and after it", () => {
    expect(findClauses(opinion, "are kept")).toEqual([
      { id: "c6", citation: "noting (2)", before: "that records ", hit: "are kept", after: "," },
    ]);
  });

  test("finds a clause by its citation in other words", () => {
    const agreement = versionTextOf(
      draftOf([
        ["heading", "Article 4", "Finance"],
        ["paragraph", "13", "The Parties pay.", 1],
      ]),
    );
    const found = (query: string): string[] =>
      findClauses(agreement, query, citationKey).map(({ citation }) => citation);
    expect(found("4.13")).toEqual(["Art. 4.13"]);
    expect(found("article 4, paragraph 13")).toEqual(["Art. 4.13"]);
    expect(found("article 4, paragraph 14")).toEqual([]);
  });
});
