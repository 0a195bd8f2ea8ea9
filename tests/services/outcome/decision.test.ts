import { amendmentTo } from "#core/propose/amend-wording.ts";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply, hideReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { decideAnnotation, revokeDecision, undoDecision } from "../../../server/services/outcome/decision.ts";
import { getDocumentOutcomes, getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import type { NewDecision } from "../../../server/core/contract/decision-operations.ts";
import { rowsOfDocument, rowsOfVersion } from "../../../server/core/contract/outcome-rows.ts";
import { outcomesTable } from "../../../server/core/phrases/outcomes-table.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

/** Opens a forum with two drafts and an annotation by the member on the first. */
async function openThread(
  visibility: "private" | "submitted" = "submitted",
): Promise<{ forum: TestForum; annotation: string }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const placed = await forum.comment("member", { visibility });
  return { forum, annotation: placed.annotation.id };
}

function decision(overrides: Partial<NewDecision> = {}): NewDecision {
  return { revision: 0, outcome: "accepted", reason: "", shownIn: null, mergedWith: null, ...overrides };
}

describe("decideAnnotation", () => {
  test.each([
    ["public", "not-signed-in"],
    ["observer", "not-allowed"],
    ["member", "not-allowed"],
    ["coordinator", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const { forum, annotation } = await openThread();
    const refused = decideAnnotation(forum.context, asActor(who), { annotation, ...decision() });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("does not find a private draft", async () => {
    const { forum, annotation } = await openThread("private");
    const refused = decideAnnotation(forum.context, asActor("secretariat"), { annotation, ...decision() });
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });

  test("shows everyone the outcome, decider, reason and version", async () => {
    const { forum, annotation } = await openThread();
    const decided = decision({
      outcome: "accepted-in-part",
      reason: "The second half is new.",
      shownIn: "opinion-5@2",
    });
    await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decided });
    const seen = await getAnnotation(forum.context, asActor("public"), { annotation });
    expect(seen.decision).toMatchObject({
      revision: 1,
      current: {
        outcome: "accepted-in-part",
        reason: "The second half is new.",
        shownIn: "version-2",
        mergedWith: null,
        by: { participantId: "chair", capacity: "chair" },
      },
      history: [],
    });
    expect(seen.may.decide).toBe(false);
    const byChair = await getAnnotation(forum.context, asActor("chair"), { annotation });
    expect(byChair.may.decide).toBe(true);
  });

  test("keeps earlier decisions, and rejects one based on an outdated revision", async () => {
    const { forum, annotation } = await openThread();
    const chair = asActor("chair");
    await decideAnnotation(forum.context, chair, { annotation, ...decision({ outcome: "noted" }) });
    const revised = decision({ revision: 1, outcome: "deferred", reason: "The plenary decides." });
    const decided = await decideAnnotation(forum.context, asActor("secretariat"), { annotation, ...revised });
    expect(decided.decision).toMatchObject({
      revision: 2,
      current: { outcome: "deferred", by: { capacity: "secretariat" } },
      history: [{ said: { outcome: "noted", by: { capacity: "chair" } } }],
    });
    const late = decideAnnotation(forum.context, chair, { annotation, ...decision({ revision: 1 }) });
    await expect(late).rejects.toMatchObject({ code: "revision-conflict", params: { revision: 2 } });
  });

  test.each([
    ["no reason for an outcome that needs one", decision({ outcome: "not-accepted" }), "reason"],
    ["an unknown version", decision({ shownIn: "opinion-5@9" }), "shownIn"],
    ["a version of another document", decision({ shownIn: "report@1" }), "shownIn"],
    ["a prepared version", decision({ shownIn: "version-3" }), "shownIn"],
    ["a merger without another comment", decision({ outcome: "merged" }), "mergedWith"],
    ["an acceptance with another comment", decision({ mergedWith: uuid(2) }), "mergedWith"],
    ["a merger with a draft", decision({ outcome: "merged", mergedWith: uuid(2) }), "mergedWith"],
    ["a merger with itself", decision({ outcome: "merged", mergedWith: uuid(1) }), "mergedWith"],
  ])("rejects a decision: %s", async (_name, sent, field) => {
    const { forum, annotation } = await openThread();
    await forum.prepare("3", secondDraft);
    await forum.comment("member", { visibility: "private" });
    const refused = decideAnnotation(forum.context, asActor("chair"), { annotation, ...sent });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request", errors: [{ pointer: `/body/${field}` }] });
  });

  test("rejects a version earlier than the comment's own", async () => {
    const { forum } = await openThread();
    const later = await forum.comment("member", { version: "opinion-5@2" });
    const refused = decideAnnotation(forum.context, asActor("chair"), {
      annotation: later.annotation.id,
      ...decision({ shownIn: "opinion-5@1" }),
    });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("rejects merging comments in a cycle", async () => {
    const { forum, annotation: first } = await openThread();
    const { id: second } = (await forum.comment("other")).annotation;
    const chair = asActor("chair");
    const into = (mergedWith: string) => decision({ outcome: "merged", mergedWith });
    await decideAnnotation(forum.context, chair, { annotation: first, ...into(second) });
    const circle = decideAnnotation(forum.context, chair, { annotation: second, ...into(first) });
    await expect(circle).rejects.toMatchObject({ code: "invalid-request", errors: [{ code: "merged-with-itself" }] });
  });

  test("rejects a decision on a withdrawn comment", async () => {
    const { forum, annotation } = await openThread();
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const late = decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision() });
    await expect(late).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("revokeDecision", () => {
  test("rejects revocation by a member", async () => {
    const { forum, annotation } = await openThread();
    await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision() });
    const refused = revokeDecision(forum.context, asActor("member"), { annotation, revision: 1 });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("leaves the comment undecided and open to a new decision, with an event each time", async () => {
    const { forum, annotation } = await openThread();
    const chair = asActor("chair");
    await decideAnnotation(forum.context, chair, { annotation, ...decision() });
    const revoked = await revokeDecision(forum.context, chair, { annotation, revision: 1 });
    expect(revoked.decision).toMatchObject({
      current: null,
      history: [{ said: { outcome: "accepted" } }],
      revision: 2,
    });
    const nothing = revokeDecision(forum.context, chair, { annotation, revision: 2 });
    await expect(nothing).rejects.toMatchObject({ code: "wrong-state" });
    await decideAnnotation(forum.context, chair, { annotation, ...decision({ revision: 2, outcome: "noted" }) });
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith("disposition"));
    expect(kinds).toEqual(["disposition-made", "disposition-revoked", "disposition-made"]);
  });
});

describe("undoDecision", () => {
  test("rejects undo by a member", async () => {
    const { forum, annotation } = await openThread();
    await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision() });
    const refused = undoDecision(forum.context, asActor("member"), { annotation, revision: 1 });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("restores the earlier decision unchanged, and a second undo restores the later one", async () => {
    const { forum, annotation } = await openThread();
    const [chair, secretariat] = [asActor("chair"), asActor("secretariat")];
    await decideAnnotation(forum.context, chair, { annotation, ...decision({ outcome: "noted" }) });
    await decideAnnotation(forum.context, secretariat, { annotation, ...decision({ revision: 1 }) });
    const undone = await undoDecision(forum.context, secretariat, { annotation, revision: 2 });
    expect(undone.decision?.current).toMatchObject({ outcome: "noted", by: { participantId: "chair" } });
    const redone = await undoDecision(forum.context, secretariat, { annotation, revision: 3 });
    expect(redone.decision?.current).toMatchObject({ outcome: "accepted", by: { participantId: "secretariat" } });
  });

  test("undoing the first decision leaves none, and undoing none is rejected", async () => {
    const { forum, annotation } = await openThread();
    const chair = asActor("chair");
    const nothing = undoDecision(forum.context, chair, { annotation, revision: 0 });
    await expect(nothing).rejects.toMatchObject({ code: "wrong-state" });
    await decideAnnotation(forum.context, chair, { annotation, ...decision() });
    const undone = await undoDecision(forum.context, chair, { annotation, revision: 1 });
    expect(undone.decision?.current).toBeNull();
  });
});

describe("a decision that accepts an amendment", () => {
  const reply = uuid(90);
  const at = { clause: "considering-c", offset: 23 };
  const content = [{ type: "text", text: "much too " }];
  const step = { kind: "replace" as const, start: at, end: at, content };

  async function amended(
    settings?: Parameters<typeof openForum>[0],
  ): Promise<{ forum: TestForum; annotation: string }> {
    const forum = await openForum(settings);
    await forum.publish("1", firstDraft);
    const placed = await forum.comment("member", { kind: "proposal", operations: [step] });
    const annotation = placed.annotation.id;
    const amendment = amendmentTo([step], ["too"]);
    await createReply(forum.context, asActor("other"), { annotation, id: reply, text: "", position: null, amendment });
    return { forum, annotation };
  }

  test.each<[outcome: NewDecision["outcome"], reason: string]>([
    ["accepted", ""],
    ["accepted-in-part", "Only this."],
  ])("names its reply: %s", async (outcome, reason) => {
    const { forum, annotation } = await amended();
    const decided = decision({ outcome, reason, amendedBy: reply });
    await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decided });
    const seen = await getAnnotation(forum.context, asActor("public"), { annotation });
    expect(seen.decision?.current).toMatchObject({ outcome, amendedBy: reply });
  });

  test.each<[what: string, code: string, more: Partial<NewDecision>]>([
    ["with an outcome that takes nothing up", "amended-by-and-outcome-differ", { outcome: "noted", amendedBy: reply }],
    ["of an unknown reply", "amendment-unknown", { amendedBy: uuid(91) }],
  ])("is refused %s", async (_what, code, more) => {
    const { forum, annotation } = await amended();
    const refused = decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision(more) });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request", errors: [{ code }] });
  });

  test("is refused for one that was withdrawn", async () => {
    const { forum, annotation } = await amended();
    await withdrawReply(forum.context, asActor("other"), { reply });
    const refused = decideAnnotation(forum.context, asActor("chair"), {
      annotation,
      ...decision({ amendedBy: reply }),
    });
    await expect(refused).rejects.toMatchObject({ errors: [{ code: "amendment-unknown" }] });
  });

  test("is refused for one that awaits clearance, as for one that does not exist", async () => {
    const { forum, annotation } = await amended();
    await setClearance(forum.context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
    const member = { ...asActor("member"), underClearance: true as const };
    const amendment = amendmentTo([step], ["too"]);
    const id = uuid(92);
    await createReply(forum.context, member, { annotation, id, text: "", position: null, amendment });
    const refused = decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision({ amendedBy: id }) });
    await expect(refused).rejects.toMatchObject({ errors: [{ code: "amendment-unknown" }] });
  });

  test.each<[sources: "shown" | "hidden", decision: string]>([
    ["shown", "accepted, as amended by Registry"],
    ["hidden", "accepted, as amended"],
  ])("is in both outcomes tables, with sources %s", async (sources, words) => {
    const { forum, annotation } = await amended({ sources });
    await forum.publish("2", secondDraft);
    await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision({ amendedBy: reply }) });
    const actor = asActor("public");
    const all = await getDocumentOutcomes(forum.context, actor, { document: "opinion-5" }, null);
    const later = await getOutcomes(forum.context, actor, { version: "opinion-5@2", waiting: false }, null);
    for (const rows of [rowsOfDocument(all), rowsOfVersion(later)]) {
      expect(outcomesTable(rows, [], {}, "en").rows.map(({ cells }) => cells.at(-1))).toEqual([words]);
    }
  });

  test("does not reveal the amendment once it is hidden", async () => {
    const { forum, annotation } = await amended();
    await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision({ amendedBy: reply }) });
    await hideReply(forum.context, asActor("secretariat"), { reply, reason: "Off topic." });
    const seen = await getAnnotation(forum.context, asActor("public"), { annotation });
    expect(seen.decision?.current?.amendedBy).toBe(reply);
    expect(JSON.stringify(seen)).not.toContain("deleted");
  });
});
