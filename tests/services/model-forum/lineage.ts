import type { Lineage } from "../../../server/core/contract/history-operations.ts";
import { compareVersions } from "../../../server/services/comparison/comparison.ts";
import { getLineage, getTranslations } from "../../../server/services/comparison/lineage.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { getClauseHistory } from "../../../server/services/history/clause-history.ts";
import { getWordOrigins } from "../../../server/services/history/word-origins.ts";
import { asActor } from "../../support/forum.ts";
import { answers, model } from "./model.ts";

const everybody = asActor("public");

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

test("a clause history begins in the forked document", async () => {
  const clause = await clauseCited("opinion-7@4", "considering a)");
  const { entries } = await getClauseHistory(model, everybody, { version: "opinion-7@4", clause }, null);
  expect(entries.map(({ version }) => version.address)).toEqual([
    "opinion-6@1",
    ...[1, 2, 3, 4].map((n) => `opinion-7@${n}`),
  ]);
});

test("finds a clause in every language of the round by its position", async () => {
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
});
