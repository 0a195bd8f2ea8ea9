import { explainPairing } from "../../../server/services/comparison/explain-pairing.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

const pair = { base: "opinion-5@1", revised: "opinion-5@2" };

async function forumOfTwo(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  return forum;
}

test("who may not read one of the two is told nothing of its clauses", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const revised = await forum.prepare("2", secondDraft);
  const asked = { base: pair.base, revised, baseClause: "considering-b" };
  await expect(explainPairing(forum.context, asActor("member"), asked)).rejects.toMatchObject({ code: "not-found" });
  await expect(explainPairing(forum.context, asActor("chair"), asked)).resolves.toMatchObject({ paired: true });
});

test("a clause is explained alone or with another, from either side", async () => {
  const { context } = await forumOfTwo();
  const explain = (clauses: object) => explainPairing(context, asActor("public"), { ...pair, ...clauses });
  expect(await explain({ baseClause: "considering-b" })).toMatchObject({
    paired: true,
    pair: { edited: true, revised: ["considering-b"] },
    words: { shared: 9, base: 9, revised: 10 },
  });
  expect(await explain({ revisedClause: "considering-b" })).toEqual(await explain({ baseClause: "considering-b" }));
  expect(await explain({ baseClause: "considering-c" })).toMatchObject({
    paired: false,
    reasons: [{ code: "base-removed" }],
  });
  expect(await explain({ baseClause: "considering-c", revisedClause: "considering-b" })).toMatchObject({
    paired: false,
    pair: null,
    score: 0,
  });
});

test.each<[string, object, object]>([
  ["no clause", {}, { pointer: "/query/baseClause", code: "field-missing" }],
  [
    "one that is not there",
    { revisedClause: "considering-z" },
    { pointer: "/query/revisedClause", code: "clause-unknown" },
  ],
])("a question that names %s is refused", async (_, clauses, error) => {
  const { context } = await forumOfTwo();
  const asked = explainPairing(context, asActor("public"), { ...pair, ...clauses });
  await expect(asked).rejects.toMatchObject({ code: "invalid-request", errors: [error] });
});
