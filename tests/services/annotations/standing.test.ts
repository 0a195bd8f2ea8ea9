import { mayNothing } from "../../../server/core/contract/annotation-operations.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import {
  eraseAnnotation,
  hideAnnotation,
  reinstateAnnotation,
  withdrawAnnotation,
} from "../../../server/services/annotations/standing.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { asActor, type TestForum, uuid } from "../../support/forum.ts";
import { everybody, openDrafts, replaceFew, whoFinds, words } from "../../support/annotated-drafts.ts";

describe("withdrawAnnotation", () => {
  test.each([
    ["public", "not-signed-in"],
    ["colleague", "not-allowed"],
    ["coordinator", "not-allowed"],
    ["secretariat", "not-allowed"],
  ])("rejects the %s for a member's comment: %s", async (who, code) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const refused = withdrawAnnotation(forum.context, asActor(who), { annotation: annotation.id, reason: "" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("keeps the text for author and secretariat; others see only the withdrawal and reason", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { ...replaceFew, text: "Because." });
    await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "Settled." });
    const shown = await Promise.all(
      ["public", "colleague", "secretariat", "member"].map(async (who) => {
        const { annotation: seen } = await getAnnotation(forum.context, asActor(who), { annotation: annotation.id });
        return [seen.standing, seen.standingReason, seen.text, seen.operations.length, seen.targets.length];
      }),
    );
    const [blank, whole] = [
      ["withdrawn", "Settled.", "", 0, 1],
      ["withdrawn", "Settled.", "Because.", 1, 1],
    ];
    expect(shown).toEqual([blank, blank, whole, whole]);
  });

  test("hides a withdrawn draft from everyone but its author", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility: "organisation" });
    await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "" });
    expect(await whoFinds(forum, annotation.id)).toEqual(["member"]);
  });

  test("happens once and prevents further edits", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const member = asActor("member");
    const { annotation: after, may } = await withdrawAnnotation(forum.context, member, {
      annotation: annotation.id,
      reason: "",
    });
    expect(after.standingReason).toBeNull();
    expect(may).toEqual({ ...mayNothing, reinstate: true });
    const again = withdrawAnnotation(forum.context, member, { annotation: annotation.id, reason: "" });
    await expect(again).rejects.toMatchObject({ code: "wrong-state" });
    const edit = editAnnotation(forum.context, member, {
      annotation: annotation.id,
      revision: after.revision,
      text: "x",
    });
    await expect(edit).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("undoing a submission", () => {
  /** Submits a comment, and undoes that the given number of seconds later. */
  async function undone(seconds: number, act?: (forum: TestForum, annotation: string) => Promise<unknown>) {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    await act?.(forum, annotation.id);
    const later = Date.parse(annotation.submittedAt ?? "") + seconds * 1000;
    const context = { ...forum.context, now: () => new Date(later) };
    const input = { annotation: annotation.id, reason: "", undo: true };
    const { annotation: after } = await withdrawAnnotation(context, asActor("member"), input);
    return { forum, context, after };
  }

  test("within a minute leaves the annotation to its author alone", async () => {
    const { forum, after } = await undone(59);
    expect(after).toMatchObject({ standing: "withdrawn", visibility: "private", submittedAt: null });
    expect(await whoFinds(forum, after.id)).toEqual(["member"]);
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    expect(events.map(({ kind }) => kind).filter((kind) => kind.startsWith("annotation-"))).toEqual([]);
  });

  test("can itself be undone by reinstating and submitting", async () => {
    const { forum, context, after } = await undone(59);
    const member = asActor("member");
    const { annotation } = await reinstateAnnotation(context, member, { annotation: after.id });
    await editAnnotation(context, member, {
      annotation: after.id,
      revision: annotation.revision,
      visibility: "submitted",
    });
    expect(await whoFinds(forum, after.id)).toEqual(everybody);
  });

  test.each<[string, number, NonNullable<Parameters<typeof undone>[1]>]>([
    ["after a minute", 60, () => Promise.resolve()],
    [
      "after a reply",
      59,
      ({ context }, annotation) =>
        createReply(context, asActor("other"), { annotation, id: uuid(100), text: "Yes.", position: null }),
    ],
  ])("%s remains visible as a withdrawal", async (_name, seconds, act) => {
    const { forum, after } = await undone(seconds, act);
    expect(after).toMatchObject({ standing: "withdrawn", visibility: "submitted" });
    expect(await whoFinds(forum, after.id)).toEqual(everybody);
  });
});

describe("hideAnnotation and reinstateAnnotation", () => {
  test.each([
    ["public", "not-signed-in"],
    ["chair", "not-allowed"],
    ["member", "not-allowed"],
  ])("rejects hiding by the %s: %s", async (who, code) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const refused = hideAnnotation(forum.context, asActor(who), { annotation: annotation.id, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("the secretariat hides text and shows the reason; its author can still read it", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { text: "Rude words." });
    await hideAnnotation(forum.context, asActor("secretariat"), { annotation: annotation.id, reason: "Rude." });
    const [other, author] = await Promise.all(
      ["other", "member"].map((who) => getAnnotation(forum.context, asActor(who), { annotation: annotation.id })),
    );
    expect(other?.annotation).toMatchObject({ text: "", standing: "hidden", standingReason: "Rude." });
    expect(author?.annotation.text).toBe("Rude words.");
  });

  test("rejects hiding a draft, because the secretariat cannot see it", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility: "private" });
    const refused = hideAnnotation(forum.context, asActor("secretariat"), { annotation: annotation.id, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });

  test.each([
    ["withdrawn", "secretariat", "not-allowed"],
    ["withdrawn", "other", "not-allowed"],
    ["hidden", "member", "not-allowed"],
    ["open", "member", "wrong-state"],
  ])("rejects reinstating a %s comment by the %s: %s", async (standing, who, code) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const change = { annotation: annotation.id, reason: "x" };
    if (standing === "withdrawn") await withdrawAnnotation(forum.context, asActor("member"), change);
    if (standing === "hidden") await hideAnnotation(forum.context, asActor("secretariat"), change);
    const refused = reinstateAnnotation(forum.context, asActor(who), { annotation: annotation.id });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test.each([
    ["withdrawn", "member"],
    ["hidden", "secretariat"],
  ])("reinstates a %s comment by the %s, with its text", async (standing, who) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const change = { annotation: annotation.id, reason: "x" };
    const withdrawOrHide = standing === "withdrawn" ? withdrawAnnotation : hideAnnotation;
    await withdrawOrHide(forum.context, asActor(who), change);
    await reinstateAnnotation(forum.context, asActor(who), { annotation: annotation.id });
    const { annotation: back } = await getAnnotation(forum.context, asActor("public"), { annotation: annotation.id });
    expect(back).toMatchObject({ standing: "open", standingReason: null, text: "A remark." });
  });

  test.each([
    ["withdrawn", "member", true],
    ["withdrawn", "secretariat", false],
    ["hidden", "secretariat", true],
    ["hidden", "member", false],
    ["open", "member", false],
  ])("permission to reinstate a %s comment for the %s: %s", async (standing, who, offered) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const change = { annotation: annotation.id, reason: "x" };
    if (standing === "withdrawn") await withdrawAnnotation(forum.context, asActor("member"), change);
    if (standing === "hidden") await hideAnnotation(forum.context, asActor("secretariat"), change);
    const { may } = await getAnnotation(forum.context, asActor(who), { annotation: annotation.id });
    expect(may.reinstate).toBe(offered);
  });
});

describe("eraseAnnotation", () => {
  test.each([
    ["public", "not-signed-in"],
    ["chair", "not-allowed"],
    ["member", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member");
    const refused = eraseAnnotation(forum.context, asActor(who), { annotation: annotation.id, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("leaves only a tombstone, even in events and for the author", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { text: "Unlawful words.", targets: [words("few", 5)] });
    const secretariat = asActor("secretariat");
    await eraseAnnotation(forum.context, secretariat, { annotation: annotation.id, reason: "Court order 7." });
    const { annotation: left } = await getAnnotation(forum.context, asActor("member"), { annotation: annotation.id });
    expect(left).toMatchObject({
      text: "",
      standing: "erased",
      standingReason: "Court order 7.",
      editedAt: expect.any(String) as string,
      speaker: { participantId: "", name: "", organisation: null },
      targets: annotation.targets,
    });
    const events = await forum.context.store.read((reader) => reader.events({ after: 0, limit: 100 }));
    expect(JSON.stringify(events)).not.toContain("Unlawful");
    const again = await eraseAnnotation(forum.context, secretariat, { annotation: annotation.id, reason: "again" });
    expect(again.annotation.standingReason).toBe("Court order 7.");
  });
});
