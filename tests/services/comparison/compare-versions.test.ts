import { compare } from "../../../server/core/compare/compare.ts";
import { BoundedCache } from "../../../server/services/kernel/bounded-cache.ts";
import { compareVersions } from "../../../server/services/comparison/compare-versions.ts";
import { getLibrary } from "../../../server/services/forum/get-library.ts";
import { asActor, firstDraft, openForum, secondDraft } from "../../support/forum.ts";

const pair = { base: "opinion-5@1", revised: "opinion-5@2" };

test("who may not read one of the two may not compare them", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const revised = await forum.prepare("2", secondDraft);
  const refused = compareVersions(forum.context, asActor("member"), { base: "opinion-5@1", revised });
  await expect(refused).rejects.toMatchObject({ code: "not-found" });
  await expect(
    compareVersions(forum.context, asActor("chair"), { base: "opinion-5@1", revised }),
  ).resolves.toBeDefined();
});

test("two versions are compared with their texts, either way round", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const there = await compareVersions(forum.context, asActor("public"), pair);
  expect(there.comparison).toEqual(compare(there.base.text, there.revised.text));
  expect(there.comparison.stats.words).toMatchObject({ inserted: 1, deleted: 6 });
  const back = await compareVersions(forum.context, asActor("public"), { base: pair.revised, revised: pair.base });
  expect(back.comparison.stats.words).toMatchObject({ inserted: 6, deleted: 1 });
  expect(back.base.version.address).toBe("opinion-5@2");
});

test("the same two texts are compared once", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const again = { ...forum.context, compare: () => Promise.reject(new Error("compared again")) };
  await compareVersions(forum.context, asActor("public"), pair);
  await expect(compareVersions(again, asActor("public"), pair)).resolves.toBeDefined();
});

test("the library tells how much changed without comparing again, also where comparisons are not kept that long", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const listed = await getLibrary(forum.context, asActor("public"));
  const again = {
    ...forum.context,
    comparisons: new BoundedCache<never>(0),
    compare: () => Promise.reject(new Error("compared again")),
  };
  await expect(getLibrary(again, asActor("public"))).resolves.toEqual(listed);
});
