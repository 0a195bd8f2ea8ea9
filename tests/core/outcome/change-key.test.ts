import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { changeKey } from "#core/outcome/change-key.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

const draft = draftOf([
  ["operative", "1", "to take part in the work;"],
  ["operative", "2", "to take part in the work;"],
]);
const [clause = "", second = ""] = draft.children.map(({ attrs }) => String(attrs["id"]));
const replace = (start: number, end: number, text: string, marks: object[] = [], at = clause): ProposalOperation => ({
  kind: "replace",
  start: { clause: at, offset: start },
  end: { clause: at, offset: end },
  content: text ? [{ type: "text", text, ...(marks.length > 0 && { marks }) }] : [],
});
const insert = (text: string, kind: "operative" | "heading" = "operative", after = clause): ProposalOperation => ({
  kind: "insert",
  after,
  clause: { kind, label: null, depth: 0, content: [{ type: "text", text }] },
});
const key = (...operations: ProposalOperation[]) => changeKey(draft, versionTextOf(draft), operations);

const full = replace(0, 25, "to play a part in the work;");

test.each([
  ["a replaced word and a replaced sentence", replace(3, 7, "play a"), full],
  ["two spaces and one", replace(3, 7, "play  a"), full],
  ["a straight and a curly apostrophe", replace(25, 25, " the state's"), replace(25, 25, " the state’s")],
  ["equal new clauses", insert("to pay;"), insert("to pay;")],
])("%s lead to the same change", (_what, one, other) => {
  expect(key(one)).toBe(key(other));
  expect(key(one)).not.toBeNull();
});

test.each([
  ["other words", replace(3, 7, "take no"), full],
  ["the same words in another clause", replace(3, 7, "play a", [], second), full],
  ["another case, as “member states” and “Member States”", replace(3, 7, "play A"), full],
  ["bold and italic text", replace(3, 7, "take", [{ type: "strong" }]), replace(3, 7, "take", [{ type: "emphasis" }])],
  ["a new clause in another position", insert("to pay;"), insert("to pay;", "operative", second)],
  ["a new heading and a new clause", insert("to pay;"), insert("to pay;", "heading")],
  ["a deleted clause and a moved one", { kind: "delete", clause }, { kind: "move", clause, after: second }],
] as const)("%s are different changes", (_what, one, other) => {
  expect(key(one)).not.toBe(key(other));
  expect([key(one), key(other)]).not.toContain(null);
});

test("a proposal that does not apply has no key", () => {
  expect(key({ kind: "delete", clause: "gone" })).toBeNull();
});
