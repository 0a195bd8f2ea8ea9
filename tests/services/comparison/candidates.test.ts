import type { CandidateList, NewLink } from "../../../server/core/contract/comparison-operations.ts";
import { getCandidates } from "../../../server/services/comparison/candidates.ts";
import { compareVersions } from "../../../server/services/comparison/comparison.ts";
import { addLink, revokeLink } from "../../../server/services/comparison/link.ts";
import { getClauseHistory } from "../../../server/services/history/clause-history.ts";
import { asActor, openForum, uuid, type TestForum } from "../../support/forum.ts";

const draft = (...clauses: string[]): string =>
  ["# Draft Opinion 5: Spectrum", "", ...clauses.map((text, index) => `${String(index + 1)} ${text};\n`)].join("\n");
const unchanged = [
  "exchange points keep local traffic local and lower the price of transit",
  "small island states share the cost of measuring the quality of service",
  "open standards are adopted by consensus and published without charge",
];
const spectrum = "regulators publish the fees for spectrum licences before an auction opens";
const twin = (season: string): string =>
  `before an auction opens in ${season}, fees of licences for spectrum should have been made public by the regulator`;
const pair = { base: "opinion-5@1", revised: "opinion-5@2" };

/** The clause on spectrum may have become either of two clauses, so it has no counterpart. */
async function forumOfTwo(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", draft(spectrum, ...unchanged));
  await forum.publish("2", draft(...unchanged, twin("spring"), twin("autumn")));
  return forum;
}

function candidatesOf(
  { context }: TestForum,
  more: { by?: string; baseClause?: string; revisedClause?: string } = {},
): Promise<CandidateList> {
  const { by = "member", ...clauses } = more;
  return getCandidates(context, asActor(by), { ...pair, ...clauses }, null);
}

const decide = ({ context }: TestForum, baseClause: string, revisedClause: string, more: Partial<NewLink> = {}) =>
  addLink(context, asActor("secretariat"), {
    ...pair,
    id: uuid(50),
    baseClause,
    revisedClause,
    reason: "I was in the room.",
    ...more,
  });

/** Returns the citations of what the clause on spectrum may have become. */
async function becoming(forum: TestForum): Promise<string[]> {
  const { clauses } = await candidatesOf(forum);
  return clauses.flatMap(({ side, candidates }) => (side === "base" ? candidates.map(({ clause }) => clause.id) : []));
}

test("lists a clause without a counterpart with its candidates, the words they share and the chance", async () => {
  const { clauses, base, revised, may } = await candidatesOf(await forumOfTwo(), { baseClause: "1" });
  expect([base.address, revised.address, may.link]).toEqual([pair.base, pair.revised, false]);
  expect(clauses).toMatchObject([{ side: "base", clause: { citation: "1", text: `${spectrum};` } }]);
  const [first, second] = clauses[0]!.candidates;
  expect([first, second].map((one) => one?.clause.id).sort()).toEqual(["4", "5"]);
  expect(first!.rareWords).toEqual(expect.arrayContaining(["spectrum", "auction"]));
  const shared = (text: string, ranges: readonly [number, number][]): string[] =>
    ranges.map((range) => text.slice(...range));
  expect(shared(clauses[0]!.clause.text, first!.shared)).toEqual(expect.arrayContaining(["fees", "licences"]));
  expect(shared(first!.clause.text, first!.sharedInCandidate)).toEqual(expect.arrayContaining(["fees", "licences"]));
  expect(first!.score).toBeGreaterThanOrEqual(second!.score);
});

test("lists each pair once, although both of its clauses lack a counterpart", async () => {
  const { clauses } = await candidatesOf(await forumOfTwo());
  const pairs = clauses.flatMap(({ side, clause, candidates }) =>
    candidates.map((one) => (side === "base" ? [clause.id, one.clause.id] : [one.clause.id, clause.id]).join(" ")),
  );
  expect(pairs.toSorted()).toEqual(["1 4", "1 5"]);
  expect(clauses.map(({ side, clause }) => [side, clause.id])).toEqual([["base", "1"]]);
});

test("asks for the candidates of one clause, and only a person who may link clauses may decide", async () => {
  const forum = await forumOfTwo();
  expect((await candidatesOf(forum, { revisedClause: "1" })).clauses).toEqual([]);
  const { clauses, may } = await candidatesOf(forum, { revisedClause: "5", by: "secretariat" });
  expect(clauses.map(({ side, clause }) => [side, clause.id])).toEqual([["revised", "5"]]);
  expect(may.link).toBe(true);
});

test("a confirmed candidate becomes the counterpart, and undoing restores the candidates", async () => {
  const forum = await forumOfTwo();
  const before = await becoming(forum);
  await decide(forum, "1", "5");
  expect(await becoming(forum)).toEqual([]);
  const { comparison } = await compareVersions(forum.context, asActor("public"), pair, null);
  expect(comparison.pairs.find(({ base }) => base.includes("1"))).toMatchObject({ revised: ["5"], score: 1 });
  await revokeLink(forum.context, asActor("secretariat"), { link: uuid(50), reason: "Undone." });
  expect(await becoming(forum)).toEqual(before);
});

test("a refused candidate is not proposed again from either side until the refusal is revoked", async () => {
  const forum = await forumOfTwo();
  const before = await becoming(forum);
  const shown = await decide(forum, "1", "5", { isRefusal: true });
  expect(shown.link).toMatchObject({ isRefusal: true, by: { name: "The secretariat" }, reason: "I was in the room." });
  expect(await becoming(forum)).not.toContain("5");
  const { clauses } = await candidatesOf(forum, { revisedClause: "5" });
  expect(clauses.flatMap(({ candidates }) => candidates.map(({ clause }) => clause.id))).not.toContain("1");
  await revokeLink(forum.context, asActor("secretariat"), { link: uuid(50), reason: "Undone." });
  expect(await becoming(forum)).toEqual(before);
});

test("a refusal on one step also holds for the comparison of the drafts around it", async () => {
  const forum = await forumOfTwo();
  await forum.publish("3", draft(...unchanged, twin("spring"), twin("autumn"), "a last clause on postal services"));
  const far = { base: "opinion-5@1", revised: "opinion-5@3" };
  const farCandidates = async (): Promise<string[]> => {
    const { clauses } = await getCandidates(forum.context, asActor("member"), { ...far, baseClause: "1" }, null);
    return clauses.flatMap(({ candidates }) => candidates.map(({ clause }) => clause.id));
  };
  expect(await farCandidates()).toContain("5");
  await decide(forum, "1", "5", { isRefusal: true });
  expect(await farCandidates()).not.toContain("5");
});

test("a link on one step does not override a refusal of the drafts around it", async () => {
  const forum = await forumOfTwo();
  await forum.publish("3", draft(...unchanged, twin("spring"), twin("autumn"), "a last clause on postal services"));
  const far = { base: "opinion-5@1", revised: "opinion-5@3" };
  const became = async (): Promise<string[] | undefined> => {
    const { comparison } = await compareVersions(forum.context, asActor("public"), far, null);
    return comparison.pairs.find(({ base }) => base.includes("1"))?.revised;
  };
  await decide(forum, "1", "5");
  expect(await became()).toEqual(["5"]);
  await addLink(forum.context, asActor("secretariat"), {
    ...far,
    id: uuid(51),
    baseClause: "1",
    revisedClause: "5",
    isRefusal: true,
    reason: "Only the words are alike.",
  });
  expect(await became()).not.toContain("5");
});

test("rejects a refusal without both clauses, a second one, and one that contradicts a link", async () => {
  const forum = await forumOfTwo();
  const refusal = { isRefusal: true } as const;
  await expect(decide(forum, "1", "5", { ...refusal, revisedClause: null })).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ pointer: "/body/revisedClause", code: "field-missing" }],
  });
  await decide(forum, "1", "5", refusal);
  await expect(decide(forum, "1", "5", { ...refusal, id: uuid(51) })).rejects.toMatchObject({ code: "already-exists" });
  await expect(decide(forum, "1", "5", { id: uuid(52) })).rejects.toMatchObject({
    errors: [{ pointer: "/body/revisedClause", code: "link-contradicted" }],
  });
  await decide(forum, "1", "4", { id: uuid(53) });
  await expect(decide(forum, "1", "4", { ...refusal, id: uuid(54) })).rejects.toMatchObject({
    errors: [{ pointer: "/body/revisedClause", code: "link-contradicted" }],
  });
});

test("a retry of a refusal returns it, and its id cannot be used for a link", async () => {
  const forum = await forumOfTwo();
  const { link } = await decide(forum, "1", "5", { isRefusal: true });
  expect((await decide(forum, "1", "5", { isRefusal: true })).link).toEqual(link);
  await expect(decide(forum, "1", "5")).rejects.toMatchObject({ code: "already-exists" });
});

test("a refusal also applies to the comparison in the other direction", async () => {
  const forum = await forumOfTwo();
  const back = { base: pair.revised, revised: pair.base };
  const origins = async (): Promise<string[]> => {
    const { clauses } = await getCandidates(forum.context, asActor("member"), { ...back, revisedClause: "1" }, null);
    return clauses.flatMap(({ candidates }) => candidates.map(({ clause }) => clause.id));
  };
  expect(await origins()).toContain("5");
  await decide(forum, "1", "5", { isRefusal: true });
  expect(await origins()).toEqual(["4"]);
});

test("a clause that is already paired is offered with its partner, as a part of a split or a merger", async () => {
  const forum = await openForum();
  const budgets = "ministries of education announce budgets for school networks in every district";
  const budgetsNow = "budgets for networks of a school are announced in each district by the ministries for education";
  await forum.publish("1", draft(`${spectrum} and ${budgets}`, ...unchanged));
  await forum.publish("2", draft(spectrum, ...unchanged, budgetsNow));
  const { clauses } = await candidatesOf(forum);
  expect(clauses).toMatchObject([
    { side: "revised", clause: { id: "5" }, candidates: [{ clause: { id: "1" }, pairedWith: ["1"] }] },
  ]);
});

test("the history of an added clause names the draft before, in which its origin may be", async () => {
  const { context } = await forumOfTwo();
  const beforeOf = async (version: string, clause: string): Promise<string | null> =>
    (await getClauseHistory(context, asActor("member"), { version, clause }, null)).before;
  expect(await beforeOf("opinion-5@2", "5")).toBe("opinion-5@1");
  expect(await beforeOf("opinion-5@2", "1")).toBeNull();
});

test("nobody learns of the candidates of a draft that they may not read", async () => {
  const forum = await openForum();
  await forum.publish("1", draft(spectrum, ...unchanged));
  const prepared = await forum.prepare("2", draft(...unchanged, twin("spring"), twin("autumn")));
  const input = { base: "opinion-5@1", revised: prepared };
  await expect(getCandidates(forum.context, asActor("member"), input, null)).rejects.toMatchObject({
    code: "not-found",
  });
  expect((await getCandidates(forum.context, asActor("secretariat"), input, null)).clauses).not.toEqual([]);
});
