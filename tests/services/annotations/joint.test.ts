import { confirmJoint, getJointRequests, leaveJoint } from "../../../server/services/annotations/joint.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { takeVersion } from "../../support/take-away.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const annotation = uuid(1);

/** A forum where the member of North has said something also in the Registry's name. */
async function asked(visibility: "organisation" | "submitted" = "submitted"): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", { jointly: ["registry"], visibility });
  return forum;
}

const confirm = async (forum: TestForum, who: string): Promise<unknown> =>
  confirmJoint(forum.context, asActor(who), { annotation, revision: await forum.revision(annotation) });

/** Who says it jointly, and who is awaited, as somebody sees it. */
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
  ])("the %s may not say yes for the Registry: %s", async (who, code) => {
    const forum = await asked();
    await expect(confirm(forum, who)).rejects.toMatchObject({ code });
  });

  test("an organisation that was named speaks jointly once it says yes, and once only", async () => {
    const forum = await asked();
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
  ])("before it says yes, the %s sees that it is awaited: %s", async (who, sees) => {
    const forum = await asked();
    expect(await seenBy(forum, who)).toEqual({ jointly: [], awaiting: sees ? ["registry"] : [] });
  });

  test("no file names it before it says yes", async () => {
    const forum = await asked();
    const file = async (format: "csv" | "jsonld" | "html"): Promise<string> => {
      const query = {
        version: "opinion-5@1",
        format,
        sources: "shown",
        layout: "on-the-words",
        annotations: "with",
      } as const;
      return new TextDecoder().decode((await takeVersion(forum.context, asActor("secretariat"), query)).bytes);
    };
    for (const format of ["csv", "jsonld", "html"] as const) expect(await file(format)).not.toContain("Registry");
    await confirm(forum, "other");
    for (const format of ["csv", "jsonld", "html"] as const) expect(await file(format)).toContain("Registry");
  });

  test("a yes is to the words as they were read", async () => {
    const forum = await asked();
    const revision = await forum.revision(annotation);
    const text = "Quite another remark.";
    await editAnnotation(forum.context, asActor("member"), { annotation, revision, text });
    const late = confirmJoint(forum.context, asActor("other"), { annotation, revision });
    await expect(late).rejects.toMatchObject({ code: "revision-conflict" });
  });

  test("whoever said yes to other words is asked again; another type asks nobody", async () => {
    const forum = await asked();
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

  test("an edit that is undone takes no yes with it, but for whoever took their name off meanwhile", async () => {
    const edit = async (forum: TestForum, text: string): Promise<unknown> =>
      editAnnotation(forum.context, asActor("member"), {
        annotation,
        revision: await forum.revision(annotation),
        text,
      });
    const forum = await asked();
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

  test("whoever said yes to it is asked again where it comes to speak of another place", async () => {
    const forum = await asked();
    await confirm(forum, "other");
    const targets = [{ kind: "clause", clause: "considering-c" } as const];
    const edit = { annotation, revision: await forum.revision(annotation), targets };
    await editAnnotation(forum.context, asActor("member"), edit);
    expect(await seenBy(forum, "member")).toEqual({ jointly: [], awaiting: ["registry"] });
  });

  test("a draft is nobody's to confirm, and what was withdrawn neither", async () => {
    const draft = await asked("organisation");
    await expect(confirm(draft, "other")).rejects.toMatchObject({ code: "not-found" });
    const forum = await asked();
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    await expect(confirm(forum, "other")).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("leaveJoint", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["secretariat", "not-allowed"],
  ])("the %s may not say no for the Registry: %s", async (who, code) => {
    const forum = await asked();
    await expect(leaveJoint(forum.context, asActor(who), { annotation })).rejects.toMatchObject({ code });
  });

  test("a no is told to those who knew of the question, and to nobody else", async () => {
    const forum = await asked();
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

  test("whoever said yes may leave, and that is told to all who saw its name", async () => {
    const forum = await asked();
    await confirm(forum, "other");
    await leaveJoint(forum.context, asActor("other"), { annotation });
    expect(await seenBy(forum, "public")).toEqual({ jointly: [], awaiting: [] });
    expect(await kindsFor(forum, "public")).toEqual(["annotation-joint-confirmed", "annotation-joint-left"]);
  });
});

describe("getJointRequests", () => {
  test("whoever speaks for an organisation finds what waits for its word, and others nothing", async () => {
    const forum = await asked();
    const waitingFor = async (who: string): Promise<string[]> =>
      (await getJointRequests(forum.context, asActor(who))).map((placed) => placed.annotation.id);
    expect(await waitingFor("other")).toEqual([annotation]);
    for (const who of ["public", "member", "secretariat", "chair"]) expect(await waitingFor(who)).toEqual([]);
    await confirm(forum, "other");
    expect(await waitingFor("other")).toEqual([]);
  });

  test("a stranger is asked to sign in where only participants read", async () => {
    const forum = await openForum({ audience: "participants" });
    await expect(getJointRequests(forum.context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
  });
});
