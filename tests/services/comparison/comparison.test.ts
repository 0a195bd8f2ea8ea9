import { compare } from "../../../server/core/compare/compare.ts";
import { redlineOf } from "../../../server/core/compare/redline.ts";
import {
  compareThree,
  compareVersions,
  explainPairing,
  getRedline,
} from "../../../server/services/comparison/comparison.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { BoundedCache } from "../../../server/services/kernel/bounded-cache.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

const pair = { base: "opinion-5@1", revised: "opinion-5@2" };

test("rejects a reader who may not read one of the two versions", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const revised = await forum.prepare("2", secondDraft);
  const refused = compareVersions(forum.context, asActor("member"), { base: "opinion-5@1", revised }, null);
  await expect(refused).rejects.toMatchObject({ code: "not-found" });
  await expect(
    compareVersions(forum.context, asActor("chair"), { base: "opinion-5@1", revised }, null),
  ).resolves.toBeDefined();
});

test("compares two versions with their texts, in either direction", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const there = await compareVersions(forum.context, asActor("public"), pair, null);
  expect(there.comparison).toEqual(compare(there.base.text, there.revised.text));
  expect(there.comparison.stats.words).toMatchObject({ inserted: 1, deleted: 6 });
  const back = await compareVersions(
    forum.context,
    asActor("public"),
    { base: pair.revised, revised: pair.base },
    null,
  );
  expect(back.comparison.stats.words).toMatchObject({ inserted: 6, deleted: 1 });
  expect(back.base.version.address).toBe("opinion-5@2");
});

test("compares the same two texts only once", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const again = { ...forum.context, compare: () => Promise.reject(new Error("compared again")) };
  await compareVersions(forum.context, asActor("public"), pair, null);
  await expect(compareVersions(again, asActor("public"), pair, null)).resolves.toBeDefined();
});

test("all comparisons of a line share the relations of its neighbouring drafts", async () => {
  const forum = await openForum();
  for (const [draft, word] of ["are", "were", "will be", "may be"].entries())
    await forum.publish(String(draft + 1), firstDraft.replace("are able to", `${word} able to`));
  const pairs: string[] = [];
  const counting: typeof forum.context = {
    ...forum.context,
    comparisons: new BoundedCache(1_000_000),
    compare: (base, revised, by, signal) => {
      if (by.steps === undefined || by.steps.length === 0) pairs.push(`${base.text} ${revised.text}`);
      return forum.context.compare(base, revised, by, signal);
    },
  };
  for (const [base, revised] of [
    [1, 4],
    [2, 4],
    [1, 3],
    [2, 3],
  ]) {
    const drafts = { base: `opinion-5@${String(base)}`, revised: `opinion-5@${String(revised)}` };
    await compareVersions(counting, asActor("public"), drafts, null);
  }
  expect(pairs.length).toBe(3);
  expect(new Set(pairs).size).toBe(3);
});

test("the library shows how much changed without a new comparison, even without a cache", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const listed = await getLibrary(forum.context, asActor("public"), { size: 100 });
  const again = {
    ...forum.context,
    comparisons: new BoundedCache<never>(0),
    compare: () => Promise.reject(new Error("compared again")),
  };
  await expect(getLibrary(again, asActor("public"), { size: 100 })).resolves.toEqual(listed);
});

const fully = firstDraft.replace("are able to", "are fully able to");
const barely = firstDraft.replace("are able to", "are barely able to").replace("far away", "very far away");

test("rejects a reader who may not read one of the three versions", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", fully);
  const input = { base: "opinion-5@1", revised: "opinion-5@2", other: await forum.prepare("3", barely) };
  await expect(compareThree(forum.context, asActor("member"), input, null)).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(compareThree(forum.context, asActor("chair"), input, null)).resolves.toBeDefined();
});

test("finds a conflict in one recital and a single change in another", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", fully);
  await forum.publish("3", barely);
  const input = { base: "opinion-5@1", revised: "opinion-5@2", other: "opinion-5@3" };
  const { rows, stats, other } = await compareThree(forum.context, asActor("public"), input, null);
  expect(other.version.address).toBe("opinion-5@3");
  expect(stats).toMatchObject({ conflict: 1, other: 1, revised: 0, apart: 0, agreed: 0 });
  expect(rows.filter(({ outcome }) => outcome !== "unchanged").map(({ base, outcome }) => [base, outcome])).toEqual([
    [["considering-b"], "conflict"],
    [["considering-c"], "other"],
  ]);
});

async function forumOfTwo(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  return forum;
}

test("rejects a reader who may not read one of the two versions", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const revised = await forum.prepare("2", secondDraft);
  const input = { base: pair.base, revised, baseClause: "considering-b" };
  await expect(explainPairing(forum.context, asActor("member"), input, null)).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(explainPairing(forum.context, asActor("chair"), input, null)).resolves.toMatchObject({ paired: true });
});

test("explains a clause alone or with another, from either side", async () => {
  const { context } = await forumOfTwo();
  const explain = (clauses: object) => explainPairing(context, asActor("public"), { ...pair, ...clauses }, null);
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
    "an unknown clause",
    { revisedClause: "considering-z" },
    { pointer: "/query/revisedClause", code: "clause-unknown" },
  ],
])("rejects a question that names %s", async (_, clauses, error) => {
  const { context } = await forumOfTwo();
  const explained = explainPairing(context, asActor("public"), { ...pair, ...clauses }, null);
  await expect(explained).rejects.toMatchObject({ code: "invalid-request", errors: [error] });
});

test("rejects a reader who may not read one of the two versions", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const revised = await forum.prepare("2", secondDraft);
  const input = { base: "opinion-5@1", revised, from: 0, limit: 1 };
  await expect(getRedline(forum.context, asActor("member"), input, null)).rejects.toMatchObject({ code: "not-found" });
});

test("the pages of a redline together equal the whole redline", async () => {
  const forum = await openForum();
  const { context } = forum;
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const { base, revised, comparison } = await compareVersions(context, asActor("public"), pair, null);
  const whole = redlineOf(base.text, revised.text, comparison);
  const rows = [];
  for (let from: number | null = 0; from !== null;) {
    const part: Awaited<ReturnType<typeof getRedline>> = await getRedline(
      context,
      asActor("public"),
      {
        ...pair,
        from,
        limit: 2,
      },
      null,
    );
    expect(part.total).toBe(whole.length);
    rows.push(...part.rows);
    from = part.next;
  }
  expect(rows).toEqual(whole);
});
