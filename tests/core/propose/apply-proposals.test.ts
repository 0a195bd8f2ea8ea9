import fc from "fast-check";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { applyProposals } from "#core/propose/apply-proposals.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { drafts, operations } from "./arbitrary-proposal.ts";

const draft = draftOf([
  ["recital", "a)", "that costs rise;"],
  ["recital", "b)", "that few take part,"],
]);
const replace = (clause: string, from: number, to: number, by: string): ProposalOperation => ({
  kind: "replace",
  start: { clause, offset: from },
  end: { clause, offset: to },
  content: [{ type: "text", text: by }],
});
const fall = { id: "fall", operations: [replace("c1", 11, 15, "fall")] };
const soar = { id: "soar", operations: [replace("c1", 11, 15, "soar")] };
const many = { id: "many", operations: [replace("c2", 5, 8, "many")] };
const without = { id: "without", operations: [{ kind: "delete", clause: "c1" } as const] };
const content = (node: typeof draft): Parameters<typeof applyProposals>[0] => ({
  draft: node,
  text: versionTextOf(node),
});
const texts = (result: ReturnType<typeof applyProposals>): string[] =>
  result.draft.children.map(({ textContent }) => textContent);

test("combines proposals that do not collide into one draft", () => {
  const result = applyProposals(content(draft), [fall, many]);
  expect(texts(result)).toEqual(["that costs fall;", "that many take part,"]);
  expect(result).toMatchObject({ applied: ["fall", "many"], collisions: new Map() });
});

test.each([
  ["two replace the same words", [fall, soar], "soar", { with: "fall", code: "overlaps" }],
  ["one edits a clause that another deletes", [without, fall], "fall", { with: "without", code: "clause-deleted" }],
  ["one deletes a clause that another edits", [fall, without], "without", { with: "fall", code: "clause-deleted" }],
  ["two delete the same clause", [without, { ...without, id: "too" }], "too", { with: "without", code: "said-before" }],
  [
    "one does not apply to the draft at all",
    [many, { id: "lost", operations: [replace("c9", 0, 1, "x")] }],
    "lost",
    { with: null, code: "clause-unknown" },
  ],
])("when %s, applies the first and reports why the second is left out", (_what, proposals, id, collision) => {
  const { applied, collisions } = applyProposals(content(draft), proposals);
  expect(applied).toEqual([proposals[0]?.id]);
  expect([...collisions]).toMatchObject([[id, [collision]]]);
});

test("leaves out a whole proposal when one of its operations collides", () => {
  const both = { id: "both", operations: [replace("c1", 11, 15, "soar"), replace("c2", 5, 8, "many")] };
  expect(texts(applyProposals(content(draft), [fall, both]))).toEqual(["that costs fall;", "that few take part,"]);
});

test("applies every proposal in full or leaves it out with a reason", () => {
  const proposals = fc
    .array(operations, { maxLength: 4 })
    .map((all) => all.map((steps, index) => ({ id: `p${String(index)}`, operations: steps })));
  fc.assert(
    fc.property(drafts, proposals, (base, all) => {
      const result = applyProposals(content(base), all);
      expect([...result.applied, ...result.collisions.keys()].sort()).toEqual(all.map(({ id }) => id));
      expect([...result.collisions.values()].every((collisions) => collisions.length > 0)).toBe(true);
      const steps = all.filter(({ id }) => result.applied.includes(id)).flatMap((proposal) => proposal.operations);
      const applied = applyOperations(base, steps);
      expect(applied.problems).toEqual([]);
      expect(applied.draft.eq(result.draft)).toBe(true);
    }),
  );
});
