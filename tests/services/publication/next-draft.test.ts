import fc from "fast-check";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { getOriginal } from "../../../server/services/versions/content.ts";
import { getRebased } from "../../../server/services/annotations/rebase.ts";
import { getUptake } from "../../../server/services/outcome/uptake.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { getWorkingText, prepareWorkingText } from "../../../server/services/publication/next-draft.ts";
import { publishVersion, withdrawVersion } from "../../../server/services/publication/publication.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const first = "opinion-5@1";
const next = { version: first, round: "2", label: "Second draft", date: "2013-02-09" };

async function openDraft(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  return forum;
}

/** Returns a step that replaces text in a clause of the first draft. */
async function replaced(forum: TestForum, clause: string, words: string, by: string): Promise<ProposalOperation> {
  const { text } = await getVersion(forum.context, secretariat, { version: first });
  const { start = 0, end = 0 } = text.clauses.find(({ id }) => id === clause) ?? {};
  const at = text.text.slice(start, end).indexOf(words);
  return {
    kind: "replace",
    start: { clause, offset: at },
    end: { clause, offset: at + words.length },
    content: [{ type: "text", text: by }],
  };
}

async function propose(forum: TestForum, ...operations: ProposalOperation[]): Promise<string> {
  return (await forum.comment("member", { kind: "proposal", operations })).annotation.id;
}

async function accept(forum: TestForum, annotation: string, shownIn: string | null = null): Promise<void> {
  const decision = { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn } as const;
  await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision });
}

/** Creates a proposal that the chair accepted: in 1, it replaces "easier" by "cheaper". */
async function cheaper(forum: TestForum): Promise<string> {
  const id = await propose(forum, await replaced(forum, "is-of-the-view-1", "easier", "cheaper"));
  await accept(forum, id);
  return id;
}

describe("getWorkingText", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const forum = await openDraft();
    await expect(getWorkingText(forum.context, asActor(who), { version: first }, null)).rejects.toMatchObject({ code });
  });

  test("collects only accepted proposals that no draft shows yet", async () => {
    const forum = await openDraft();
    const accepted = await cheaper(forum);
    await propose(forum, { kind: "delete", clause: "considering-a" });
    await accept(forum, await propose(forum, { kind: "delete", clause: "considering-b" }), first);
    const withdrawn = await propose(forum, { kind: "delete", clause: "considering-c" });
    await accept(forum, withdrawn);
    await withdrawAnnotation(forum.context, asActor("member"), { annotation: withdrawn, reason: "" });
    await accept(forum, (await forum.comment("member")).annotation.id);
    const { proposals, changes } = await getWorkingText(forum.context, secretariat, { version: first }, null);
    expect(proposals).toMatchObject([
      { annotation: { id: accepted }, outcome: "accepted", taken: true, rebased: { problems: [] }, collisions: [] },
    ]);
    expect(changes).toMatchObject([{ change: "edited", clause: "is-of-the-view-1" }]);
  });

  test("applies the first of two conflicting proposals, and names it for the second", async () => {
    const forum = await openDraft();
    const proposal = await cheaper(forum);
    await accept(forum, await propose(forum, await replaced(forum, "is-of-the-view-1", "easier", "free")));
    const { proposals } = await getWorkingText(forum.context, secretariat, { version: first }, null);
    expect(proposals.map((one) => [one.taken, one.collisions])).toMatchObject([
      [true, []],
      [false, [{ with: proposal, code: "overlaps" }]],
    ]);
  });

  test("collects named proposals whatever the decision, and rejects an unknown one", async () => {
    const forum = await openDraft();
    const undecided = await propose(forum, { kind: "delete", clause: "considering-a" });
    const named = await getWorkingText(forum.context, secretariat, { version: first, proposals: [undecided] }, null);
    expect(named.proposals).toMatchObject([{ outcome: null, taken: true }]);
    const unknown = getWorkingText(forum.context, secretariat, { version: first, proposals: ["x"] }, null);
    await expect(unknown).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("carries an earlier draft's proposals, and leaves out one whose text changed", async () => {
    const forum = await openDraft();
    const kept = await cheaper(forum);
    const conflicting = await propose(forum, await replaced(forum, "considering-b", "few are able", "nobody is able"));
    await accept(forum, conflicting);
    await forum.publish("2", secondDraft);
    const { proposals } = await getWorkingText(forum.context, secretariat, { version: "opinion-5@2" }, null);
    expect(proposals.map((one) => [one.annotation.id, one.taken, one.rebased.problems[0]?.code])).toEqual([
      [kept, true, undefined],
      [conflicting, false, "words-changed"],
    ]);
  });
});

describe("getRebased", () => {
  test("does not find a private draft", async () => {
    const forum = await openDraft();
    await forum.publish("2", secondDraft);
    const operations = [{ kind: "delete", clause: "considering-a" } as const];
    const { annotation } = await forum.comment("member", { kind: "proposal", operations, visibility: "private" });
    const input = { annotation: annotation.id, version: "opinion-5@2" };
    await expect(getRebased(forum.context, secretariat, input, null)).rejects.toMatchObject({ code: "not-found" });
  });

  test("returns a proposal's operations for the later draft, and rejects a comment", async () => {
    const forum = await openDraft();
    const id = await cheaper(forum);
    await forum.publish("2", secondDraft);
    const everybody = asActor("public");
    const rebased = await getRebased(forum.context, everybody, { annotation: id, version: "opinion-5@2" }, null);
    expect(rebased).toMatchObject({ operations: [{ start: { clause: "is-of-the-view-1" } }], problems: [] });
    const comment = (await forum.comment("member")).annotation.id;
    const none = getRebased(forum.context, everybody, { annotation: comment, version: "opinion-5@2" }, null);
    await expect(none).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("prepareWorkingText", () => {
  test.each([
    ["public", "not-signed-in"],
    ["chair", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const forum = await openDraft();
    const { draft } = await getWorkingText(forum.context, secretariat, { version: first }, null);
    const refused = prepareWorkingText(forum.context, asActor(who), { ...next, draft });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("prepares and publishes the text, which takes the proposal up to the letter", async () => {
    const forum = await openDraft();
    const annotation = await cheaper(forum);
    const { draft } = await getWorkingText(forum.context, secretariat, { version: first }, null);
    const preview = await prepareWorkingText(forum.context, secretariat, { ...next, draft });
    expect(preview).toMatchObject({
      against: first,
      version: { round: "2", state: "prepared", source: { fileName: "opinion-5.2.json", format: "working-text" } },
      stats: { words: { inserted: 1, deleted: 1 } },
    });
    expect(preview.placements.map(({ annotationId }) => annotationId)).toEqual([annotation]);
    await publishVersion(forum.context, secretariat, { version: preview.version.id });
    const [uptake] = await getUptake(forum.context, asActor("public"), { annotation }, null);
    expect(uptake?.extent).toBe("verbatim");
    const { bytes } = await getOriginal(forum.context, secretariat, { version: "opinion-5@2" });
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual(preview.draft);
  });

  test("publication records the version in its decisions, and withdrawal removes it", async () => {
    const forum = await openDraft();
    const annotation = await cheaper(forum);
    const undecided = await propose(forum, { kind: "delete", clause: "considering-a" });
    const { draft } = await getWorkingText(forum.context, secretariat, { version: first }, null);
    const proposals = [annotation, undecided];
    const { version } = await prepareWorkingText(forum.context, secretariat, { ...next, draft, proposals });
    const decided = (): Promise<unknown> =>
      forum.context.store.read((reader) => Promise.all(proposals.map((id) => reader.get("dispositions", id))));
    await publishVersion(forum.context, secretariat, { version: version.id });
    expect(await decided()).toMatchObject([
      { current: { outcome: "accepted", shownIn: version.id, by: { capacity: "chair" } }, revision: 2 },
      undefined,
    ]);
    await withdrawVersion(forum.context, secretariat, { version: version.id, reason: "Too early" });
    expect(await decided()).toMatchObject([{ current: { outcome: "accepted", shownIn: null } }, undefined]);
  });

  test("rejects a comment named as a proposal", async () => {
    const forum = await openDraft();
    const { draft } = await getWorkingText(forum.context, secretariat, { version: first }, null);
    const comment = (await forum.comment("member")).annotation.id;
    const refused = prepareWorkingText(forum.context, secretariat, { ...next, draft, proposals: [comment] });
    await expect(refused).rejects.toMatchObject({ errors: [{ code: "annotation-unknown" }] });
  });

  test("gives new clauses ids and citations as in any draft", async () => {
    const forum = await openDraft();
    const clause = { kind: "operative", label: "3", depth: 0, content: [{ type: "text", text: "that all is well." }] };
    await accept(
      forum,
      await propose(forum, { kind: "insert", after: "is-of-the-view-2", clause } as ProposalOperation),
    );
    const { draft } = await getWorkingText(forum.context, secretariat, { version: first }, null);
    const { text } = await prepareWorkingText(forum.context, secretariat, { ...next, draft });
    expect(text.clauses.at(-1)).toMatchObject({ id: "is-of-the-view-3", citation: "is of the view 3" });
  });

  const clause = (attrs: object, content: object[] = []): object => ({
    type: "clause",
    attrs: { id: "a", kind: "paragraph", ...attrs },
    content,
  });
  const doc = (content: unknown, language = "en"): Record<string, unknown> => ({
    type: "doc",
    attrs: { language, direction: "ltr" },
    content,
  });
  const note = { type: "footnoteReference", attrs: { clause: "n", label: "1" } };
  test.each<[string, Record<string, unknown>]>([
    ["nothing", {}],
    ["no clause", doc([])],
    ["another language", doc([clause({})], "fr")],
    ["two clauses with one id", doc([clause({}), clause({})])],
    ["a clause of an unknown kind", doc([clause({ kind: "poem" })])],
    ["a cell without a position", doc([clause({ kind: "cell" })])],
    ["a cell with an invalid position", doc([clause({ kind: "cell", table: "x" })])],
    ["a reference to a missing note", doc([clause({}, [note])])],
  ])("rejects %s as a draft", async (_what, draft) => {
    const forum = await openDraft();
    const refused = prepareWorkingText(forum.context, secretariat, { ...next, draft });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request", errors: [{ code: "not-a-draft" }] });
  });

  test("stores or rejects any value sent as a draft, without other failures", async () => {
    const forum = await openDraft();
    const parts = fc.oneof(fc.jsonValue(), fc.constant([clause({})]), fc.constant([clause({}, [note])]));
    await fc.assert(
      fc.asyncProperty(parts, parts, async (content, attrs) => {
        const draft = { type: "doc", attrs, content } as Record<string, unknown>;
        const code = await prepareWorkingText(forum.context, secretariat, { ...next, draft }).then(
          () => "kept",
          (error: unknown) => (error as { code?: string }).code,
        );
        expect(["kept", "invalid-request"]).toContain(code);
      }),
      { numRuns: 40 },
    );
  });
});
