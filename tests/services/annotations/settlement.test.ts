import fc from "fast-check";
import { describe as describeRange } from "#core/place/anchor.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { settlePlace, undoSettlement, unsettlePlace } from "../../../server/services/annotations/settlement.ts";
import type { OutcomeEntry, NewPlaceAct } from "../../../server/core/contract/outcome-operations.ts";
import { eraseAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getPlacements } from "../../../server/services/annotations/placement.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import type { Store } from "../../../server/store/store.ts";
import { asActor, firstDraft, openForum, secondDraft } from "../../support/forum.ts";
import {
  commentOn,
  confirm,
  deletedText,
  drafts,
  giveUp,
  openDrafts,
  rewritten,
  second,
  third,
  words,
} from "../../support/settled-drafts.ts";

const version = "opinion-5@2";
const member = asActor("member");

const quotesOf = ({ placement }: Pick<OutcomeEntry, "placement">): string[] =>
  placement.targets.map((target) => (target.kind === "range" ? target.quote.exact : target.kind));

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
    expect(new Set(entry?.candidates.map(({ targetIndex }) => targetIndex))).toEqual(new Set([1]));
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
    // The text about exchange points is not in the third draft, but its clause is.
    expect(onThird?.placement.targets.map(({ kind }) => kind)).toEqual(["range", "clause", "range"]);
    expect(onThird?.placement.settled?.standsFor).toEqual(standsFor);
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
    const unplaced = await settlePlace(forum.context, member, { ...place, ...giveUp, revision: 1 });
    expect(unplaced.settlement?.current?.targets).toEqual([]);
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

  test("erasing an annotation also removes its settlements and their events, and no others", async () => {
    const forum = await openDrafts();
    const [annotation, other] = [await commentOn(forum, deletedText), await commentOn(forum, deletedText)];
    for (const settled of [annotation, other])
      await settlePlace(forum.context, asActor("member"), { annotation: settled, version: second, ...giveUp });
    await eraseAnnotation(forum.context, asActor("secretariat"), { annotation, reason: "A court says so." });
    const { settlements, events } = await forum.context.store.read(async (reader) => ({
      settlements: await reader.list("settlements"),
      events: await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 }),
    }));
    expect(settlements.map(({ annotationId }) => annotationId)).toEqual([other]);
    const kept = events.filter(({ kind }) => kind.startsWith("place-")).map(({ subject }) => subject.id);
    expect(kept).toEqual(settlements.map(({ id }) => id));
  });
});

test("changing a settlement changes neither the comment nor its computed placement", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const targets = [{ kind: "clause", clause: "considering-c" } as const];
  const { annotation } = await forum.comment("member", { targets });
  const { text } = await getVersion(forum.context, member, { version });
  const place = { annotation: annotation.id, version };
  const entryNow = async () => {
    const [entry] = (await getOutcomes(forum.context, member, { version, waiting: false }, null)).entries;
    if (!entry) throw new Error("The comment is in the table");
    return entry;
  };
  const computed = (await entryNow()).placement;
  const revisionNow = async (): Promise<number> => (await entryNow()).settlement?.revision ?? 0;
  const acts = {
    anchor: async () => {
      const chosen = [describeRange(text, 0, 5)];
      await settlePlace(forum.context, member, {
        ...place,
        kind: "re-anchored",
        revision: await revisionNow(),
        targets: chosen,
        reason: "",
      });
    },
    giveUp: async () => {
      const act = { kind: "given-up", revision: await revisionNow(), reason: "It was met." } as const;
      await settlePlace(forum.context, member, { ...place, ...act });
    },
    undo: async () => undoSettlement(forum.context, member, { ...place, revision: await revisionNow() }),
    revoke: async () => unsettlePlace(forum.context, member, { ...place, revision: await revisionNow() }),
  };
  const steps = fc.array(fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      for (const step of all)
        await acts[step]().catch((error: unknown) => expect(error).toMatchObject({ code: "wrong-state" }));
      const { placement, settlement } = await entryNow();
      const { state, score, reason, targets: places } = computed;
      if (settlement?.current) expect(placement.settled?.computed).toEqual({ state, score, reason, targets: places });
      else expect(placement).toEqual(computed);
      expect((await getAnnotation(forum.context, member, { annotation: annotation.id })).annotation).toEqual(
        annotation,
      );
    }),
    { numRuns: 25 },
  );
});
