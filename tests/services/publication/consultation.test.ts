import type { Actor } from "../../../server/core/access/permissions.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getPositions } from "../../../server/services/outcome/positions.ts";
import { getDocument } from "../../../server/services/forum/document.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import {
  callOffConsultation,
  setConsultation,
  undoConsultation,
} from "../../../server/services/publication/consultation.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

/** The test forum's clock starts at 9:00 on 6 February 2013 and advances one minute each time it is read. */
const version = "opinion-5@1";
const open = { version, revision: 0, opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-02-10T12:00:00Z", blind: false };
const closed = { ...open, closesAt: "2013-02-05T12:00:00Z" };
const upcoming = { ...open, opensAt: "2013-02-08T00:00:00Z" };
const exportQuery = exportOperations.exportVersion.query;
const secretariat = asActor("secretariat");

async function openDraft(terms?: typeof open): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  if (terms) await setConsultation(forum.context, secretariat, terms);
  return forum;
}

describe("setConsultation", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const forum = await openDraft();
    await expect(setConsultation(forum.context, asActor(who), open)).rejects.toMatchObject({ code });
  });

  test.each([
    [open, "open"],
    [closed, "closed"],
    [upcoming, "upcoming"],
  ])("shows a version's consultation terms and current state: %#", async (terms, state) => {
    const forum = await openDraft(terms);
    const { opensAt, closesAt, blind } = terms;
    const page = await getVersion(forum.context, asActor("public"), { version });
    expect(page.version.consultation).toEqual({ terms: { opensAt, closesAt, blind }, state, revision: 1 });
  });

  test("rejects a close before the opening, a prepared version or an outdated revision", async () => {
    const forum = await openDraft(open);
    const backwards = setConsultation(forum.context, secretariat, { ...open, revision: 1, closesAt: open.opensAt });
    await expect(backwards).rejects.toMatchObject({ code: "invalid-request", errors: [{ pointer: "/body/closesAt" }] });
    const prepared = await forum.prepare("2", firstDraft);
    const early = setConsultation(forum.context, secretariat, { ...open, version: prepared });
    await expect(early).rejects.toMatchObject({ code: "wrong-state" });
    await expect(setConsultation(forum.context, secretariat, open)).rejects.toMatchObject({
      code: "revision-conflict",
    });
  });

  test("cancelling removes the terms, and undo restores them", async () => {
    const forum = await openDraft(open);
    const off = await callOffConsultation(forum.context, secretariat, { version, revision: 1 });
    expect(off.consultation).toEqual({ terms: null, state: null, revision: 2 });
    const again = callOffConsultation(forum.context, secretariat, { version, revision: 2 });
    await expect(again).rejects.toMatchObject({ code: "wrong-state" });
    const undone = await undoConsultation(forum.context, secretariat, { version, revision: 2 });
    expect(undone.consultation?.state).toBe("open");
  });
});

describe("submissions before, during and after a consultation", () => {
  test("before the opening, keeps drafts and rejects submissions", async () => {
    const forum = await openDraft(upcoming);
    await expect(forum.comment("member")).rejects.toMatchObject({ code: "wrong-state" });
    const { annotation } = await forum.comment("member", { visibility: "private" });
    const { id, revision } = annotation;
    const early = editAnnotation(forum.context, asActor("member"), {
      annotation: id,
      revision,
      visibility: "submitted",
    });
    await expect(early).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("marks a submission after closing as late until the deadline is postponed", async () => {
    const forum = await openDraft(closed);
    const { annotation, late } = await forum.comment("member");
    expect(late).toBe(true);
    await setConsultation(forum.context, secretariat, { ...open, revision: 1 });
    const now = await getAnnotation(forum.context, asActor("public"), { annotation: annotation.id });
    expect(now.late).toBe(false);
  });

  test("marks a draft submitted after closing as late", async () => {
    const forum = await openDraft();
    const { annotation } = await forum.comment("member", { visibility: "private" });
    await setConsultation(forum.context, secretariat, { ...closed, closesAt: "2013-02-06T09:20:00Z" });
    for (let minute = 0; minute < 20; minute += 1) forum.context.now();
    const { id, revision } = annotation;
    const submit = { annotation: id, revision, visibility: "submitted" } as const;
    expect((await editAnnotation(forum.context, asActor("member"), submit)).late).toBe(true);
  });

  test("marks a late comment in an export", async () => {
    const forum = await openDraft(closed);
    await forum.comment("member");
    const input = { version, ...exportQuery.parse({ format: "markdown" }) };
    const { bytes } = await exportVersionFile(forum.context, asActor("public"), input, null);
    expect(new TextDecoder().decode(bytes)).toMatch(/Comment 1.* · Late/u);
  });
});

describe("during a blind consultation", () => {
  const blind = { ...open, blind: true };

  /** Counts the comments that a person can learn of, by every route. */
  async function knownTo(forum: TestForum, actor: Actor): Promise<number[]> {
    const { context } = forum;
    const exported = { version, ...exportQuery.parse({ format: "csv" }) };
    const { bytes } = await exportVersionFile(context, actor, exported, null);
    const events = await getEvents(context, actor, { document: "opinion-5", limit: 100 });
    const { versions } = await getDocument(context, actor, { document: "opinion-5" });
    return [
      (await getAnnotations(context, actor, { version }, null)).length,
      new TextDecoder().decode(bytes).split("\r\n").length - 2,
      events.filter(({ kind }) => kind === "annotation-created").length,
      versions[0]?.annotationCount ?? -1,
      (await getPositions(context, actor, { version }, null)).general.annotations.length,
    ];
  }

  test.each([
    ["public", 0],
    ["observer", 0],
    ["other", 0],
    ["member", 1],
    ["colleague", 1],
    ["chair", 1],
    ["secretariat", 1],
  ])("the %s sees %i comment by a member of North", async (who, seen) => {
    const forum = await openDraft(blind);
    const { annotation } = await forum.comment("member");
    expect(await knownTo(forum, asActor(who))).toEqual([seen, seen, seen, seen, seen]);
    const one = getAnnotation(forum.context, asActor(who), { annotation: annotation.id });
    await (seen > 0 ? expect(one).resolves.toBeDefined() : expect(one).rejects.toMatchObject({ code: "not-found" }));
    const text = {
      annotation: annotation.id,
      id: uuid(100),
      text: "No.",
      position: null,
      capacity: "personal",
    } as const;
    const reply = createReply(forum.context, asActor("other"), text);
    await expect(reply).rejects.toMatchObject({ code: "not-found" });
  });

  test("everyone sees everything once it is closed or cancelled", async () => {
    const forum = await openDraft(blind);
    await forum.comment("member");
    await setConsultation(forum.context, secretariat, { ...closed, blind: true, revision: 1 });
    expect(await knownTo(forum, asActor("public"))).toEqual([1, 1, 1, 1, 1]);
    await setConsultation(forum.context, secretariat, { ...blind, revision: 2 });
    expect(await knownTo(forum, asActor("public"))).toEqual([0, 0, 0, 0, 0]);
    await callOffConsultation(forum.context, secretariat, { version, revision: 3 });
    expect(await knownTo(forum, asActor("public"))).toEqual([1, 1, 1, 1, 1]);
  });

  test("an organisation asked to join a comment sees it", async () => {
    const forum = await openDraft(blind);
    await forum.comment("member", { jointly: ["registry"] });
    expect((await getAnnotations(forum.context, asActor("other"), { version }, null)).length).toBe(1);
  });
});
