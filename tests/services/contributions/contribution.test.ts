import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { editReply, eraseReply } from "../../../server/services/annotations/reply.ts";
import {
  discardContribution,
  getContribution,
  getContributionOriginal,
  getContributions,
} from "../../../server/services/contributions/contribution.ts";
import { editContributionItems } from "../../../server/services/contributions/edit-contribution.ts";
import { eraseAnnotation } from "../../../server/services/annotations/standing.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { latestFirst } from "../../../server/store/indexes.ts";
import { asActor, type TestForum } from "../../support/forum.ts";
import { exportContributionFile, textOf } from "../../support/export-file.ts";
import { annotationTexts, importAs, openDrafts, receive, sentFile } from "./sent-contribution.ts";

async function contributionsOf({ context }: TestForum, who: string): Promise<ListedContribution[]> {
  return (await getContributions(context, asActor(who), { size: 100 })).items;
}

describe("receiving a contribution", () => {
  test("lets a coordinator receive only for their own organisation, without a date", async () => {
    const forum = await openDrafts();
    const refused = { code: "invalid-request" };
    await expect(receive(forum, { by: "coordinator", organisation: "registry" })).rejects.toMatchObject(refused);
    await expect(receive(forum, { by: "coordinator", dated: true })).rejects.toMatchObject(refused);
    const { organisationIds, sentOn: day } = await receive(forum, { by: "coordinator" });
    expect([organisationIds, day]).toEqual([["north"], "2013-02-06"]);
  });

  test.each([
    ["an organisation", { organisation: "nobody" }],
    ["a joint sender", { organisation: "north", jointly: ["nobody"] }],
  ])("rejects %s that does not exist", async (_what, given) => {
    await expect(receive(await openDrafts(), given)).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("hides it from others until it is imported", async () => {
    const forum = await openDrafts();
    const { id: contribution } = await receive(forum);
    for (const who of ["public", "observer", "member", "other", "chair"]) {
      expect(await contributionsOf(forum, who)).toEqual([]);
      const refused = { code: "not-found" };
      await expect(getContribution(forum.context, asActor(who), { contribution })).rejects.toMatchObject(refused);
      await expect(getContributionOriginal(forum.context, asActor(who), { contribution })).rejects.toMatchObject(
        refused,
      );
      const events = await getEvents(forum.context, asActor(who), { document: "opinion-5", limit: 500 });
      expect(events.filter(({ kind }) => kind.startsWith("contribution"))).toEqual([]);
    }
    expect(await annotationTexts(forum, "member")).toEqual([]);
    expect(await contributionsOf(forum, "coordinator")).toMatchObject([{ id: contribution }]);
  });

  test("reveals nothing of a copy to another organisation's coordinator", async () => {
    const forum = await openDrafts();
    await receive(forum, { organisation: "registry" });
    expect(await receive(forum, { by: "coordinator" })).toMatchObject({ organisationIds: ["north"] });
    await expect(receive(forum)).rejects.toMatchObject({ code: "already-received" });
  });
});

describe("exporting a contribution against its draft", () => {
  test.each(["html", "docx"] as const)("writes a redline of its proposals as %s", async (format) => {
    const forum = await openDrafts();
    const { id: contribution } = await receive(forum);
    const exported = await exportContributionFile(
      forum.context,
      asActor("secretariat"),
      { contribution, format },
      null,
    );
    expect(exported.fileName).toBe(`opinion-5.1.en-contribution.${format}`);
    const written = textOf(exported);
    expect(written).toContain("Contribution from");
    expect(written).toMatch(format === "html" ? /<ins>too <\/ins>few/u : /<w:ins [^>]*>.{0,200}too /u);
  });

  test("omits excluded items", async () => {
    const forum = await openDrafts();
    const { id: contribution, items, revision } = await receive(forum);
    const item = items.find(({ operations }) => operations.length > 0)?.id ?? "";
    await editContributionItems(forum.context, asActor("secretariat"), {
      ...{ contribution, revision },
      items: [{ id: item, included: false }],
    });
    const file = await exportContributionFile(
      forum.context,
      asActor("secretariat"),
      { contribution, format: "html" },
      null,
    );
    expect(textOf(file)).not.toContain("<ins>too </ins>");
  });

  test("rejects a person who may not review it", async () => {
    const forum = await openDrafts();
    const { id: contribution } = await receive(forum);
    const refused = exportContributionFile(forum.context, asActor("member"), { contribution, format: "html" }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("after an import", () => {
  test("everyone sees the contribution, and its senders can download the file", async () => {
    const forum = await openDrafts();
    const { id: contribution } = await importAs(forum, await receive(forum));
    const listed = async (who: string): Promise<unknown> =>
      (await contributionsOf(forum, who)).map(({ proposals, comments, may }) => [
        proposals,
        comments,
        may.review,
        may.original,
      ]);
    expect(await listed("public")).toEqual([[1, 1, false, false]]);
    expect(await listed("member")).toEqual([[1, 1, false, true]]);
    expect(await listed("coordinator")).toEqual([[1, 1, true, true]]);
    const original = await getContributionOriginal(forum.context, asActor("member"), { contribution });
    expect(original).toEqual({ fileName: "north.docx", mediaType: "application/octet-stream", bytes: sentFile() });
    await expect(getContributionOriginal(forum.context, asActor("other"), { contribution })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  test("is listed in parts, latest first, also from one contribution on", async () => {
    const forum = await openDrafts();
    const { id } = await importAs(forum, await receive(forum));
    await forum.context.store.transact(async (writer) => {
      const first = await writer.get("contributions", id);
      if (!first) throw new Error("It was not kept");
      const after = { ...first, id: "earlier", receivedAt: "2013-01-01T00:00:00.000Z" };
      await writer.put("contributions", after);
      const subject = { collection: "contributions", id: after.id } as const;
      const event = { at: after.receivedAt, actor: null, onBehalfOf: null, documentId: null, before: null };
      await writer.append({ ...event, kind: "forum-seeded", subject, after });
    });
    const list = (query: { at?: string; after?: string }) =>
      getContributions(forum.context, asActor("public"), { size: 1, ...query });
    const latest = await list({});
    expect(latest.items.map((one) => one.id)).toEqual([id]);
    const rest = await list({ after: latest.next ?? "" });
    expect([rest.items.map((one) => one.id), rest.next]).toEqual([["earlier"], null]);
    expect((await list({ at: "earlier" })).items.map((one) => one.id)).toEqual(["earlier"]);
    expect((await list({ at: "unknown" })).items.map((one) => one.id)).toEqual([id]);
  });

  test("is listed among those to review until it is imported, for those who may know it", async () => {
    const forum = await openDrafts();
    const received = await receive(forum);
    const toReview = async (who: string) =>
      (await getContributions(forum.context, asActor(who), { size: 100, state: "prepared" })).items.map(({ id }) => id);
    expect([await toReview("secretariat"), await toReview("other")]).toEqual([[received.id], []]);
    await importAs(forum, received);
    expect(await toReview("secretariat")).toEqual([]);
  });

  test("is listed to review although others come first that the reader may not know", async () => {
    const forum = await openDrafts();
    const { id } = await receive(forum);
    await forum.context.store.transact(async (writer) => {
      const received = await writer.get("contributions", id);
      if (!received) throw new Error("It was not kept");
      await writer.put("contributions", { ...received, id: " ", organisationIds: ["registry"] });
      const subject = { collection: "contributions", id: " " } as const;
      const event = { actor: null, onBehalfOf: null, documentId: null, before: null, after: null, subject } as const;
      await writer.append({ ...event, at: received.receivedAt, kind: "forum-seeded" });
    });
    const { items } = await getContributions(forum.context, asActor("coordinator"), { size: 1, state: "prepared" });
    expect(items.map((one) => one.id)).toEqual([id]);
  });

  test("is found behind many that are hidden, by a cursor that reveals nothing of them", async () => {
    const forum = await openDrafts();
    const { id } = await importAs(forum, await receive(forum));
    const hidden = Array.from({ length: 1100 }, (_, number) => `hidden-${String(number)}`);
    await forum.context.store.transact(async (writer) => {
      const imported = await writer.get("contributions", id);
      if (!imported) throw new Error("It was not kept");
      for (const [minute, one] of hidden.entries()) {
        const receivedAt = new Date(Date.UTC(2099, 0, 1, 0, minute)).toISOString();
        await writer.put("contributions", { ...imported, id: one, state: "prepared", receivedAt });
      }
      const subject = { collection: "contributions", id } as const;
      const event = { actor: null, onBehalfOf: null, documentId: null, before: null, after: null, subject } as const;
      await writer.append({ ...event, at: "2099-01-02T00:00:00.000Z", kind: "forum-seeded" });
    });
    const found: string[] = [];
    const cursors: string[] = [];
    for (let next: string | null | undefined; next !== null;) {
      const query: { size: number; after?: string } = { size: 10, ...(next !== undefined && { after: next }) };
      const part = await getContributions(forum.context, asActor("other"), query);
      found.push(...part.items.map((one) => one.id));
      ({ next } = part);
      if (next !== null) cursors.push(next);
    }
    expect(found).toEqual([id]);
    expect(cursors.length).toBeGreaterThan(1);
    for (const cursor of cursors) {
      const bytes = Buffer.from(cursor, "base64url").toString("latin1");
      expect(bytes).not.toMatch(/hidden|receivedAt|\d{8}/u);
    }
    // Whoever makes a cursor themselves could look for hidden contributions between two times.
    const after = Buffer.from(JSON.stringify(["receivedAt", latestFirst("2099-01-01T10:00:00Z"), ""])).toString(
      "base64url",
    );
    const made = getContributions(forum.context, asActor("other"), { size: 10, after });
    await expect(made).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("with hidden sources, others see neither the contribution nor its items' origin", async () => {
    const forum = await openDrafts({ sources: "hidden" });
    await importAs(forum, await receive(forum));
    const seen = async (who: string): Promise<unknown[]> => [
      (await contributionsOf(forum, who)).length,
      ...(await getAnnotations(forum.context, asActor(who), { version: "opinion-5@1" }, null)).map(
        ({ annotation }) => annotation.contributionId !== null,
      ),
    ];
    expect(await seen("other")).toEqual([0, false, false]);
    expect(await seen("member")).toEqual([1, true, true]);
  });

  test("during a blind consultation, only its senders and the secretariat see it", async () => {
    const forum = await openDrafts();
    const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-04-01T00:00:00Z", blind: true };
    await setConsultation(forum.context, asActor("secretariat"), { version: "opinion-5@1", revision: 0, ...period });
    await importAs(forum, await receive(forum));
    const known = async (who: string): Promise<number> => (await contributionsOf(forum, who)).length;
    expect([await known("other"), await known("public"), await known("member"), await known("secretariat")]).toEqual([
      0, 0, 1, 1,
    ]);
    expect(await annotationTexts(forum, "other")).toEqual([]);
  });

  test("erasing a comment removes it from the contribution and deletes the file", async () => {
    const forum = await openDrafts();
    const imported = await importAs(forum, await receive(forum));
    const annotation = imported.items.find(({ id }) => id === "comment-1")?.annotationId ?? "";
    await eraseAnnotation(forum.context, asActor("secretariat"), { annotation, reason: "A court says so." });
    const secretariat: Actor = asActor("secretariat");
    const left = await getContribution(forum.context, secretariat, { contribution: imported.id });
    expect(JSON.stringify(left)).not.toMatch(/How far|A day|far away/u);
    await expect(
      getContributionOriginal(forum.context, secretariat, { contribution: imported.id }),
    ).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

test.each([
  ["unchanged since the import", () => Promise.resolve()],
  [
    "edited by its author",
    (forum: TestForum, { id: reply, revision }: Reply) =>
      editReply(forum.context, asActor("colleague"), { reply, revision, text: "Two." }),
  ],
])("erasing a reply, %s, removes it from the contribution and deletes the file", async (_when, change) => {
  const forum = await openDrafts();
  const imported = await importAs(forum, await receive(forum));
  const placed = await getAnnotations(forum.context, asActor("secretariat"), { version: "opinion-5@1" }, null);
  const [answer] = placed.flatMap(({ replies }) => replies);
  if (!answer) throw new Error("It was answered");
  await change(forum, answer);
  const reply = answer.id;
  await eraseReply(forum.context, asActor("secretariat"), { reply, reason: "A court says so." });
  const left = await getContribution(forum.context, asActor("secretariat"), { contribution: imported.id });
  expect(JSON.stringify(left)).not.toMatch(/A day\.|The colleague/u);
  expect(JSON.stringify(left)).toContain("How far?");
  await expect(
    getContributionOriginal(forum.context, asActor("secretariat"), { contribution: imported.id }),
  ).rejects.toMatchObject({ code: "not-found" });
});

test("discarding deletes the file, which can be received again", async () => {
  const forum = await openDrafts();
  const { id: contribution, source } = await receive(forum);
  await discardContribution(forum.context, asActor("secretariat"), { contribution });
  expect(await forum.context.store.read((reader) => reader.get("originals", source.hash))).toBeUndefined();
  expect(await receive(forum)).toMatchObject({ state: "prepared" });
});
