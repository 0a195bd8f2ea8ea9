import { redlineOf } from "../../../server/core/compare/redline.ts";
import { compareVersions } from "../../../server/services/comparison/compare-versions.ts";
import { getRedline } from "../../../server/services/comparison/get-redline.ts";
import { asActor, firstDraft, openForum, secondDraft } from "../../support/forum.ts";

const pair = { base: "opinion-5@1", revised: "opinion-5@2" };

test("who may not read one of the two gets no row", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const revised = await forum.prepare("2", secondDraft);
  const asked = { base: "opinion-5@1", revised, from: 0, limit: 1 };
  await expect(getRedline(forum.context, asActor("member"), asked)).rejects.toMatchObject({ code: "not-found" });
});

test("the parts of a redline, put together, are the redline of the comparison", async () => {
  const forum = await openForum();
  const { context } = forum;
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const { base, revised, comparison } = await compareVersions(context, asActor("public"), pair);
  const whole = redlineOf(base.text, revised.text, comparison);
  const rows = [];
  for (let from: number | null = 0; from !== null;) {
    const part: Awaited<ReturnType<typeof getRedline>> = await getRedline(context, asActor("public"), {
      ...pair,
      from,
      limit: 2,
    });
    expect(part.total).toBe(whole.length);
    rows.push(...part.rows);
    from = part.next;
  }
  expect(rows).toEqual(whole);
});
