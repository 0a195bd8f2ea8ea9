import { importAs, receive } from "../contributions/sent-contribution.ts";
import { archiveDocument } from "../../../server/services/forum/document.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { getPendingWork } from "../../../server/services/outcome/pending-work.ts";
import { getWaiting } from "../../../server/services/inbox/notifications.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";
import { commentOn, confirm, openDrafts, rewritten, third } from "../../support/settled-drafts.ts";

const secretariat = asActor("secretariat");

const read = (forum: TestForum, who = "secretariat") => getPendingWork(forum.context, asActor(who), { size: 10 }, null);

async function openWithDraft(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  return forum;
}

test.each(["public", "observer", "member", "coordinator"])("refuses %s", async (who) => {
  const code = who === "public" ? "not-signed-in" : "not-allowed";
  await expect(read(await openWithDraft(), who)).rejects.toMatchObject({ code });
});

test("counts submitted comments without a decision", async () => {
  const forum = await openWithDraft();
  for (const number of [1, 2, 3]) await forum.comment("member", { id: uuid(number) });
  await forum.comment("member", { visibility: "private" });
  const decision = { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null } as const;
  await decideAnnotation(forum.context, secretariat, { annotation: uuid(1), ...decision });
  expect((await read(forum)).documents).toMatchObject([
    { documentId: "opinion-5", languages: [{ language: "en", undecided: 2 }] },
  ]);
});

test("counts comments by the language of their draft, the main language first", async () => {
  const forum = await openWithDraft();
  await forum.publish("1", firstDraft, { language: "ar" });
  for (const [number, version] of ["opinion-5@1:ar", "opinion-5@1:en", "opinion-5@1:ar"].entries())
    await forum.comment("member", { id: uuid(number + 1), version });
  expect((await read(forum)).documents).toMatchObject([
    {
      languages: [
        { language: "en", undecided: 1 },
        { language: "ar", undecided: 2 },
      ],
    },
  ]);
});

test("counts the locations in the current draft that nobody has confirmed", async () => {
  const forum = await openDrafts();
  const annotation = await commentOn(forum, rewritten);
  expect((await read(forum)).documents).toMatchObject([{ languages: [{ unconfirmed: 1 }] }]);
  await settlePlace(forum.context, secretariat, { annotation, version: third, ...confirm });
  expect((await read(forum)).documents).toMatchObject([{ languages: [{ unconfirmed: 0 }] }]);
});

test("does not count the location of a draft that only its author sees", async () => {
  const forum = await openDrafts();
  await commentOn(forum, rewritten, { visibility: "private" });
  expect((await read(forum)).documents).toMatchObject([{ languages: [{ unconfirmed: 0 }] }]);
});

test("counts the contributions to a document until they are imported", async () => {
  const forum = await openWithDraft();
  await forum.publish("2", secondDraft);
  const contribution = await receive(forum, { organisation: "north" });
  expect((await read(forum)).documents).toMatchObject([{ contributions: 1 }]);
  await importAs(forum, contribution);
  expect((await read(forum)).documents).toMatchObject([{ contributions: 0 }]);
});

test("counts contributions of which the draft is not known", async () => {
  const forum = await openWithDraft();
  await forum.publish("2", secondDraft);
  const { id } = await receive(forum);
  await forum.context.store.transact(async (writer) => {
    const row = (await writer.get("contributions", id))!;
    await writer.put("contributions", { ...row, versionId: null });
    const [event] = await writer.eventsBefore({
      before: Number.MAX_SAFE_INTEGER,
      limit: 1,
      kind: "contribution-received",
    });
    const { at, actor, onBehalfOf, subject } = event!;
    const edited = { at, actor, onBehalfOf, subject, documentId: null, before: null, after: null };
    await writer.append({ ...edited, kind: "contribution-edited" });
  });
  expect(await read(forum)).toMatchObject({ unmatched: 1, documents: [{ contributions: 0 }] });
});

test("shows the chair, who reviews no contributions and confirms no locations, only undecided comments", async () => {
  const forum = await openWithDraft();
  await forum.comment("member");
  await receive(forum);
  expect(await read(forum, "chair")).toEqual({
    documents: [
      {
        ...{ documentId: "opinion-5", contributions: null },
        languages: [{ language: "en", undecided: 1, unconfirmed: null }],
      },
    ],
    unmatched: null,
  });
});

test("leaves out archived documents", async () => {
  const forum = await openWithDraft();
  await archiveDocument(forum.context, secretariat, { document: "opinion-5" });
  expect((await read(forum)).documents).toEqual([]);
});

test("“For you” and digests list locations to confirm and contributions to review, for the secretariat only", async () => {
  const forum = await openDrafts();
  await commentOn(forum, rewritten);
  await receive(forum, { organisation: "north" });
  const kinds = async (who: string) =>
    (await getWaiting(forum.context, asActor(who)))
      .filter(({ kind }) => kind === "unconfirmed" || kind === "unreviewed")
      .map(({ kind, count, document }) => ({ kind, count, document: document?.id }));
  expect(await kinds("secretariat")).toEqual([
    { kind: "unconfirmed", count: 1, document: "opinion-5" },
    { kind: "unreviewed", count: 1, document: undefined },
  ]);
  for (const who of ["chair", "coordinator", "member"]) expect(await kinds(who)).toEqual([]);
});
