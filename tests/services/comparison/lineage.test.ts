import { readFileSync } from "node:fs";
import path from "node:path";
import type { Lineage } from "../../../server/core/contract/history-operations.ts";
import { compareVersions } from "../../../server/services/comparison/comparison.ts";
import { getLineage } from "../../../server/services/comparison/lineage.ts";
import { addLink } from "../../../server/services/comparison/link.ts";
import { getTranslations } from "../../../server/services/comparison/translations.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { seedForum } from "../../../server/services/forum/seed-forum.ts";
import { getClauseHistory } from "../../../server/services/history/clause-history.ts";
import { getWordOrigins } from "../../../server/services/history/word-origins.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid } from "../../support/forum.ts";

const everybody = asActor("public");
const folder = path.resolve(__dirname, "../../../fixtures/wtpf-13");

/** The model forum, and the known answers about it. */
let model: Context;
const answers = JSON.parse(readFileSync(path.join(folder, "answers.json"), "utf8")) as {
  languages: { english: string; translation: string; clauses: [string, string][] }[];
  pairs: { base: string; revised: string; pairs: { relation: string; base: string[]; revised: string[] }[] }[];
};
beforeAll(async () => {
  model = createContext(openMemoryStore());
  await seedForum(model, folder);
});

/** Lists the steps as "way base:citations>revised:citations", with versions by their addresses. */
function stepTexts({ versions, clauses, steps }: Lineage): string[] {
  const side = ({ version, clauses: ids }: { version: string; clauses: string[] }): string => {
    const address = versions.find(({ id }) => id === version)?.address ?? version;
    const cited = ids.map((id) => clauses.find((clause) => clause.version === version && clause.id === id)?.citation);
    return `${address}:${cited.join("+")}`;
  };
  return steps.map(({ way, base, revised }) => `${way} ${side(base)}>${side(revised)}`);
}

async function clauseCited(version: string, citation: string): Promise<string> {
  const { text } = await getVersion(model, everybody, { version });
  return text.clauses.find((clause) => clause.citation === citation)?.id ?? `no clause ${citation}`;
}

const lineageOf = async (version: string, citation: string): Promise<string[]> =>
  stepTexts(await getLineage(model, everybody, { version, clause: await clauseCited(version, citation) }, null));

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

test.each([getLineage, getClauseHistory, getTranslations])("%p does not find an unknown clause", async (service) => {
  const result = service(model, everybody, { version: "opinion-5@1", clause: "considering-zz" }, null);
  await expect(result).rejects.toMatchObject({ code: "not-found" });
});

test("a clause dropped and restored two drafts later has one lineage, from either end", async () => {
  const steps = [
    "next opinion-4@1:considering c)>opinion-4@2:",
    "returned opinion-4@1:considering c)>opinion-4@4:considering c)",
  ];
  expect(await lineageOf("opinion-4@1", "considering c)")).toEqual(steps);
  expect(await lineageOf("opinion-4@4", "considering c)")).toEqual(steps);
  expect(await lineageOf("sg-report@4", "3.1.8")).toContain("returned sg-report@1:3.1.5>sg-report@4:3.1.8");
});

test("a merged clause has two ancestors", async () => {
  expect(await lineageOf("opinion-5@3", "considering b)")).toEqual([
    "next opinion-5@1:considering b)>opinion-5@2:en:considering c)",
    "next opinion-5@1:>opinion-5@2:en:considering b)",
    "next opinion-5@2:en:considering b)+considering c)>opinion-5@3:en:considering b)",
  ]);
});

test("follows a clause into a fork of its document, and back", async () => {
  const steps = await lineageOf("opinion-6@1", "considering b)");
  expect(steps).toContain("document opinion-6@1:considering b)>opinion-7@1:considering a)");
  expect(steps).toContain("next opinion-6@2:considering a)>opinion-6@3:considering a)");
  expect(await lineageOf("opinion-7@4", "considering a)")).toEqual([
    "document opinion-6@1:considering b)>opinion-7@1:considering a)",
    "next opinion-7@1:considering a)>opinion-7@2:considering a)",
    "next opinion-7@2:considering a)>opinion-7@3:considering a)",
    "next opinion-7@3:considering a)>opinion-7@4:considering a)",
  ]);
});

test("Opinions that share text without a fork share no lineage", async () => {
  const { versions } = await getLineage(
    model,
    everybody,
    {
      version: "opinion-3@1",
      clause: await clauseCited("opinion-3@1", "considering a)"),
    },
    null,
  );
  expect([...new Set(versions.map(({ documentId }) => documentId))]).toEqual(["opinion-3"]);
});

test.each(["opinion-2", "opinion-4", "opinion-6"])("every clause of %s has its known ancestors", async (id) => {
  const pairs = answers.pairs.filter(({ base }) => base.startsWith(`${id}@`));
  const last = pairs.at(-1)?.revised ?? "";
  const { text } = await getVersion(model, everybody, { version: last });
  const isCitedAlone = (citation: string): boolean =>
    text.clauses.filter((one) => one.citation === citation).length === 1;
  for (const clause of text.clauses.filter(({ citation }) => isCitedAlone(citation))) {
    const { versions, clauses, steps } = await getLineage(model, everybody, { version: last, clause: clause.id }, null);
    for (const { address, id: version } of versions.filter(({ documentId }) => documentId === id)) {
      const known = pairs.find(({ base, revised }) => base === address && revised === last)?.pairs;
      if (!known) continue;
      const became = known.find(({ revised }) => revised.includes(clause.citation));
      const ancestors = steps.filter(({ base }) => base.version === version).flatMap(({ base }) => base.clauses);
      const found = clauses.filter((one) => one.version === version && ancestors.includes(one.id));
      expect([address, clause.citation, found.map(({ citation }) => citation)]).toEqual([
        address,
        clause.citation,
        became?.base ?? [clause.citation],
      ]);
    }
  }
});

test.each([
  ["opinion-4@1", "opinion-4@4", ["opinion-4@2", "opinion-4@3"]],
  ["opinion-4@4", "opinion-4@2", ["opinion-4@3"]],
  ["opinion-4@1", "opinion-4@2", []],
  ["opinion-6@1", "opinion-7@3", ["opinion-7@1", "opinion-7@2"]],
  ["opinion-6@3", "opinion-7@3", []],
  ["opinion-3@1", "opinion-4@4", []],
  ["opinion-5@2:en", "opinion-5@3:fr", []],
])("compares %s and %s through %j", async (base, revised, via) => {
  const { way } = await compareVersions(model, everybody, { base, revised }, null);
  expect(way.via).toEqual(via);
});

test("matches a clause and its words through drafts that lack it", async () => {
  const sides = { base: "opinion-4@1", revised: "opinion-4@4" };
  const { comparison, way, base } = await compareVersions(model, everybody, sides, null);
  const clause = await clauseCited("opinion-4@1", "considering c)");
  const { start, end } = base.text.clauses.find(({ id }) => id === clause)!;
  expect(comparison.pairs.find((pair) => pair.base.includes(clause))).toMatchObject({ relation: "1:1", edited: false });
  expect(comparison.kept.some(([from, to]) => from === start && to === end)).toBe(true);
  expect(way.returned).toBeGreaterThan(15);
});

test("a clause history shows the changes and comments of each draft", async () => {
  const clause = await clauseCited("opinion-4@4", "considering c)");
  const { entries } = await getClauseHistory(model, everybody, { version: "opinion-4@4", clause }, null);
  const kinds = entries.map(({ rows }) => rows.flatMap(({ segments }) => segments.map(({ kind }) => kind)));
  expect(entries.map(({ version }) => version.address)).toEqual([1, 2, 3, 4].map((round) => `opinion-4@${round}`));
  expect(kinds).toEqual([["kept"], ["deleted"], [], ["kept"]]);
  expect(entries.map(({ clauses }) => clauses.length)).toEqual([1, 0, 0, 1]);
  expect(entries[0]?.rows[0]?.segments[0]?.text).toBe(entries[3]?.clauses[0]?.text);
  expect(entries.map(({ annotations }) => annotations.map(({ madeOn }) => madeOn))).toEqual([
    ["opinion-4@1"],
    [],
    [],
    ["opinion-4@4"],
  ]);
});

test("a clause history begins in the forked document and hides other people's drafts", async () => {
  const clause = await clauseCited("opinion-7@4", "considering a)");
  const { entries } = await getClauseHistory(model, everybody, { version: "opinion-7@4", clause }, null);
  expect(entries.map(({ version }) => version.address)).toEqual([
    "opinion-6@1",
    ...[1, 2, 3, 4].map((n) => `opinion-7@${n}`),
  ]);

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

test("traces a fork's words to the document it forks", async () => {
  const { versions } = await getWordOrigins(model, everybody, { version: "opinion-7@4", limit: 500 }, null);
  expect(versions.map(({ address }) => address)).toEqual(["opinion-6@1", ...[1, 2, 3, 4].map((n) => `opinion-7@${n}`)]);
});

test("matches every clause of a translation with its known original", async () => {
  for (const { english, translation, clauses } of answers.languages) {
    const [from, to] = [`${english}:en`, await getVersion(model, everybody, { version: translation })];
    const { text } = await getVersion(model, everybody, { version: from });
    expect(text.clauses.map(({ citation }) => citation)).toEqual(clauses.map(([citation]) => citation));
    for (const [index, { id }] of text.clauses.entries()) {
      const found = await getTranslations(model, everybody, { version: from, clause: id });
      const there = found.find(({ version }) => version.id === to.version.id);
      expect(there?.clauses.map((clause) => clause.id)).toEqual([to.text.clauses[index]?.id]);
    }
  }
});

test("finds a clause in every language of the round, by position or by a link", async () => {
  const clause = await clauseCited("opinion-5@3:en", "invites Member States 2 c)");
  const input = { version: "opinion-5@3:en", clause };
  const found = await getTranslations(model, everybody, input);
  expect(found.map(({ version, clauses, way, score }) => [version.address, clauses[0]?.label, way, score])).toEqual([
    ["opinion-5@3:ar", "ج)", "place", 1],
    ["opinion-5@3:es", "c)", "place", 1],
    ["opinion-5@3:fr", "c)", "place", 1],
    ["opinion-5@3:ru", "c)", "place", 1],
    ["opinion-5@3:zh", "c)", "place", 1],
  ]);

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
