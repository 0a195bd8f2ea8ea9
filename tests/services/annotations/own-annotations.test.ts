import type { OwnAnnotation } from "#core/contract/start-operations.ts";
import { getOwnAnnotations } from "../../../server/services/annotations/own-annotations.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import type { Actor } from "../../../server/core/access/permissions.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";
import { commentOn, openDrafts, rewritten } from "../../support/settled-drafts.ts";

const [member, secretariat] = [asActor("member"), asActor("secretariat")];

async function openWithDraft(comments: number): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  for (let number = 1; number <= comments; number += 1) await forum.comment("member", { id: uuid(number) });
  return forum;
}

const own = (forum: TestForum, actor: Actor, size = 10): Promise<OwnAnnotation[]> =>
  getOwnAnnotations(forum.context, actor, { size }, null);

const idsFor = async (forum: TestForum, actor: Actor): Promise<string[]> =>
  (await own(forum, actor)).map(({ id }) => id);

test("refuses the public", async () => {
  await expect(own(await openWithDraft(1), asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
});

test("lists only the reader's own comments, the latest first", async () => {
  const forum = await openWithDraft(2);
  await forum.comment("colleague", { id: uuid(9) });
  expect(await idsFor(forum, member)).toEqual([uuid(2), uuid(1)]);
});

test("lists no more comments than asked for", async () => {
  expect((await own(await openWithDraft(3), member, 2)).map(({ id }) => id)).toEqual([uuid(3), uuid(2)]);
});

test("leaves out withdrawn comments", async () => {
  const forum = await openWithDraft(2);
  await withdrawAnnotation(forum.context, member, { annotation: uuid(1), reason: "" });
  expect(await idsFor(forum, member)).toEqual([uuid(2)]);
});

test("leaves out drafts that are closed to their author since their address was replaced", async () => {
  const forum = await openWithDraft(1);
  await forum.comment("member", { id: uuid(7), visibility: "private" });
  await forum.comment("member", { id: uuid(8) });
  const heldBefore = "2099-01-01T00:00:00.000Z";
  expect(await idsFor(forum, { ...member, heldBefore })).toEqual([uuid(8), uuid(1)]);
});

test("names the document and the draft of a comment", async () => {
  expect(await own(await openWithDraft(1), member)).toMatchObject([
    {
      document: { id: "opinion-5", title: "Opinion 5" },
      madeOn: { address: "opinion-5@1", label: "Draft 1" },
      later: null,
    },
  ]);
});

test("shows the outcome of the current decision", async () => {
  const forum = await openWithDraft(2);
  const decision = { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null } as const;
  await decideAnnotation(forum.context, secretariat, { annotation: uuid(1), ...decision });
  expect((await own(forum, member)).map(({ outcome }) => outcome)).toEqual([null, "accepted"]);
});

test("places a comment in the latest draft", async () => {
  const forum = await openDrafts();
  await commentOn(forum, rewritten);
  expect(await own(forum, member)).toMatchObject([
    { later: { address: "opinion-5@3", label: "Draft 3", placement: { state: "approximate", settled: null } } },
  ]);
});

test("shows the proposed text of a proposal without a comment", async () => {
  const forum = await openWithDraft(0);
  const content = [{ type: "text", text: "that all take part" }];
  await forum.comment("member", {
    ...{ kind: "proposal", type: "technical", text: "" },
    targets: [{ kind: "clause", clause: "considering-a" }],
    operations: [
      { kind: "insert", after: "considering-a", clause: { kind: "recital", label: null, depth: 1, content } },
    ],
  });
  expect(await own(forum, member)).toMatchObject([{ text: "that all take part" }]);
});
