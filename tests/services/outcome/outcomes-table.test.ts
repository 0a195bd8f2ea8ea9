import type { NewAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import type { OutcomeEntry, NewPlaceAct } from "../../../server/core/contract/outcome-operations.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import type { Target } from "#core/discuss/target.ts";
import { eraseAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getDocumentOutcomes, getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getPlacements } from "../../../server/services/annotations/placement.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import type { Store } from "../../../server/store/store.ts";
import { settlePlace, undoSettlement, unsettlePlace } from "../../../server/services/annotations/settlement.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";

const drafts = [
  [
    "a) that small networks pay too much for transit to exchange points far away;",
    "b) that meetings of experts are open to every stakeholder who registers in time;",
    "c) that translation is costly,",
  ],
  [
    "a) that small networks pay too much for transit to exchange points far away;",
    "b) that some stakeholders find meetings of experts open and others register too late;",
    "c) that costs vary,",
  ],
  [
    "a) that small networks pay too much for transit;",
    "b) that some stakeholders find meetings of experts open and others register too late;",
    "c) that costs vary,",
  ],
].map((recitals) => `# Opinion\n\nThe Forum,\n\n*considering*\n\n${recitals.join("\n\n")}\n`);

/** Opens a forum with three drafts. */
async function openDrafts(): Promise<TestForum> {
  const forum = await openForum();
  for (const [index, draft] of drafts.entries()) await forum.publish(String(index + 1), draft);
  return forum;
}

/** Returns a target for a text of a draft. */
async function words(forum: TestForum, version: string, quote: string): Promise<Target> {
  const { text } = await getVersion(forum.context, asActor("public"), { version });
  const start = text.text.indexOf(quote);
  return describeRange(text, start, start + quote.length);
}

/** Creates a comment by the member on text of the first draft, and returns its id. */
async function commentOn(forum: TestForum, quote: string | Target, more: Partial<NewAnnotation> = {}): Promise<string> {
  const targets = [typeof quote === "string" ? await words(forum, "opinion-5@1", quote) : quote];
  return (await forum.comment("member", { targets, ...more })).annotation.id;
}

/**
 * On the second draft, recital c) keeps only its label and position, so a comment on the whole recital is placed
 * approximately.
 */
const rewritten: Target = { kind: "clause", clause: "considering-c" };
const deletedText = "that translation is costly";
const second = "opinion-5@2";
const third = "opinion-5@3";
const giveUp: NewPlaceAct = { kind: "given-up", revision: 0, reason: "It was met." };
const confirm: NewPlaceAct = { kind: "confirmed", revision: 0, reason: "" };

const quotesOf = ({ placement }: Pick<OutcomeEntry, "placement">): string[] =>
  placement.targets.map((target) => (target.kind === "range" ? target.quote.exact : target.kind));

describe("getOutcomes", () => {
  test("rejects the public in a closed forum", async () => {
    const forum = await openForum({ audience: "participants" });
    await forum.publish("1", drafts[0] ?? "");
    const refused = getOutcomes(forum.context, asActor("public"), { version: "opinion-5@1", waiting: false }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("lists every earlier annotation with its placement, and candidate places for uncertain ones", async () => {
    const forum = await openDrafts();
    await commentOn(forum, "transit");
    await commentOn(forum, rewritten);
    await commentOn(forum, deletedText);
    await forum.comment("member", { version: second });
    const outcomes = await getOutcomes(forum.context, asActor("public"), { version: second, waiting: false }, null);
    expect(outcomes.entries.map(({ placement, waiting }) => [placement.state, waiting])).toEqual([
      ["exact", false],
      ["approximate", true],
      ["orphan", true],
    ]);
    expect(outcomes.counts).toMatchObject({ exact: 1, approximate: 1, orphan: 1, shifted: 0 });
    expect(outcomes.waiting).toBe(2);
    expect(outcomes.entries.map(({ candidates }) => candidates.length > 0)).toEqual([false, true, true]);
  });

  test("filters by state or by waiting without changing the counts", async () => {
    const forum = await openDrafts();
    await commentOn(forum, "transit");
    const lost = await commentOn(forum, deletedText);
    const input = { version: second, waiting: false };
    const orphans = await getOutcomes(forum.context, asActor("public"), { ...input, states: ["orphan"] }, null);
    expect(orphans.entries.map(({ annotation }) => annotation.id)).toEqual([lost]);
    expect(orphans.counts.exact).toBe(1);
    await settlePlace(forum.context, asActor("member"), { annotation: lost, version: second, ...giveUp });
    const waiting = await getOutcomes(forum.context, asActor("public"), { ...input, waiting: true }, null);
    expect(waiting.entries).toEqual([]);
  });

  test("omits other people's drafts and withdrawn comments, even from the counts", async () => {
    const forum = await openDrafts();
    await commentOn(forum, deletedText, { visibility: "organisation" });
    const annotation = await commentOn(forum, deletedText);
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const stranger = await getOutcomes(
      forum.context,
      asActor("secretariat"),
      { version: second, waiting: false },
      null,
    );
    expect(stranger).toMatchObject({ entries: [], waiting: 0, counts: { orphan: 0 } });
    const colleague = await getOutcomes(forum.context, asActor("colleague"), { version: second, waiting: false }, null);
    expect(colleague.waiting).toBe(1);
  });
});

describe("settlePlace", () => {
  test.each([
    ["public", "not-signed-in"],
    ["other", "not-allowed"],
    ["colleague", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects the %s for another person's annotation: %s", async (who, code) => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    const refused = settlePlace(forum.context, asActor(who), { annotation, version: second, ...giveUp });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("does not find a private draft, even for the secretariat", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText, { visibility: "private" });
    const refused = settlePlace(forum.context, asActor("secretariat"), { annotation, version: second, ...giveUp });
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });

  test("changes no placement of a withdrawn comment", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const place = { annotation, version: second, revision: 1 };
    for (const change of [
      () => settlePlace(forum.context, asActor("member"), { ...giveUp, ...place }),
      () => unsettlePlace(forum.context, asActor("member"), place),
      () => undoSettlement(forum.context, asActor("member"), place),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: "wrong-state", params: { state: "withdrawn" } });
    }
  });

  test.each(["member", "secretariat"])(
    "the %s confirms an approximate placement and keeps the computed one beside it",
    async (who) => {
      const forum = await openDrafts();
      const annotation = await commentOn(forum, rewritten);
      const before = await getOutcomes(forum.context, asActor("public"), { version: second, waiting: true }, null);
      const entry = await settlePlace(forum.context, asActor(who), { annotation, version: second, ...confirm });
      expect(entry).toMatchObject({
        waiting: false,
        placement: {
          state: "text-changed",
          score: 1,
          reason: { code: "place-confirmed", params: { to: "considering c)" } },
          settled: { kind: "confirmed", by: { participantId: who }, computed: { state: "approximate" } },
        },
        settlement: { revision: 1, current: { kind: "confirmed" } },
      });
      expect(entry.placement.targets).toEqual(before.entries[0]?.placement.targets);
    },
  );

  test("confirms only an approximate placement", async () => {
    const forum = await openDrafts();
    for (const quote of ["transit", deletedText]) {
      const annotation = await commentOn(forum, quote);
      const refused = settlePlace(forum.context, asActor("member"), { annotation, version: second, ...confirm });
      await expect(refused).rejects.toMatchObject({ code: "wrong-state" });
    }
  });

  test("offers candidate places only for lost targets", async () => {
    const forum = await openDrafts();
    const targets = [await words(forum, "opinion-5@1", "transit"), await words(forum, "opinion-5@1", deletedText)];
    const annotation = (await forum.comment("member", { targets })).annotation.id;
    const outcomes = await getOutcomes(forum.context, asActor("public"), { version: second, waiting: false }, null);
    const entry = outcomes.entries.find((one) => one.annotation.id === annotation);
    expect(entry?.placement.reason).toEqual({ code: "some-targets-lost", params: { lost: 1, total: 2 } });
    expect(entry?.candidates.map(({ targetIndex }) => targetIndex)).toEqual([1]);
  });

  test("places an orphan by hand on a draft's text and carries it on from there", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    const targets = [await words(forum, second, "transit to exchange points far away")];
    const act: NewPlaceAct = { kind: "re-anchored", revision: 0, targets, reason: "Costs went there." };
    const entry = await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...act });
    expect(quotesOf(entry)).toEqual(["transit to exchange points far away"]);
    const [, onThird] = await getPlacements(forum.context, asActor("public"), { annotation }, null);
    expect(onThird?.placement).toMatchObject({
      versionId: "version-3",
      settled: { kind: "re-anchored", versionId: "version-2", computed: { state: "orphan" } },
    });
    const [later] = (await getOutcomes(forum.context, asActor("public"), { version: third, waiting: false }, null))
      .entries;
    expect(later?.settlement).toBeNull();
    const { annotation: original } = await getAnnotation(forum.context, asActor("public"), { annotation });
    expect(original).toMatchObject({ editedAt: null, targets: [{ quote: { exact: deletedText } }] });
  });

  test("records which targets the chosen locations replace, and carries the record on", async () => {
    const forum = await openDrafts();
    const own = ["small networks", deletedText, "far away"];
    const targets = await Promise.all(own.map((quote) => words(forum, "opinion-5@1", quote)));
    const annotation = (await forum.comment("member", { targets })).annotation.id;
    const chosen = ["small networks", "to exchange points far away", "that costs vary"];
    const act = {
      kind: "re-anchored",
      targets: await Promise.all(chosen.map((quote) => words(forum, second, quote))),
      reason: "",
    } as const;
    const settle = (standsFor: number[][] | undefined, revision: number): Promise<OutcomeEntry> =>
      settlePlace(forum.context, asActor("member"), { annotation, version: second, ...act, standsFor, revision });
    for (const wrong of [[[0]], [[0], [2], [1], []], [[0], [2], [3]]])
      await expect(settle(wrong, 0)).rejects.toMatchObject({ code: "invalid-request" });
    const standsFor = [[0], [2, 1], []];
    expect((await settle(standsFor, 0)).placement.settled?.standsFor).toEqual(standsFor);
    const [, onThird] = await getPlacements(forum.context, asActor("public"), { annotation }, null);
    // The text about exchange points is not in the third draft.
    expect(onThird?.placement.targets).toHaveLength(2);
    expect(onThird?.placement.settled?.standsFor).toEqual([[0], []]);
    expect((await settle(undefined, 1)).placement.settled).not.toHaveProperty("standsFor");
  });

  test("confirmed locations record their targets, even after a choice by hand", async () => {
    const forum = await openDrafts();
    await forum.publish("4", (drafts[2] ?? "").replace("costs vary", "expenses differ by region"));
    const own = [
      await words(forum, "opinion-5@1", deletedText),
      await words(forum, "opinion-5@1", "networks"),
      rewritten,
    ];
    const annotation = (await forum.comment("member", { targets: own })).annotation.id;
    const settle = async (version: string, act: NewPlaceAct): Promise<unknown> => {
      const { placement } = await settlePlace(forum.context, asActor("member"), { annotation, version, ...act });
      return placement.settled?.standsFor;
    };
    expect(await settle(second, confirm)).toEqual([[1], [2]]);
    const onThird = { targets: [rewritten], standsFor: [[2, 0]], reason: "" };
    await settle(third, { kind: "re-anchored", revision: 0, ...onThird });
    expect(await settle("opinion-5@4", confirm)).toEqual([[2, 0]]);
    await unsettlePlace(forum.context, asActor("member"), { annotation, version: "opinion-5@4", revision: 1 });
    await settle(third, { kind: "re-anchored", revision: 1, targets: [rewritten], reason: "" });
    expect(await settle("opinion-5@4", { ...confirm, revision: 2 })).toBeUndefined();
  });

  test("rejects a location with text that is not in the draft", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    const targets = [await words(forum, "opinion-5@1", deletedText)];
    const refused = settlePlace(forum.context, asActor("member"), {
      annotation,
      version: second,
      kind: "re-anchored",
      revision: 0,
      targets,
      reason: "",
    });
    await expect(refused).rejects.toMatchObject({ code: "target-not-in-version" });
  });

  test("leaves an annotation unplaced on that and later drafts until it is placed again", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, "transit");
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    const states = async (): Promise<string[]> =>
      (await getPlacements(forum.context, asActor("public"), { annotation }, null)).map(
        ({ placement }) => placement.state,
      );
    expect(await states()).toEqual(["orphan", "orphan"]);
    const targets = [await words(forum, third, "transit")];
    const act: NewPlaceAct = { kind: "re-anchored", revision: 0, targets, reason: "" };
    await settlePlace(forum.context, asActor("member"), { annotation, version: third, ...act });
    expect(await states()).toEqual(["orphan", "shifted"]);
  });

  test("a settlement does not apply to other targets, and applies again after undo", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, "transit");
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    const choose = async (quote: string): Promise<unknown> => {
      const revision = await forum.revision(annotation);
      const targets = [await words(forum, "opinion-5@1", quote)];
      await editAnnotation(forum.context, asActor("member"), { annotation, revision, targets });
      const [there] = await getPlacements(forum.context, asActor("public"), { annotation }, null);
      return [there?.placement.state, there?.placement.settled?.kind];
    };
    expect(await choose("small networks")).toEqual(["exact", undefined]);
    expect(await choose("transit")).toEqual(["orphan", "given-up"]);
  });

  test("a settlement made during a change of targets does not apply to the new ones", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, "transit");
    const targets = [await words(forum, "opinion-5@1", "small networks")];
    const revision = await forum.revision(annotation);
    const { store } = forum.context;
    const meanwhile: Store = {
      ...store,
      read: (fn) => store.read(fn),
      transact: async (fn) => {
        await editAnnotation(forum.context, asActor("member"), { annotation, revision, targets });
        return store.transact(fn);
      },
    };
    const context = { ...forum.context, store: meanwhile };
    await settlePlace(context, asActor("secretariat"), { annotation, version: second, ...giveUp });
    const [there] = await getPlacements(forum.context, asActor("public"), { annotation }, null);
    expect([there?.placement.state, there?.placement.settled?.kind]).toEqual(["exact", undefined]);
  });

  test("finds only later published drafts of the annotation's language", async () => {
    const forum = await openDrafts();
    const prepared = await forum.prepare("4", drafts[2] ?? "");
    const annotation = (await forum.comment("member", { version: second })).annotation.id;
    for (const version of ["opinion-5@1", second, prepared, "opinion-5@9"]) {
      const refused = settlePlace(forum.context, asActor("member"), { annotation, version, ...giveUp });
      await expect(refused).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test("rejects a settlement based on an outdated revision", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    const late = settlePlace(forum.context, asActor("secretariat"), { annotation, version: second, ...giveUp });
    await expect(late).rejects.toMatchObject({ code: "revision-conflict" });
  });
});

describe("revocation and undo of a settlement", () => {
  test("revoking restores the computed placement and undo the earlier one, each with an event", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, rewritten);
    const [member, place] = [asActor("member"), { annotation, version: second }];
    await settlePlace(forum.context, member, { ...place, ...confirm });
    await settlePlace(forum.context, member, { ...place, ...giveUp, revision: 1 });
    const undone = await undoSettlement(forum.context, member, { ...place, revision: 2 });
    expect(undone.placement.settled?.kind).toBe("confirmed");
    const revoked = await unsettlePlace(forum.context, member, { ...place, revision: 3 });
    expect(revoked).toMatchObject({ waiting: true, placement: { state: "approximate" } });
    expect(revoked.placement.settled).toBeUndefined();
    expect(revoked.settlement?.history.map(({ said }) => said?.kind)).toEqual(["confirmed", "given-up", "confirmed"]);
    const again = await undoSettlement(forum.context, member, { ...place, revision: 4 });
    expect(again.placement.settled?.kind).toBe("confirmed");
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    expect(events.map(({ kind }) => kind).filter((kind) => kind.startsWith("place-"))).toEqual([
      "place-confirmed",
      "place-given-up",
      "place-confirmed",
      "place-unsettled",
      "place-confirmed",
    ]);
  });

  test("a member may revoke the secretariat's settlement of their own comment only", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    const place = { annotation, version: second };
    await settlePlace(forum.context, asActor("secretariat"), { ...place, ...giveUp });
    const refused = unsettlePlace(forum.context, asActor("other"), { ...place, revision: 1 });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
    const { placement } = await unsettlePlace(forum.context, asActor("member"), { ...place, revision: 1 });
    expect(placement.settled).toBeUndefined();
  });

  test("rejects revocation or undo without a settlement", async () => {
    const forum = await openDrafts();
    const place = { annotation: await commentOn(forum, deletedText), version: second, revision: 0 };
    for (const undo of [unsettlePlace, undoSettlement]) {
      await expect(undo(forum.context, asActor("member"), place)).rejects.toMatchObject({ code: "wrong-state" });
    }
  });

  test("a settlement of a draft stays hidden after the draft is submitted", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText, { visibility: "organisation" });
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    const revision = await forum.revision(annotation);
    await editAnnotation(forum.context, asActor("member"), { annotation, revision, visibility: "submitted" });
    const heardBy = async (who: string): Promise<number> => {
      const events = await getEvents(forum.context, asActor(who), { document: "opinion-5", limit: 100 });
      return events.filter(({ kind }) => kind === "place-given-up").length;
    };
    expect([await heardBy("colleague"), await heardBy("other")]).toEqual([1, 0]);
  });

  test("erasing an annotation also removes its settlements and their events", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    await eraseAnnotation(forum.context, asActor("secretariat"), { annotation, reason: "A court says so." });
    const { settlements, events } = await forum.context.store.read(async (reader) => ({
      settlements: await reader.list("settlements"),
      events: await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 }),
    }));
    expect(settlements).toEqual([]);
    expect(events.filter(({ kind }) => kind.startsWith("place-"))).toEqual([]);
  });
});

describe("getDocumentOutcomes", () => {
  test("rejects the public in a closed forum", async () => {
    const forum = await openForum({ audience: "participants" });
    const refused = getDocumentOutcomes(forum.context, asActor("public"), { document: "opinion-5" }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("lists annotations by draft, starting with the draft each was made on", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    await forum.comment("other", { version: second });
    const { versions, rows } = await getDocumentOutcomes(
      forum.context,
      asActor("public"),
      { document: "opinion-5" },
      null,
    );
    expect(versions.map(({ address }) => address)).toEqual(["opinion-5@1", second, third]);
    expect(rows.map(({ cells }) => cells.map(({ versionId, state, settled }) => [versionId, state, settled]))).toEqual([
      [
        ["version-1", "exact", null],
        ["version-2", "orphan", "given-up"],
        ["version-3", "orphan", "given-up"],
      ],
      [
        ["version-2", "exact", null],
        ["version-3", "exact", null],
      ],
    ]);
  });

  test("is empty for a document without drafts, and not found for an unknown one", async () => {
    const forum = await openForum();
    const empty = await getDocumentOutcomes(forum.context, asActor("public"), { document: "opinion-5" }, null);
    expect(empty).toEqual({ versions: [], rows: [] });
    const unknown = getDocumentOutcomes(forum.context, asActor("public"), { document: "x" }, null);
    await expect(unknown).rejects.toMatchObject({ code: "not-found" });
  });
});
