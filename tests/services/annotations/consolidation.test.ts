import type { Consolidation } from "../../../server/core/contract/circle-operations.ts";
import { consolidateDrafts } from "../../../server/services/annotations/consolidation.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { leaveJoint, removeJoint, signOn } from "../../../server/services/annotations/joint.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

const coordinator = asActor("coordinator");
const version = "opinion-5@1";

/** Opens a forum with a version on which the member and a colleague of North each wrote a draft comment. */
async function openDrafts(): Promise<{ forum: TestForum; drafts: string[] }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const drafts = [
    (await forum.comment("member", { visibility: "organisation", text: "Too short." })).annotation.id,
    (await forum.comment("colleague", { visibility: "organisation", text: "Too vague." })).annotation.id,
  ];
  return { forum, drafts };
}

const consolidation = (
  drafts: string[],
  overrides: Partial<Consolidation> = {},
): { version: string } & Consolidation => ({
  version,
  id: uuid(70),
  kind: "comment",
  type: "general",
  targets: [{ kind: "document" }],
  text: "Too short and too vague.",
  operations: [],
  visibility: "submitted",
  jointly: [],
  drafts,
  ...overrides,
});

describe("consolidateDrafts", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["secretariat", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const { forum, drafts } = await openDrafts();
    const refused = consolidateDrafts(forum.context, asActor(who), consolidation(drafts));
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("makes one submission for the organisation without revealing its drafts", async () => {
    const { forum, drafts } = await openDrafts();
    const consolidated = await consolidateDrafts(forum.context, coordinator, consolidation(drafts));
    expect(consolidated.annotation).toMatchObject({
      visibility: "submitted",
      speaker: { participantId: "coordinator", organisation: { id: "north" } },
    });
    expect(JSON.stringify(consolidated)).not.toContain(drafts[0]);
    const draft = await getAnnotation(forum.context, asActor("member"), { annotation: drafts[0] ?? "" });
    expect(draft).toMatchObject({
      annotation: { consolidatedInto: uuid(70), text: "Too short." },
      may: { edit: false },
    });
    const events = await getEvents(forum.context, asActor("other"), { document: "opinion-5", limit: 100 });
    expect(events.filter(({ subject }) => subject.collection === "annotations").map(({ kind }) => kind)).toEqual([
      "annotation-created",
    ]);
  });

  test("locks the consolidated drafts until the submission is withdrawn", async () => {
    const { forum, drafts } = await openDrafts();
    await consolidateDrafts(forum.context, coordinator, consolidation(drafts));
    const [annotation = ""] = drafts;
    const edit = async () =>
      editAnnotation(forum.context, asActor("member"), {
        annotation,
        revision: await forum.revision(annotation),
        text: "Far too short.",
      });
    await expect(edit()).rejects.toMatchObject({ code: "wrong-state" });
    const twice = consolidateDrafts(forum.context, coordinator, consolidation(drafts, { id: uuid(71) }));
    await expect(twice).rejects.toMatchObject({ code: "invalid-request", errors: [{ pointer: "/body/drafts" }] });
    await withdrawAnnotation(forum.context, coordinator, { annotation: uuid(70), reason: "" });
    expect((await edit()).annotation.text).toBe("Far too short.");
  });

  test("makes a retried submission once, and a rejected one leaves no trace", async () => {
    const { forum, drafts } = await openDrafts();
    const first = await consolidateDrafts(forum.context, coordinator, consolidation(drafts));
    expect((await consolidateDrafts(forum.context, coordinator, consolidation(drafts))).annotation).toEqual(
      first.annotation,
    );
    const unknown = consolidateDrafts(forum.context, coordinator, consolidation([uuid(99)], { id: uuid(71) }));
    await expect(unknown).rejects.toMatchObject({ code: "not-found" });
    const none = getAnnotation(forum.context, coordinator, { annotation: uuid(71) });
    await expect(none).rejects.toMatchObject({ code: "not-found" });
  });

  test.each<[string, (forum: TestForum) => Promise<string>]>([
    ["a submission", async (forum) => (await forum.comment("member")).annotation.id],
    [
      "a draft on another version",
      async (forum) => {
        await forum.publish("2", secondDraft);
        return (await forum.comment("member", { version: "opinion-5@2", visibility: "organisation" })).annotation.id;
      },
    ],
  ])("rejects %s", async (_what, make) => {
    const { forum } = await openDrafts();
    const refused = consolidateDrafts(forum.context, coordinator, consolidation([await make(forum)]));
    await expect(refused).rejects.toMatchObject({ code: "invalid-request" });
  });
});

describe("signOn", () => {
  /** Opens a forum with a comment that the member of North submitted. */
  async function openSubmission(): Promise<{ forum: TestForum; annotation: string }> {
    const { forum } = await openDrafts();
    return { forum, annotation: (await forum.comment("member")).annotation.id };
  }

  test.each([
    ["public", "not-signed-in"],
    ["observer", "not-allowed"],
    ["colleague", "not-allowed"],
    ["secretariat", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const { forum, annotation } = await openSubmission();
    const revision = await forum.revision(annotation);
    const refused = signOn(forum.context, asActor(who), { annotation, revision });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("an organisation signs on by itself and may leave again", async () => {
    const { forum, annotation } = await openSubmission();
    const revision = await forum.revision(annotation);
    const signed = await signOn(forum.context, asActor("other"), { annotation, revision });
    expect(signed.annotation.speaker.jointly).toMatchObject([{ id: "registry" }]);
    expect(signed.may).toMatchObject({ signOn: false, leaveJoint: true });
    const left = await leaveJoint(forum.context, asActor("other"), { annotation });
    expect(left.annotation.speaker.jointly).toEqual([]);
  });

  test("rejects a personal comment and one changed since it was read", async () => {
    const { forum, annotation } = await openSubmission();
    const personal = (await forum.comment("member", { capacity: "personal" })).annotation;
    const refused = signOn(forum.context, asActor("other"), { annotation: personal.id, revision: personal.revision });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
    const revision = await forum.revision(annotation);
    await editAnnotation(forum.context, asActor("member"), { annotation, revision, text: "Otherwise." });
    const late = signOn(forum.context, asActor("other"), { annotation, revision });
    await expect(late).rejects.toMatchObject({ code: "revision-conflict" });
  });

  test("only the author removes another organisation's name", async () => {
    const { forum, annotation } = await openSubmission();
    await signOn(forum.context, asActor("other"), { annotation, revision: await forum.revision(annotation) });
    const off = { annotation, organisation: "registry" };
    const refused = removeJoint(forum.context, asActor("colleague"), off);
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
    const { annotation: after } = await removeJoint(forum.context, asActor("member"), off);
    expect(after.speaker.jointly).toEqual([]);
    await expect(removeJoint(forum.context, asActor("member"), off)).rejects.toMatchObject({ code: "not-found" });
  });
});
