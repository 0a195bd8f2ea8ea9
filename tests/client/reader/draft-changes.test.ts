import type { Node } from "prosemirror-model";
import { Fragment } from "prosemirror-model";
import fc from "fast-check";
import { draftChanges } from "../../../client/reader/changed-clauses.ts";
import { draftOf } from "../../support/draft.ts";

const base = draftOf([
  ["verb", null, "noting"],
  ["recital", "a)", "that few take part;"],
  ["recital", "b)", "that many are concerned;"],
  ["recital", "c)", "that all may speak,"],
]);
const none = new Set<string>();

/** Returns the base with only the named clauses, in the given order: "c1 c3". */
function draftInOrder(order: string): Node {
  const byId = new Map(base.children.map((node) => [String(node.attrs["id"]), node]));
  return base.copy(Fragment.from(order.split(" ").flatMap((id) => byId.get(id) ?? [])));
}

test("reports no changes for an unchanged draft", () => {
  expect(draftChanges(base, base, none)).toEqual({ clauses: new Map(), deleted: new Map(), count: 0 });
});

test.each([
  ["reports a clause moved to the end", "c1 c3 c4 c2", none, { c2: "moved" }],
  ["reports the first of two swapped clauses if a person moved it", "c1 c3 c2 c4", new Set(["c2"]), { c2: "moved" }],
  ["reports the second of two swapped clauses if a person moved it", "c1 c3 c2 c4", new Set(["c3"]), { c3: "moved" }],
])("%s", (_name, order, moved, expected) => {
  expect(Object.fromEntries(draftChanges(base, draftInOrder(order), moved).clauses)).toEqual(expected);
});

test("lists deleted clauses under the clause they followed", () => {
  const { deleted, count } = draftChanges(base, draftInOrder("c1 c4"), none);
  expect([...deleted].map(([after, nodes]) => [after, nodes.map(({ attrs }) => attrs["id"] as string)])).toEqual([
    ["c1", ["c2", "c3"]],
  ]);
  expect(count).toBe(2);
});

test("accounts for every clause of either draft exactly once", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(["c1", "c2", "c3", "c4"], { minLength: 1 }), (order) => {
      const draft = draftInOrder(order.join(" "));
      const { clauses, deleted } = draftChanges(base, draft, none);
      const went = [...deleted.values()].flat().map(({ attrs }) => String(attrs["id"]));
      expect([...order, ...went].sort()).toEqual(["c1", "c2", "c3", "c4"]);
      const settled = order.filter((id) => !clauses.has(id));
      expect(settled).toEqual([...settled].sort());
    }),
  );
});
