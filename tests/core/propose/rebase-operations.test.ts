import { applyOperations } from "#core/propose/apply-operations.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import { compare } from "#core/compare/compare.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

const base = draftOf([
  ["verb", null, "invites Member States"],
  ["operative", "1", "to support the building of exchange points in every region;"],
  ["operative", "2", "to report every year on the steps taken and on what remains to be done;"],
  ["operative", "3", "to consult academia and civil society before new rules are adopted."],
]);
const revised = draftOf([
  ["verb", null, "invites Member States"],
  ["operative", "1", "to publish the rules that apply to interconnection;"],
  ["operative", "2", "to support the building and running of exchange points in every region;"],
  ["operative", "3", "to consult academia and civil society before new rules are adopted."],
]);
const mapping = textMappingOf(
  versionTextOf(base),
  versionTextOf(revised),
  compare(versionTextOf(base), versionTextOf(revised)),
);
const text = (text: string) => [{ type: "text", text }];
const replace = (clause: string, at: string, words: string): ProposalOperation => {
  const start = base.children.find((node) => node.attrs["id"] === clause)!.textContent.indexOf(at);
  return {
    kind: "replace",
    start: { clause, offset: start },
    end: { clause, offset: start + at.length },
    content: text(words),
  };
};

test("carries operations to text and clauses that still exist", () => {
  const steps: ProposalOperation[] = [
    replace("c2", "every region", "each region"),
    replace("c4", "academia", "universities"),
    { kind: "insert", after: "c2", clause: { kind: "operative", label: "2bis", depth: 0, content: text("to meet;") } },
    { kind: "relabel", clause: "c4", label: "4" },
  ];
  const { operations, problems } = rebaseOperations(steps, mapping);
  expect(problems).toEqual([]);
  expect(applyOperations(revised, operations).draft.children.map((node) => node.textContent)).toEqual([
    "invites Member States",
    "to publish the rules that apply to interconnection;",
    "to support the building and running of exchange points in each region;",
    "to meet;",
    "to consult universities and civil society before new rules are adopted.",
  ]);
});

test("carries an insertion between two words while both are unchanged", () => {
  const at = (offset: number): ProposalOperation => ({
    kind: "replace",
    start: { clause: "c2", offset },
    end: { clause: "c2", offset },
    content: text("new "),
  });
  expect(rebaseOperations([at(27)], mapping).operations).toEqual([
    { kind: "replace", start: { clause: "c3", offset: 39 }, end: { clause: "c3", offset: 39 }, content: text("new ") },
  ]);
  expect(rebaseOperations([at(24)], mapping).problems).toEqual([
    { operation: 0, code: "words-changed", params: { citation: "invites Member States 1" } },
  ]);
});

test.each<[string, ProposalOperation, object]>([
  [
    "an edit of words that another person changed",
    replace("c2", "building of exchange points", "upkeep of exchange points"),
    { operation: 0, code: "words-changed", params: { citation: "invites Member States 1" } },
  ],
  [
    "an edit of a deleted clause",
    replace("c3", "every year", "often"),
    { operation: 0, code: "words-changed", params: { citation: "invites Member States 2" } },
  ],
  [
    "the deletion of a deleted clause",
    { kind: "delete", clause: "c3" },
    { operation: 0, code: "clause-gone", params: { citation: "invites Member States 2" } },
  ],
  [
    "an edit of words whose footnote the later version lacks",
    {
      ...(replace("c4", "academia", "") as ProposalOperation & { kind: "replace" }),
      content: [{ type: "footnoteReference", attrs: { clause: "n1", label: "1" } }],
    },
    { operation: 0, code: "words-changed", params: { citation: "invites Member States 3" } },
  ],
  [
    "a move after a deleted clause",
    { kind: "move", clause: "c2", after: "c3" },
    { operation: 0, code: "clause-gone", params: { citation: "invites Member States 2" } },
  ],
])("reports why it cannot rebase %s", (_case, step, problem) => {
  expect(rebaseOperations([step], mapping)).toEqual({ operations: [], problems: [problem] });
});

test("does not delete a clause that was split in two", () => {
  const split = draftOf([
    ["operative", "1", "to support the building of exchange points in every region;"],
    ["operative", "2", "to report every year on the steps taken;"],
    ["operative", "3", "to report every year on what remains to be done;"],
  ]);
  const pair = { relation: "1:n", edited: true, moved: false, renumbered: false, score: 1 } as const;
  const [from, to] = [versionTextOf(base), versionTextOf(split)];
  const comparison = { ...compare(from, to), pairs: [{ ...pair, base: ["c3"], revised: ["c2", "c3"] }] };
  expect(rebaseOperations([{ kind: "delete", clause: "c3" }], textMappingOf(from, to, comparison)).problems).toEqual([
    { operation: 0, code: "clause-gone", params: { citation: "invites Member States 2" } },
  ]);
});
