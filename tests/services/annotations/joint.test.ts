import { confirmJoint, getJointRequests, leaveJoint } from "../../../server/services/annotations/joint.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const annotation = uuid(1);

/** Opens a forum where the member of North commented and asked the Registry to co-sign. */
async function forumWithJointComment(visibility: "organisation" | "submitted" = "submitted"): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", { jointly: ["registry"], visibility });
  return forum;
}

const confirm = async (forum: TestForum, who: string): Promise<unknown> =>
  confirmJoint(forum.context, asActor(who), { annotation, revision: await forum.revision(annotation) });

/** Returns the organisations that co-sign and those still awaited, as a person sees them. */
async function seenBy(forum: TestForum, who: string): Promise<{ jointly: string[]; awaiting: string[] }> {
  const { speaker } = (await getAnnotation(forum.context, asActor(who), { annotation })).annotation;
  const ids = (organisations: readonly { id: string }[]): string[] => organisations.map(({ id }) => id);
  return { jointly: ids(speaker.jointly), awaiting: ids(speaker.awaiting) };
}

async function kindsFor(forum: TestForum, who: string): Promise<string[]> {
  const events = await getEvents(forum.context, asActor(who), { document: "opinion-5", limit: 100 });
  return events.map(({ kind }) => kind).filter((kind) => kind.includes("joint"));
}

describe("confirmJoint", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["coordinator", "not-allowed"],
    ["secretariat", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects confirmation for the Registry by the %s: %s", async (who, code) => {
    const forum = await forumWithJointComment();
    await expect(confirm(forum, who)).rejects.toMatchObject({ code });
  });

  test("names a joint organisation once it confirms, and accepts only one confirmation", async () => {
    const forum = await forumWithJointComment();
    expect(await seenBy(forum, "public")).toEqual({ jointly: [], awaiting: [] });
    await confirm(forum, "other");
    expect(await seenBy(forum, "public")).toEqual({ jointly: ["registry"], awaiting: [] });
    await expect(confirm(forum, "other")).rejects.toMatchObject({ code: "not-allowed" });
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    expect(events.at(-1)).toMatchObject({
      kind: "annotation-joint-confirmed",
      actor: "other",
      onBehalfOf: "registry",
      subject: { id: annotation },
    });
  });

  test.each([
    ["member", true],
    ["colleague", true],
    ["other", true],
    ["secretariat", true],
    ["public", false],
    ["chair", false],
    ["observer", false],
  ])("before it confirms, the %s sees that it is awaited: %s", async (who, sees) => {
    const forum = await forumWithJointComment();
    expect(await seenBy(forum, who)).toEqual({ jointly: [], awaiting: sees ? ["registry"] : [] });
  });

  test("no export names it before it confirms", async () => {
    const forum = await forumWithJointComment();
    const file = async (format: "csv" | "jsonld" | "html"): Promise<string> => {
      const query = {
        version: "opinion-5@1",
        format,
        sources: "shown",
        lines: "hidden",
        layout: "on-the-words",
        wordLayout: "original",
        annotations: "with",
      } as const;
      return new TextDecoder().decode(
        (await exportVersionFile(forum.context, asActor("secretariat"), query, null)).bytes,
      );
    };
    for (const format of ["csv", "jsonld", "html"] as const) expect(await file(format)).not.toContain("Registry");
    await confirm(forum, "other");
    for (const format of ["csv", "jsonld", "html"] as const) expect(await file(format)).toContain("Registry");
  });

  test("rejects confirmation of text that changed since it was read", async () => {
    const forum = await forumWithJointComment();
    const revision = await forum.revision(annotation);
    const text = "Quite another remark.";
    await editAnnotation(forum.context, asActor("member"), { annotation, revision, text });
    const late = confirmJoint(forum.context, asActor("other"), { annotation, revision });
    await expect(late).rejects.toMatchObject({ code: "revision-conflict" });
  });

  test("asks again after a change of text, but not of type", async () => {
    const forum = await forumWithJointComment();
    await confirm(forum, "other");
    const edit = async (change: object): Promise<unknown> =>
      editAnnotation(forum.context, asActor("member"), {
        annotation,
        revision: await forum.revision(annotation),
        ...change,
      });
    await edit({ type: "editorial", text: "A remark." });
    expect(await seenBy(forum, "member")).toEqual({ jointly: ["registry"], awaiting: [] });
    await edit({ text: "Quite another remark." });
    expect(await seenBy(forum, "member")).toEqual({ jointly: [], awaiting: ["registry"] });
  });

  test("undoing an edit restores a confirmation, unless the organisation left meanwhile", async () => {
    const edit = async (forum: TestForum, text: string): Promise<unknown> =>
      editAnnotation(forum.context, asActor("member"), {
        annotation,
        revision: await forum.revision(annotation),
        text,
      });
    const forum = await forumWithJointComment();
    await confirm(forum, "other");
    await edit(forum, "Quite another remark.");
    expect(await seenBy(forum, "member")).toEqual({ jointly: [], awaiting: ["registry"] });
    await edit(forum, "A remark.");
    expect(await seenBy(forum, "member")).toEqual({ jointly: ["registry"], awaiting: [] });
    await edit(forum, "Quite another remark.");
    await leaveJoint(forum.context, asActor("other"), { annotation });
    await edit(forum, "A remark.");
    expect(await seenBy(forum, "member")).toEqual({ jointly: [], awaiting: [] });
  });

  test("asks again after a change of target", async () => {
    const forum = await forumWithJointComment();
    await confirm(forum, "other");
    const targets = [{ kind: "clause", clause: "considering-c" } as const];
    const edit = { annotation, revision: await forum.revision(annotation), targets };
    await editAnnotation(forum.context, asActor("member"), edit);
    expect(await seenBy(forum, "member")).toEqual({ jointly: [], awaiting: ["registry"] });
  });

  test("rejects confirmation of a draft or a withdrawn comment", async () => {
    const draft = await forumWithJointComment("organisation");
    await expect(confirm(draft, "other")).rejects.toMatchObject({ code: "not-found" });
    const forum = await forumWithJointComment();
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    await expect(confirm(forum, "other")).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("leaveJoint", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["secretariat", "not-allowed"],
  ])("rejects a refusal for the Registry by the %s: %s", async (who, code) => {
    const forum = await forumWithJointComment();
    await expect(leaveJoint(forum.context, asActor(who), { annotation })).rejects.toMatchObject({ code });
  });

  test("reports a refusal only to people who knew of the request", async () => {
    const forum = await forumWithJointComment();
    await leaveJoint(forum.context, asActor("other"), { annotation });
    expect(await seenBy(forum, "secretariat")).toEqual({ jointly: [], awaiting: [] });
    for (const who of ["member", "other", "secretariat"]) {
      expect(await kindsFor(forum, who)).toEqual(["annotation-joint-declined"]);
    }
    for (const who of ["public", "observer", "chair"]) expect(await kindsFor(forum, who)).toEqual([]);
    await expect(leaveJoint(forum.context, asActor("other"), { annotation })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  test("a confirmed organisation may leave, with an event for everyone who saw its name", async () => {
    const forum = await forumWithJointComment();
    await confirm(forum, "other");
    await leaveJoint(forum.context, asActor("other"), { annotation });
    expect(await seenBy(forum, "public")).toEqual({ jointly: [], awaiting: [] });
    expect(await kindsFor(forum, "public")).toEqual(["annotation-joint-confirmed", "annotation-joint-left"]);
  });
});

describe("getJointRequests", () => {
  test("lists open requests only to people of the organisation", async () => {
    const forum = await forumWithJointComment();
    const waitingFor = async (who: string): Promise<string[]> =>
      (await getJointRequests(forum.context, asActor(who))).map((placed) => placed.annotation.id);
    expect(await waitingFor("other")).toEqual([annotation]);
    for (const who of ["public", "member", "secretariat", "chair"]) expect(await waitingFor(who)).toEqual([]);
    await confirm(forum, "other");
    expect(await waitingFor("other")).toEqual([]);
  });

  test("asks a stranger to sign in to a closed forum", async () => {
    const forum = await openForum({ audience: "participants" });
    await expect(getJointRequests(forum.context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
  });
});
