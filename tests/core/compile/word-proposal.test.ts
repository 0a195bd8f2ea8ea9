import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { wordProposal } from "#core/compile/word-proposal.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { draftOf } from "../../support/draft.ts";

const draft = draftOf([
  ["verb", null, "invites Member States"],
  ["operative", "1", "to take part in the work of regional bodies;"],
  ["operative", "2", "to report."],
]);
const replace = (start: number, end: number, text: string): ProposalOperation => ({
  kind: "replace",
  start: { clause: "c2", offset: start },
  end: { clause: "c2", offset: end },
  content: text ? [{ type: "text", text }] : [],
});
const insert = (after: string): ProposalOperation => ({
  kind: "insert",
  after,
  clause: { kind: "operative", label: "1bis", depth: 0, content: [{ type: "text", text: "to meet;" }] },
});

test.each<[ProposalOperation, string]>([
  [replace(3, 12, "share"), "In invites Member States 1, replace “take part” by “share”."],
  [replace(3, 13, ""), "In invites Member States 1, delete “take part ”."],
  [
    replace(24, 24, " and the projects"),
    "In invites Member States 1, after “part in the work”, insert “and the projects”.",
  ],
  [replace(0, 0, "where they can "), "At the beginning of invites Member States 1, insert “where they can”."],
  [insert("c2"), "After invites Member States 1, insert a new clause: “1bis to meet;”."],
  [insert(""), "At the beginning of the document, insert a new clause: “1bis to meet;”."],
  [{ kind: "delete", clause: "c3" }, "Delete invites Member States 2."],
  [{ kind: "move", clause: "c3", after: "c1" }, "Move invites Member States 2 after invites Member States."],
  [{ kind: "move", clause: "c3", after: "" }, "Move invites Member States 2 to the beginning of the document."],
  [{ kind: "relabel", clause: "c3", label: "1bis" }, "Renumber invites Member States 2 as 1bis."],
  [{ kind: "relabel", clause: "c3", label: null }, "Remove the number of invites Member States 2."],
])("describes %j as: %s", (step, words) => {
  expect(wordProposal(draft, [step]).map((wording) => uncheckedText(wording, "en"))).toEqual([words]);
});

test("skips an operation on an unknown clause", () => {
  expect(wordProposal(draft, [{ kind: "delete", clause: "x" }])).toEqual([]);
});
