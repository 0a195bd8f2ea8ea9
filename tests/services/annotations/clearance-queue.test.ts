import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { getClearance, getSentBack, sendBackAnnotation } from "../../../server/services/annotations/clearance.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { actorOf, participants } from "../../support/people.ts";
import { asActor, type TestForum } from "../../support/forum.ts";
import {
  member,
  coordinator,
  secretariat,
  annotation,
  secret,
  waiting,
  visibilityOf,
  clear,
  readersOf,
} from "./cleared-forum.ts";

describe("sending back", () => {
  test("makes it a private draft with a note that only the author reads", async () => {
    const forum = await waiting();
    await sendBackAnnotation(forum.context, coordinator, { annotation, note: "Name the paragraph." });
    expect(await readersOf(forum)).toEqual(["member"]);
    const [shown] = await getAnnotations(forum.context, member, { version: "opinion-5@1" }, null);
    expect(shown?.annotation.sentBack).toMatchObject({ note: "Name the paragraph.", by: "coordinator" });
  });

  test.each(["organisation", "clearance"] as const)("the note is gone once it is %s", async (visibility) => {
    const forum = await waiting();
    await sendBackAnnotation(forum.context, coordinator, { annotation, note: "Name the paragraph." });
    const revision = await forum.revision(annotation);
    const { annotation: after } = await editAnnotation(forum.context, member, { annotation, revision, visibility });
    expect([after.visibility, after.sentBack]).toEqual([visibility, null]);
  });
});

describe("what was sent back", () => {
  async function sentBack(): Promise<TestForum> {
    const forum = await waiting();
    await sendBackAnnotation(forum.context, coordinator, { annotation, note: "Name the paragraph." });
    return forum;
  }

  test("is listed for its author with the note, and for the coordinator without note and text", async () => {
    const forum = await sentBack();
    const [own] = await getSentBack(forum.context, member);
    expect(own).toMatchObject({ author: "The member", by: "The coordinator", madeOn: "opinion-5@1" });
    expect(own?.own?.annotation).toMatchObject({ text: secret, sentBack: { note: "Name the paragraph." } });
    const [listed] = await getSentBack(forum.context, coordinator);
    expect(listed).toMatchObject({ id: annotation, author: "The member", own: null });
    expect(JSON.stringify(listed)).not.toMatch(/heron|paragraph/u);
  });

  test("is listed for nobody else", async () => {
    const forum = await sentBack();
    const readers = participants.map(async ({ id }) => [id, await getSentBack(forum.context, actorOf(id))] as const);
    const listed = (await Promise.all(readers)).filter(([, list]) => list.length > 0).map(([id]) => id);
    expect(listed.toSorted()).toEqual(["coordinator", "member"]);
    await expect(getSentBack(forum.context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test.each(["withdrawn", "sent again", "shared"])("is no longer listed once it is %s", async (how) => {
    const forum = await sentBack();
    if (how === "withdrawn") await withdrawAnnotation(forum.context, member, { annotation, reason: "" });
    else {
      const revision = await forum.revision(annotation);
      const visibility = how === "shared" ? "organisation" : "submitted";
      await editAnnotation(forum.context, member, { annotation, revision, visibility });
    }
    expect([await getSentBack(forum.context, member), await getSentBack(forum.context, coordinator)]).toEqual([[], []]);
  });
});

describe("the queue", () => {
  test("lists the organisation's for the coordinator, and their own for the author", async () => {
    const forum = await waiting();
    await forum.comment("colleague");
    const listed = await Promise.all(
      participants.map(async ({ id }) => [id, (await getClearance(forum.context, actorOf(id))).length] as const),
    );
    expect(listed.filter(([, count]) => count > 0)).toEqual([
      ["coordinator", 2],
      ["member", 1],
      ["colleague", 1],
    ]);
  });

  test.each(["withdrawn", "taken back", "cleared"])("no longer lists what was %s", async (how) => {
    const forum = await waiting();
    if (how === "withdrawn") await withdrawAnnotation(forum.context, member, { annotation, reason: "" });
    else if (how === "cleared") await clear(forum);
    else {
      const revision = await forum.revision(annotation);
      await editAnnotation(forum.context, member, { annotation, revision, visibility: "private" });
    }
    expect(await getClearance(forum.context, coordinator)).toEqual([]);
  });

  test("marks what waits when the consultation closes, does not publish it, and clearing it then makes it late", async () => {
    const forum = await waiting();
    const closesAt = "2013-02-06T09:30:00.000Z";
    const period = { opensAt: "2013-01-01T00:00:00.000Z", closesAt, blind: false, revision: 0 };
    await setConsultation(forum.context, secretariat, { version: "opinion-5@1", ...period });
    expect((await getClearance(forum.context, member))[0]?.closedAt).toBeNull();
    while (forum.context.now() <= new Date(closesAt)) continue;
    for (const actor of [member, coordinator]) {
      expect((await getClearance(forum.context, actor))[0]).toMatchObject({
        closedAt: closesAt,
        placed: { late: false },
      });
    }
    expect(await visibilityOf(forum)).toBe("clearance");
    await clear(forum);
    const [shown] = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
    expect(shown?.late).toBe(true);
  });
});
