import { compareThree } from "../../../server/services/comparison/compare-three.ts";
import { asActor, firstDraft, openForum } from "../../support/forum.ts";

const fully = firstDraft.replace("are able to", "are fully able to");
const barely = firstDraft.replace("are able to", "are barely able to").replace("far away", "very far away");

test("who may not read one of the three is told nothing of any", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", fully);
  const asked = { base: "opinion-5@1", revised: "opinion-5@2", other: await forum.prepare("3", barely) };
  await expect(compareThree(forum.context, asActor("member"), asked)).rejects.toMatchObject({ code: "not-found" });
  await expect(compareThree(forum.context, asActor("chair"), asked)).resolves.toBeDefined();
});

test("two drafts made of one contradict each other in one recital and not in another", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", fully);
  await forum.publish("3", barely);
  const asked = { base: "opinion-5@1", revised: "opinion-5@2", other: "opinion-5@3" };
  const { rows, stats, other } = await compareThree(forum.context, asActor("public"), asked);
  expect(other.version.address).toBe("opinion-5@3");
  expect(stats).toMatchObject({ conflict: 1, other: 1, revised: 0, apart: 0, agreed: 0 });
  expect(rows.filter(({ outcome }) => outcome !== "unchanged").map(({ base, outcome }) => [base, outcome])).toEqual([
    [["considering-b"], "conflict"],
    [["considering-c"], "other"],
  ]);
});
