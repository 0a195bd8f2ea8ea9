import type { NewAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { eraseAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getEarlierWordings } from "../../../server/services/annotations/present-annotation.ts";
import { asActor, type TestForum } from "../../support/forum.ts";
import { openDrafts, replaceFew, words } from "../../support/annotated-drafts.ts";

describe("getEarlierWordings", () => {
  /** Creates an annotation and its edits, in order, all by one author. Each wording has its own visibility. */
  async function edited(
    forum: TestForum,
    [first, ...later]: readonly [NewAnnotation["visibility"], string][],
  ): Promise<string> {
    const [visibility, text] = first ?? ["submitted", ""];
    const { annotation } = await forum.comment("member", { visibility, text });
    for (const [visibility, text] of later) {
      const revision = await forum.revision(annotation.id);
      await editAnnotation(forum.context, asActor("member"), { annotation: annotation.id, revision, visibility, text });
    }
    return annotation.id;
  }
  const earlierTexts = async ({ context }: TestForum, who: string, annotation: string): Promise<string[]> =>
    (await getEarlierWordings(context, asActor(who), { annotation })).map(({ text }) => text);

  test("hides the earlier text of an annotation the reader may not see", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { visibility: "private" });
    const refused = getEarlierWordings(forum.context, asActor("colleague"), { annotation: annotation.id });
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });

  test("shows earlier draft text to its readers at the time, and submitted text to everyone", async () => {
    const forum = await openDrafts();
    const annotation = await edited(forum, [
      ["private", "To myself."],
      ["organisation", "Among us."],
      ["submitted", "To all."],
      ["submitted", "To all, but better."],
    ]);
    expect(await earlierTexts(forum, "member", annotation)).toEqual(["To myself.", "Among us.", "To all."]);
    expect(await earlierTexts(forum, "colleague", annotation)).toEqual(["Among us.", "To all."]);
    expect(await earlierTexts(forum, "public", annotation)).toEqual(["To all."]);
  });

  test("records no earlier text if the same text is submitted", async () => {
    const forum = await openDrafts();
    const annotation = await edited(forum, [
      ["organisation", "The same."],
      ["submitted", "The same."],
    ]);
    expect(await earlierTexts(forum, "member", annotation)).toEqual([]);
  });

  test("keeps a proposal's earlier operations with its text", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", replaceFew);
    const edit = { annotation: annotation.id, revision: annotation.revision, text: "Because." };
    await editAnnotation(forum.context, asActor("member"), {
      ...edit,
      operations: [{ kind: "delete", clause: "considering-b" }],
    });
    const [before, ...others] = await getEarlierWordings(forum.context, asActor("public"), {
      annotation: annotation.id,
    });
    expect(before).toMatchObject({ text: "", operations: replaceFew.operations });
    expect(others).toEqual([]);
  });

  test("keeps the earlier targets", async () => {
    const forum = await openDrafts();
    const { annotation } = await forum.comment("member", { targets: [words("few", 5)] });
    const edit = { annotation: annotation.id, revision: annotation.revision };
    await editAnnotation(forum.context, asActor("member"), { ...edit, targets: [words("few are able", 5)] });
    const earlier = await getEarlierWordings(forum.context, asActor("public"), { annotation: annotation.id });
    expect(earlier).toMatchObject([{ text: "A remark.", targets: [{ quote: { exact: "few" } }] }]);
  });

  test("withdrawal hides earlier text from others, and erasure removes it", async () => {
    const forum = await openDrafts();
    const annotation = await edited(forum, [
      ["submitted", "Rash words."],
      ["submitted", "Calm words."],
    ]);
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    expect(await earlierTexts(forum, "public", annotation)).toEqual([]);
    expect(await earlierTexts(forum, "member", annotation)).toEqual(["Rash words."]);
    await eraseAnnotation(forum.context, asActor("secretariat"), { annotation, reason: "A court says so." });
    expect(await earlierTexts(forum, "member", annotation)).toEqual([]);
  });
});
