import { DOMParser } from "@xmldom/xmldom";
import type { Forum } from "../../../server/core/access/forum.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { clearAnnotation, setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import {
  getClauseFeed,
  getDocumentFeed,
  getForumFeed,
  getOrganisationFeed,
  getThreadFeed,
} from "../../../server/services/feeds/news-feed.ts";
import { createDocument } from "../../../server/services/forum/document.ts";
import { decideAnnotation, revokeDecision } from "../../../server/services/outcome/decision.ts";
import {
  callOffConsultation,
  closeConsultations,
  setConsultation,
} from "../../../server/services/publication/consultation.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";
import { participants } from "../../support/people.ts";
import { hiddenComments, period } from "./hidden-comments.ts";

const [secretariat, coordinator, member, everybody] = [
  asActor("secretariat"),
  asActor("coordinator"),
  asActor("member"),
  asActor("public"),
];
const annotation = uuid(1);
const version = "opinion-5@1";
const decision = {
  annotation,
  outcome: "accepted",
  reason: "It is clearer.",
  mergedWith: null,
  shownIn: null,
} as const;
const feeds = {
  forum: getForumFeed,
  document: (context: TestForum["context"], actor: typeof member, input: { limit: number }) =>
    getDocumentFeed(context, actor, { ...input, document: "opinion-5" }),
  thread: (context: TestForum["context"], actor: typeof member, input: { limit: number }) =>
    getThreadFeed(context, actor, { ...input, annotation }),
  clause: (context: TestForum["context"], actor: typeof member, input: { limit: number }) =>
    getClauseFeed(context, actor, { ...input, version, clause: "considering-b" }, null),
  organisation: getOrganisationFeed,
};
type FeedName = keyof typeof feeds;

async function openWithDraft(overrides: Partial<Forum> = {}): Promise<TestForum> {
  const forum = await openForum(overrides);
  await forum.publish("1", firstDraft);
  return forum;
}

async function xmlOf(forum: TestForum, name: FeedName = "forum", who = "public", limit = 50): Promise<string> {
  const { bytes } = await feeds[name](forum.context, asActor(who), { limit });
  return new TextDecoder().decode(bytes);
}

/** Returns the entries as "title | author | text", newest first. */
async function entriesOf(...asked: Parameters<typeof xmlOf>): Promise<string[]> {
  const root = new DOMParser().parseFromString(await xmlOf(...asked), "application/xml");
  return Array.from(root.getElementsByTagName("entry"), (entry) =>
    ["title", "name", "content"]
      .map((name) => Array.from(entry.getElementsByTagName(name), ({ textContent }) => textContent).join())
      .join(" | "),
  );
}

const titlesOf = async (...asked: Parameters<typeof xmlOf>): Promise<string[]> =>
  (await entriesOf(...asked)).map((entry) => entry.split(" | ")[0] ?? "");

describe("an entry", () => {
  test("tells of a comment, with its source and text", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "Say <who> decides.\n\nAnd when.", capacity: "organisation" });
    expect((await entriesOf(forum))[0]).toBe(
      'Opinion 5, Draft 1: comment by North | North | <p dir="auto">Say &lt;who&gt; decides.</p><p dir="auto">And when.</p>',
    );
  });

  test("tells of a draft, with a link to its changes", async () => {
    const forum = await openWithDraft();
    await forum.publish("2", secondDraft);
    expect(await entriesOf(forum)).toEqual([
      'Opinion 5: new draft, Draft 2 |  | <p><a href="/compare/opinion-5@1/opinion-5@2">Compare with previous draft</a></p>',
      "Opinion 5: new draft, Draft 1 |  | ",
    ]);
  });

  test("tells of a draft in several languages once, in the main one", async () => {
    const forum = await openWithDraft();
    await forum.publish("1", firstDraft, { language: "fr" });
    expect(await titlesOf(forum)).toEqual(["Opinion 5: new draft, Draft 1"]);
  });

  test("tells of a decision, with its reason", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await decideAnnotation(forum.context, secretariat, { ...decision, revision: 0 });
    expect((await entriesOf(forum))[0]).toMatch(
      /^Opinion 5, Draft 1: decision, accepted by .*<p dir="auto">It is clearer/u,
    );
  });

  test("tells the deadline of a consultation in the forum's zone", async () => {
    const forum = await openWithDraft({ timeZone: "Asia/Tokyo" });
    await setConsultation(forum.context, secretariat, period);
    expect((await titlesOf(forum))[0]).toBe("Opinion 5, Draft 1: comments close 10 Feb 2013, 21:00 GMT+9");
  });

  test("tells that a consultation closed", async () => {
    const forum = await openWithDraft();
    await setConsultation(forum.context, secretariat, { ...period, closesAt: "2013-02-02T00:00:00Z" });
    await closeConsultations(forum.context);
    expect(await titlesOf(forum)).toContain("Opinion 5, Draft 1: comments are closed");
  });

  test("tells that a consultation was cancelled", async () => {
    const forum = await openWithDraft();
    await setConsultation(forum.context, secretariat, period);
    await callOffConsultation(forum.context, secretariat, { version, revision: 1 });
    expect((await titlesOf(forum))[0]).toBe("Opinion 5, Draft 1: the consultation is cancelled");
  });

  test("tells of a changed decision once, as it is now", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await decideAnnotation(forum.context, secretariat, { ...decision, revision: 0 });
    await decideAnnotation(forum.context, secretariat, { ...decision, revision: 1, outcome: "noted" });
    const decisions = (await titlesOf(forum)).filter((title) => title.includes("decision"));
    expect(decisions).toEqual([expect.stringMatching(/decision, noted/u)]);
  });
});

describe("a feed", () => {
  test("is at the time of its latest entry", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    const [feed, latest, first] = [...(await xmlOf(forum)).matchAll(/<updated>(?<at>[^<]+)/gu)].map(([at]) => at);
    expect(feed).toBe(latest);
    expect(feed).not.toBe(first);
  });

  test("has the latest entry first, also if an event was recorded later", async () => {
    const forum = await openWithDraft();
    await setConsultation(forum.context, secretariat, { ...period, closesAt: "2013-02-02T00:00:00Z" });
    await closeConsultations(forum.context);
    expect((await titlesOf(forum))[0]).toBe("Opinion 5: new draft, Draft 1");
  });

  test("has no more entries than asked for, the latest ones", async () => {
    const forum = await openWithDraft();
    for (const text of ["One.", "Two.", "Three."]) await forum.comment("member", { text });
    expect(await entriesOf(forum, "forum", "public", 2)).toEqual([
      expect.stringContaining("Three."),
      expect.stringContaining("Two."),
    ]);
  });

  test("gives each entry an id of its own", async () => {
    const forum = await openWithDraft();
    for (const text of ["One.", "Two."]) await forum.comment("member", { text });
    const ids = [...(await xmlOf(forum)).matchAll(/<id>(?<id>[^<]+)/gu)].map(({ groups }) => groups?.["id"]);
    expect(new Set(ids).size).toBe(4);
  });

  test("of a document has nothing of another", async () => {
    const forum = await openWithDraft();
    const names = { title: "Report", shortTitle: "Report" };
    await createDocument(forum.context, secretariat, { id: "report", kind: "report", relations: [], ...names });
    const { bytes } = await getDocumentFeed(forum.context, everybody, { document: "report", limit: 50 });
    expect(new TextDecoder().decode(bytes)).not.toContain("<entry>");
  });

  test("of a thread has its replies and its decision, and no other comment", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "First." });
    await forum.comment("other", { text: "Second." });
    await createReply(forum.context, coordinator, { annotation, id: uuid(90), text: "Yes.", position: "support" });
    await decideAnnotation(forum.context, secretariat, { ...decision, revision: 0 });
    expect(
      (await entriesOf(forum, "thread")).map((entry) => /First|Second|Supports.*Yes|clearer/u.exec(entry)?.[0]),
    ).toEqual(["clearer", 'Supports</p><p dir="auto">Yes', "First"]);
  });

  test("of a clause has its wordings, with their changes, its comments and their decisions", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "On b.", targets: [{ kind: "clause", clause: "considering-b" }] });
    await forum.comment("member", { text: "On c.", targets: [{ kind: "clause", clause: "considering-c" }] });
    await forum.publish("2", secondDraft);
    const targets = [{ kind: "clause", clause: "considering-b" } as const];
    await forum.comment("other", { version: "opinion-5@2", text: "Later.", targets });
    await decideAnnotation(forum.context, secretariat, { ...decision, revision: 0 });
    expect((await entriesOf(forum, "clause")).map((entry) => entry.split(" | ")[2])).toEqual([
      '<p dir="auto">It is clearer.</p>',
      '<p dir="auto">Later.</p>',
      '<p dir="auto">that few are <ins>fully </ins>able to take part in <del>meetings;</del><ins>meetings,</ins></p>',
      '<p dir="auto">On b.</p>',
      '<p dir="auto">that few are able to take part in meetings;</p>',
    ]);
  });

  test("of a clause does not report a draft that left it as it was", async () => {
    const forum = await openWithDraft();
    await forum.publish("2", secondDraft);
    const input = { version, clause: "considering-a", limit: 50 };
    const { bytes } = await getClauseFeed(forum.context, everybody, input, null);
    expect(new TextDecoder().decode(bytes).match(/<entry>/gu)).toHaveLength(1);
  });

  test("of an organisation has its comments with replies, and no others", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "By North.", capacity: "organisation" });
    await forum.comment("other", { text: "By Registry.", capacity: "organisation" });
    await createReply(forum.context, asActor("other"), { annotation, id: uuid(90), text: "Why?", position: null });
    const texts = (await entriesOf(forum, "organisation", "colleague")).map((entry) => /By \w+|Why/u.exec(entry)?.[0]);
    expect(texts).toEqual(["Why", "By North"]);
  });

  test.each(["public", "observer"])("of an organisation is not for the %s, who has none", async (who) => {
    const forum = await openWithDraft();
    const code = who === "public" ? "not-signed-in" : "not-found";
    await expect(xmlOf(forum, "organisation", who)).rejects.toMatchObject({ code });
  });

  test("of a closed forum is for members only", async () => {
    const forum = await openWithDraft({ audience: "participants" });
    await expect(xmlOf(forum)).rejects.toMatchObject({ code: "not-signed-in" });
    expect(await titlesOf(forum, "forum", "observer")).toHaveLength(1);
  });

  test("of a private draft does not exist for others", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { visibility: "private" });
    await expect(xmlOf(forum, "thread", "coordinator")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe.each(Object.entries(hiddenComments))("a comment %s", (_, add) => {
  test("is in no feed, also of those who may see it", async () => {
    const forum = await openWithDraft();
    await add(forum);
    for (const who of participants.map(({ id }) => id)) {
      const names = (Object.keys(feeds) as FeedName[]).filter(
        (name) => name !== "organisation" || asActor(who).organisationId,
      );
      const xml = await Promise.all(names.map((name) => xmlOf(forum, name, who).catch(() => "")));
      expect({ who, xml: xml.join() }).not.toMatchObject({
        xml: expect.stringMatching(/Secret|comment by/u) as string,
      });
    }
  });
});

describe("a comment that everybody may see later", () => {
  test("appears when its draft is submitted", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "Now open.", visibility: "private" });
    const revision = await forum.revision(annotation);
    await editAnnotation(forum.context, member, { annotation, revision, visibility: "submitted" });
    expect((await entriesOf(forum))[0]).toContain("Now open.");
  });

  test("appears when it is cleared", async () => {
    const forum = await openWithDraft();
    await setClearance(forum.context, coordinator, { organisation: "north", clearance: "coordinator" });
    await forum.comment("member", { text: "Now open.", capacity: "organisation" });
    await clearAnnotation(forum.context, coordinator, { annotation, revision: await forum.revision(annotation) });
    expect((await entriesOf(forum))[0]).toContain("Now open.");
  });

  test("appears when its blind consultation is over", async () => {
    const forum = await openWithDraft();
    await setConsultation(forum.context, secretariat, { ...period, blind: true });
    await forum.comment("member", { text: "Now open." });
    await setConsultation(forum.context, secretariat, { ...period, revision: 1, closesAt: "2013-02-06T00:00:00Z" });
    expect((await entriesOf(forum)).join()).toContain("Now open.");
  });
});

test("a prepared draft is in no feed, also not of the secretariat", async () => {
  const forum = await openWithDraft();
  await forum.prepare("2", secondDraft);
  expect((await titlesOf(forum, "forum", "secretariat")).join()).not.toContain("Draft 2");
});

test("a withdrawn draft is in no feed", async () => {
  const forum = await openWithDraft();
  await withdrawVersion(forum.context, secretariat, { version, reason: "Wrong file." });
  expect(await titlesOf(forum)).toEqual([]);
});

test("a withdrawn reply is in no feed", async () => {
  const forum = await openWithDraft();
  await forum.comment("member");
  await createReply(forum.context, coordinator, { annotation, id: uuid(90), text: "Yes.", position: null });
  await withdrawReply(forum.context, coordinator, { reply: uuid(90) });
  expect((await titlesOf(forum, "thread")).join()).not.toContain("reply");
});

test("a revoked decision is in no feed", async () => {
  const forum = await openWithDraft();
  await forum.comment("member");
  await decideAnnotation(forum.context, secretariat, { ...decision, revision: 0 });
  await revokeDecision(forum.context, secretariat, { annotation, revision: 1 });
  expect((await titlesOf(forum)).join()).not.toContain("decision");
});

test.each(["public", "member", "secretariat"])("hidden sources are in no feed of the %s", async (who) => {
  const forum = await openWithDraft({ sources: "hidden" });
  await forum.comment("member", { capacity: "organisation" });
  expect(await xmlOf(forum, "forum", who)).not.toMatch(/North|The member/u);
});

test("a feed of an organisation does not tell its comments if sources are hidden", async () => {
  const forum = await openWithDraft({ sources: "hidden" });
  await forum.comment("member", { capacity: "organisation" });
  expect(await titlesOf(forum, "organisation", "member")).toEqual([]);
});
