import { getLineage, getTranslations } from "../../../server/services/comparison/lineage.ts";
import { addLink } from "../../../server/services/comparison/link.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { getClauseHistory } from "../../../server/services/history/clause-history.ts";
import { getWordOrigins } from "../../../server/services/history/word-origins.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid } from "../../support/forum.ts";

const everybody = asActor("public");

test("rejects a reader who may not read the version, and omits prepared versions", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const prepared = await forum.prepare("2", secondDraft);
  const input = { version: prepared, clause: "considering-b", limit: 9 };
  for (const service of [getLineage, getClauseHistory, getTranslations, getWordOrigins]) {
    await expect(service(forum.context, asActor("member"), input, null)).rejects.toMatchObject({ code: "not-found" });
    await expect(service(forum.context, asActor("chair"), input, null)).resolves.toBeDefined();
  }
  const { versions } = await getLineage(
    forum.context,
    everybody,
    { version: "opinion-5@1", clause: "considering-b" },
    null,
  );
  expect(versions.map(({ address }) => address)).toEqual(["opinion-5@1"]);
});

test("a clause history hides other people's drafts", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const target = { kind: "clause", clause: "considering-b" } as const;
  await forum.comment("member", { targets: [target] });
  await forum.comment("member", { targets: [target], visibility: "organisation" });
  await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-a" }] });
  const seen = async (who: string): Promise<number | undefined> => {
    const input = { version: "opinion-5@1", clause: "considering-b" };
    return (await getClauseHistory(forum.context, asActor(who), input, null)).entries[0]?.annotations.length;
  };
  expect([await seen("colleague"), await seen("other"), await seen("public")]).toEqual([2, 1, 1]);
});

test("a link changes a clause's lineage, and its step names the link", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const input = { version: "opinion-5@2", clause: "considering-b" };
  await addLink(forum.context, asActor("secretariat"), {
    base: "opinion-5@1",
    revised: "opinion-5@2",
    id: uuid(60),
    baseClause: "considering-c",
    revisedClause: "considering-b",
    reason: "It takes its place.",
  });
  const { steps } = await getLineage(forum.context, everybody, input, null);
  expect(steps).toMatchObject([{ base: { clauses: ["considering-c"] }, link: uuid(60), score: 1 }]);
  expect(steps[0]?.reasons.map(({ code }) => code)).toEqual(["linked", "shares-words"]);
});

test("lists the version that added each word, a page at a time", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const readPage = (after?: string) =>
    getWordOrigins(forum.context, everybody, { version: "opinion-5@2", after, limit: 3 }, null);
  const { text } = (await getVersion(forum.context, everybody, { version: "opinion-5@2" })).text;
  const first = await readPage();
  expect(first.clauses.map(({ clause }) => clause)).toEqual(["title", "opening", "considering"]);
  const second = await readPage(first.next ?? "");
  const rounds = new Map(second.versions.map(({ id, round }) => [id, round]));
  const { runs } = second.clauses.find(({ clause }) => clause === "considering-b")!;
  expect(runs.map(({ range, broughtBy }) => [text.slice(...range), rounds.get(broughtBy)])).toEqual([
    ["that few are", "1"],
    ["fully", "2"],
    ["able to take part in meetings,", "1"],
  ]);
  const third = await readPage(second.next ?? "");
  expect(third.next).toBeNull();
  await expect(readPage("considering-z")).rejects.toMatchObject({ errors: [{ pointer: "/query/after" }] });
});

test("names the clause of an earlier draft that has words which are new in a clause", async () => {
  const forum = await openForum();
  const limit = "2 that warming stays below 1.5 °C.";
  await forum.publish("1", firstDraft.replace("2 that records should be kept.", limit));
  const later = secondDraft.replace("2 that records should be kept.", limit);
  await forum.publish("2", later.replace("in meetings,", "in meetings,\n\nc) that islands depend on 1.5 °C,"));
  const { versions, clauses } = await getWordOrigins(
    forum.context,
    everybody,
    { version: "opinion-5@2", after: "considering-b", limit: 1 },
    null,
  );
  expect(versions.map(({ id }) => id)).toEqual(["version-1", "version-2"]);
  expect(clauses[0]?.runs.map(({ broughtBy, elsewhere }) => [broughtBy, elsewhere])).toContainEqual([
    "version-2",
    { version: "version-1", clause: "is-of-the-view-2", citation: "is of the view 2" },
  ]);
});

test("finds a clause in another language of the round by a link", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("1", firstDraft, { language: "fr" });
  const link = (id: number, baseClause: string, revisedClause: string | null) =>
    addLink(forum.context, asActor("secretariat"), {
      base: "opinion-5@1:en",
      revised: "opinion-5@1:fr",
      id: uuid(id),
      baseClause,
      revisedClause,
      reason: "The translation has another order.",
    });
  await link(70, "considering-a", "considering-b");
  const of = async (one: string): Promise<unknown[]> =>
    (await getTranslations(forum.context, everybody, { version: "opinion-5@1:en", clause: one })).map(
      ({ clauses, way }) => [clauses[0]?.id, way],
    );
  expect(await of("considering-a")).toEqual([["considering-b", "link"]]);
  expect(await of("considering-b")).toEqual([]);
  await link(71, "considering-c", null);
  expect(await of("considering-c")).toEqual([]);
});
