import type { Node } from "prosemirror-model";
import { sectionedDoc } from "../../../client/reader/sectioned.ts";
import { draftSchema } from "../../../server/core/text/schema.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";

/** Returns a draft's view, with its citations. */
function sectioned(draft: Node): Node {
  return sectionedDoc(draft, versionTextOf(draft).clauses);
}

const paragraphs = (count: number): ClauseInShort[] =>
  Array.from({ length: count }, (_, index) => ["paragraph", String(index + 1), "Some words."]);

describe("sections of a draft in the view", () => {
  test.each<[string, ClauseInShort[], number[]]>([
    ["a short draft is one section", [["verb", null, "noting"], ...paragraphs(3)], [4]],
    [
      "a heading begins a section after enough clauses",
      [...paragraphs(60), ["heading", "2", "Consultation on"], ...paragraphs(4)],
      [60, 5],
    ],
    ["a heading after few clauses begins no section", [...paragraphs(20), ["heading", "2", "Consultation on"]], [21]],
    ["a long run without headings is divided", paragraphs(450), [200, 200, 50]],
    ["an empty draft has no sections", [], []],
  ])("%s", (_name, clauses, expected) => {
    expect(sectioned(draftOf(clauses)).children.map(({ childCount }) => childCount)).toEqual(expected);
  });

  test("keep every clause in order with its text", () => {
    const draft = draftOf([["title", null, "On taking part"], ...paragraphs(130)]);
    const clauses: string[] = [];
    sectioned(draft).descendants((node) => {
      if (node.type.name !== "clause") return true;
      clauses.push(`${String(node.attrs["id"])} ${node.textContent}`);
      return false;
    });
    expect(clauses).toEqual(draft.children.map((node) => `${String(node.attrs["id"])} ${node.textContent}`));
  });

  test("group cells into the rows of their table", () => {
    const cell = (id: string, table: string, row: number) =>
      draftSchema.node("clause", { id, kind: "cell", table: { id: table, row, column: 1, header: false } });
    const draft = draftSchema.node("doc", null, [
      cell("a", "t1", 1),
      cell("b", "t1", 1),
      cell("c", "t1", 2),
      cell("d", "t2", 1),
    ]);
    const [section] = sectioned(draft).children;
    const tables = section!.children.map((table) => table.children.map((row) => row.childCount));
    expect(tables).toEqual([[2, 1], [1]]);
  });

  test("give each clause its citation", () => {
    const draft = draftOf([
      ["verb", null, "noting"],
      ["recital", "a)", "that"],
    ]);
    const [section] = sectioned(draft).children;
    expect(section!.children.map(({ attrs }) => attrs["citation"] as string)).toEqual(
      versionTextOf(draft).clauses.map(({ citation }) => citation),
    );
  });
});
