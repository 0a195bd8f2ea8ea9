import { clauseTree, filtersOfChosen, toggleSection, type ClauseNode } from "../../../client/exports/ClauseTree.tsx";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";

const opinion: ClauseInShort[] = [
  ["title", null, "Opinion 5"],
  ["verb", null, "noting"],
  ["recital", "a)", "that few take part;"],
  ["footnote", "1", "See the record."],
  ["recital", "b)", "that many are concerned,"],
  ["verb", null, "invites"],
  ["operative", "1", "to open:"],
  ["item", "a)", "meetings;", 1],
  ["item", "b)", "records;", 1],
];
const report: ClauseInShort[] = [
  ["heading", "1", "Introduction"],
  ["paragraph", "1.0.1", "Words.", 2],
  ["heading", "1.2", "Purpose", 1],
  ["paragraph", "1.2.1", "Words.", 2],
  ["heading", "2", "Themes"],
];

const treeOf = (clauses: ClauseInShort[]): ClauseNode[] => clauseTree(versionTextOf(draftOf(clauses)));
const outline = (nodes: readonly ClauseNode[]): unknown[] =>
  nodes.map(({ clause, children }) => (children.length > 0 ? [clause.citation, outline(children)] : clause.citation));

test.each<[string, ClauseInShort[], unknown[]]>([
  [
    "an Opinion",
    opinion,
    ["title", ["noting", ["noting a)", "noting b)"]], ["invites", [["invites 1", ["invites 1 a)", "invites 1 b)"]]]]],
  ],
  ["a report", report, [["1", ["1.0.1", ["1.2", ["1.2.1"]]]], "2"]],
])("groups %s by section, and footnotes with the clause they follow", (_name, clauses, expected) => {
  expect(outline(treeOf(clauses))).toEqual(expected);
});

const flat = (nodes: readonly ClauseNode[]): ClauseNode[] => nodes.flatMap((node) => [node, ...flat(node.children)]);

test.each<[string, string[], { sections: string[]; clauses: string[] }]>([
  ["nothing", [], { sections: [], clauses: [] }],
  ["a section", ["noting"], { sections: ["noting"], clauses: [] }],
  ["a clause with its note", ["noting a)"], { sections: ["noting a)"], clauses: [] }],
  ["single clauses", ["title", "invites 1 b)"], { sections: [], clauses: ["title", "invites 1 b)"] }],
  ["a section without one of its clauses", ["noting", "noting b)"], { sections: ["noting a)"], clauses: ["noting"] }],
  [
    "a clause without its sub-items",
    ["invites 1", "invites 1 a)", "invites 1 b)"],
    { sections: [], clauses: ["invites 1"] },
  ],
  ["a section chosen twice, which deselects it", ["noting", "noting"], { sections: [], clauses: [] }],
])("converts the chosen clauses to filters: %s", (_name, pressed, expected) => {
  const tree = treeOf(opinion);
  const cited = new Map(flat(tree).map((node) => [node.clause.citation, node]));
  const chosen = pressed.reduce<ReadonlySet<string>>((before, citation) => {
    const node = cited.get(citation);
    if (!node) throw new RangeError(citation);
    return toggleSection(node, before);
  }, new Set());
  const citations = new Map(flat(tree).map(({ clause }) => [clause.id, clause.citation]));
  const { sections, clauses } = filtersOfChosen(tree, chosen);
  const cite = (id: string): string | undefined => citations.get(id);
  expect({ sections: sections?.map(cite), clauses: clauses?.map(cite) }).toEqual(expected);
});
