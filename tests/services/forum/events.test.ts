import type { ForumEvent } from "../../../server/core/contract/event-operations.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { discardVersion } from "../../../server/services/publication/upload.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { eraseAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { followEvents, getEvents } from "../../../server/services/forum/events.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

const all = { document: "opinion-5", limit: 500 };

async function kindsFor({ context }: TestForum, who: string): Promise<string[]> {
  return (await getEvents(context, asActor(who), all)).map(({ kind }) => kind);
}

const published = ["document-created", "version-published"];

test("rejects the public in a closed forum, and an unknown document", async () => {
  const forum = await openForum({ audience: "participants" });
  for (const after of [undefined, "an-event-there-is-not"]) {
    const refused = getEvents(forum.context, asActor("public"), { ...all, after });
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  }
  const following = followEvents(forum.context, asActor("public"), { ...all, after: null }, () => undefined);
  await expect(following).rejects.toMatchObject({ code: "not-signed-in" });
  const missing = getEvents(forum.context, asActor("member"), { ...all, document: "opinion-9" });
  await expect(missing).rejects.toMatchObject({ code: "not-found" });
});

test("shows prepared and discarded versions only to the secretariat and the chair", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const version = await forum.prepare("2", secondDraft);
  await discardVersion(forum.context, asActor("secretariat"), { version });
  expect(await kindsFor(forum, "member")).toEqual(published);
  expect(await kindsFor(forum, "chair")).toEqual([
    "document-created",
    "version-prepared",
    "version-published",
    "version-prepared",
    "version-discarded",
  ]);
});

test("hides a draft, and after submission hides that it had been one", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { annotation } = await forum.comment("member", { visibility: "organisation" });
  await createReply(forum.context, asActor("colleague"), {
    annotation: annotation.id,
    id: uuid(100),
    text: "Between us.",
    position: null,
  });
  expect(await kindsFor(forum, "other")).toEqual(published);
  expect(await kindsFor(forum, "secretariat")).not.toContain("annotation-created");
  expect(await kindsFor(forum, "colleague")).toEqual([...published, "annotation-created", "reply-created"]);
  await editAnnotation(forum.context, asActor("member"), {
    annotation: annotation.id,
    revision: annotation.revision,
    visibility: "submitted",
  });
  expect(await kindsFor(forum, "other")).toEqual([...published, "annotation-submitted"]);
});

test("a withdrawn draft leaves no trace, even for colleagues", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { annotation } = await forum.comment("member", { visibility: "organisation" });
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "" });
  expect(await kindsFor(forum, "colleague")).toEqual(published);
});

test("reports only the erasure of an erased comment", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { annotation } = await forum.comment("member");
  await eraseAnnotation(forum.context, asActor("secretariat"), { annotation: annotation.id, reason: "x" });
  expect(await kindsFor(forum, "member")).toEqual([...published, "annotation-erased"]);
});

test("reports actor, organisation, kind and time of an event, without its content", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const [, last] = await getEvents(forum.context, asActor("public"), all);
  await forum.comment("member");
  await forum.comment("member", { capacity: "personal" });
  const events = await getEvents(forum.context, asActor("public"), { ...all, after: last?.id });
  expect(events).toEqual([
    {
      id: expect.any(String) as string,
      at: expect.stringMatching(/^2013-02-06T09:\d\d:00\.000Z$/u) as string,
      actor: "member",
      onBehalfOf: "north",
      kind: "annotation-created",
      documentId: "opinion-5",
      subject: { collection: "annotations", id: uuid(1) },
    },
    expect.objectContaining({ actor: "member", onBehalfOf: null }),
  ]);
});

test("rejects an unknown event, and a follower receives no past events", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const unknown = getEvents(forum.context, asActor("public"), { ...all, after: "1" });
  await expect(unknown).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ pointer: "/query/after", code: "event-unknown" }],
  });
  const heard: string[] = [];
  const input = { document: "opinion-5", after: "1" };
  const following = await followEvents(forum.context, asActor("public"), input, ({ kind }) => heard.push(kind));
  await forum.comment("member");
  await following.caughtUp();
  expect(heard).toEqual(["annotation-created"]);
});

test("reports the same events however many are hidden", async () => {
  const eventLists = await Promise.all(
    [0, 3].map(async (secrets) => {
      const forum = await openForum();
      await forum.publish("1", firstDraft);
      for (let count = 0; count < secrets; count += 1) await forum.comment("other", { visibility: "private" });
      await forum.comment("member", { id: uuid(50) });
      const events = await getEvents(forum.context, asActor("public"), all);
      return events.map(({ id, at: _clock, ...event }) => ({ ...event, id: id.replace(/[\w-]/gu, "x") }));
    }),
  );
  expect(eventLists[0]).toEqual(eventLists[1]);
});

test("continues after an event that is now hidden from the reader", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { annotation } = await forum.comment("member");
  const created = (await getEvents(forum.context, asActor("public"), all)).at(-1);
  await eraseAnnotation(forum.context, asActor("secretariat"), { annotation: annotation.id, reason: "x" });
  const missed = await getEvents(forum.context, asActor("public"), { ...all, after: created?.id });
  expect(missed.map(({ kind }) => kind)).toEqual(["annotation-erased"]);
});

test("applies the limit to events the reader may see", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  for (const visibility of ["private", "private", "submitted"] as const) await forum.comment("member", { visibility });
  const events = await getEvents(forum.context, asActor("public"), { ...all, limit: 3 });
  expect(events.map(({ kind }) => kind)).toEqual([...published, "annotation-created"]);
});

test("reports the events after a given time", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member");
  const seen = (await getEvents(forum.context, asActor("public"), all)).at(-1)?.at ?? "";
  await forum.comment("other");
  const since = (await getEvents(forum.context, asActor("public"), all)).filter(({ at }) => at > seen);
  expect(await getEvents(forum.context, asActor("public"), { ...all, since: seen })).toEqual(since);
  expect(since.map(({ kind }) => kind)).toEqual(["annotation-created"]);
});

test("a follower receives each visible event once, in order", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const heard: ForumEvent[] = [];
  const [first] = await getEvents(forum.context, asActor("other"), all);
  const after = first?.id ?? null;
  const following = await followEvents(forum.context, asActor("other"), { document: "opinion-5", after }, (event) =>
    heard.push(event),
  );
  await Promise.all([
    forum.comment("member"),
    forum.comment("member", { visibility: "private" }),
    forum.comment("other", { visibility: "private" }),
    forum.comment("chair"),
  ]);
  await following.caughtUp();
  const expected = await getEvents(forum.context, asActor("other"), { ...all, after: first?.id });
  expect(heard).toEqual(expected);
  const lately: ForumEvent[] = [];
  const late = await followEvents(forum.context, asActor("other"), { document: "opinion-5", after: null }, (event) =>
    lately.push(event),
  );
  late.stop();
  expect(lately).toEqual([]);
  expect(heard).toHaveLength(4);
  following.stop();
  await forum.comment("member");
  await following.caughtUp();
  expect(heard).toHaveLength(4);
});
