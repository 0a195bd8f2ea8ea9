import { submitDrafts } from "../../../server/services/annotations/annotation.ts";
import { asActor, firstDraft, openForum, uuid } from "../../support/forum.ts";

test("refuses the public", async () => {
  const { context } = await openForum();
  const sent = submitDrafts(context, asActor("public"), { annotations: [uuid(1)] });
  await expect(sent).rejects.toMatchObject({ code: "not-signed-in" });
});

test("submits each draft, and refuses another person's alone", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", { id: uuid(1), visibility: "private" });
  await forum.comment("colleague", { id: uuid(2), visibility: "private" });
  await forum.comment("member", { id: uuid(3), visibility: "private" });
  const annotations = [uuid(1), uuid(2), uuid(3)];
  expect(await submitDrafts(forum.context, asActor("member"), { annotations })).toEqual([
    { annotation: uuid(1), visibility: "submitted", problem: null },
    { annotation: uuid(2), visibility: null, problem: "not-found" },
    { annotation: uuid(3), visibility: "submitted", problem: null },
  ]);
});
