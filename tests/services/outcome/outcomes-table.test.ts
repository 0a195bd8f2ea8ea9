import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getDocumentOutcomes, getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";
import {
  commentOn,
  deletedText,
  drafts,
  giveUp,
  openDrafts,
  rewritten,
  second,
  third,
  words,
} from "../../support/settled-drafts.ts";

/** Text of a clause that the second draft deletes. Nothing in that draft is similar. */
const chapter = "a yearly report on cables is sent to the council";
/** Opens a forum with two drafts. The second deletes that clause and another one, which is similar to a clause it has. */
async function openGone(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", `${drafts[0] ?? ""}\n*invites*\n\n1 that ${chapter}.\n`);
  await forum.publish("2", drafts[1] ?? "");
  return forum;
}

describe("getOutcomes", () => {
  test("rejects the public in a closed forum", async () => {
    const forum = await openForum({ audience: "participants" });
    await forum.publish("1", drafts[0] ?? "");
    const refused = getOutcomes(forum.context, asActor("public"), { version: "opinion-5@1", waiting: false }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("lists every earlier annotation with its placement, and candidate places for uncertain ones", async () => {
    const forum = await openDrafts();
    await commentOn(forum, "transit");
    await commentOn(forum, rewritten);
    await commentOn(forum, deletedText);
    await forum.comment("member", { version: second });
    const outcomes = await getOutcomes(forum.context, asActor("public"), { version: second, waiting: false }, null);
    expect(outcomes.entries.map(({ placement, waiting }) => [placement.state, waiting])).toEqual([
      ["exact", false],
      ["approximate", true],
      ["orphan", true],
    ]);
    expect(outcomes.counts).toMatchObject({ exact: 1, approximate: 1, orphan: 1, shifted: 0 });
    expect(outcomes.waiting).toBe(2);
    expect(outcomes.entries.map(({ candidates }) => candidates.length > 0)).toEqual([false, true, true]);
  });

  test("separates comments that are rightly gone from those that need a decision", async () => {
    const forum = await openGone();
    const gone = await commentOn(forum, chapter);
    await commentOn(forum, deletedText);
    const outcomes = await getOutcomes(forum.context, asActor("public"), { version: second, waiting: false }, null);
    expect(outcomes.counts.orphan).toBe(2);
    expect([outcomes.gone, outcomes.waiting]).toEqual([1, 1]);
    expect(
      outcomes.entries.map(({ placement, waiting, candidates }) => [placement.gone, waiting, candidates.length > 0]),
    ).toEqual([
      [undefined, true, true],
      [true, false, false],
    ]);
    const input = { version: second, waiting: false, gone: true };
    const { entries } = await getOutcomes(forum.context, asActor("public"), input, null);
    expect(entries.map(({ annotation }) => annotation.id)).toEqual([gone]);
    const { rows } = await getDocumentOutcomes(forum.context, asActor("public"), { document: "opinion-5" }, null);
    expect(rows.map(({ cells }) => cells.map(({ gone: isGone }) => isGone))).toEqual([
      [undefined, undefined],
      [undefined, true],
    ]);
  });

  test("counts no other people's drafts as rightly gone", async () => {
    const forum = await openGone();
    await commentOn(forum, chapter, { visibility: "organisation" });
    const goneFor = async (who: string): Promise<number> =>
      (await getOutcomes(forum.context, asActor(who), { version: second, waiting: false, gone: true }, null)).gone;
    expect([await goneFor("secretariat"), await goneFor("public"), await goneFor("colleague")]).toEqual([0, 0, 1]);
  });

  test("lets a person place a comment that is rightly gone", async () => {
    const forum = await openGone();
    const annotation = await commentOn(forum, chapter);
    const place = { annotation, version: second, revision: 0, reason: "" };
    const targets = [await words(forum, second, "small networks")];
    const placed = await settlePlace(forum.context, asActor("member"), { ...place, kind: "re-anchored", targets });
    expect(placed.placement).toMatchObject({ state: "text-changed", settled: { computed: { state: "orphan" } } });
    const { gone, waiting } = await getOutcomes(
      forum.context,
      asActor("public"),
      { version: second, waiting: false },
      null,
    );
    expect([gone, waiting]).toEqual([0, 0]);
  });

  test("does not count a comment as rightly gone once a person left it unplaced", async () => {
    const forum = await openGone();
    const annotation = await commentOn(forum, chapter);
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    const { gone, entries } = await getOutcomes(
      forum.context,
      asActor("public"),
      { version: second, waiting: false },
      null,
    );
    expect([gone, entries[0]?.placement.gone]).toEqual([0, undefined]);
  });

  test("filters by state or by waiting without changing the counts", async () => {
    const forum = await openDrafts();
    await commentOn(forum, "transit");
    const lost = await commentOn(forum, deletedText);
    const input = { version: second, waiting: false };
    const orphans = await getOutcomes(forum.context, asActor("public"), { ...input, states: ["orphan"] }, null);
    expect(orphans.entries.map(({ annotation }) => annotation.id)).toEqual([lost]);
    expect(orphans.counts.exact).toBe(1);
    await settlePlace(forum.context, asActor("member"), { annotation: lost, version: second, ...giveUp });
    const waiting = await getOutcomes(forum.context, asActor("public"), { ...input, waiting: true }, null);
    expect(waiting.entries).toEqual([]);
  });

  test("omits other people's drafts and withdrawn comments, even from the counts", async () => {
    const forum = await openDrafts();
    await commentOn(forum, deletedText, { visibility: "organisation" });
    const annotation = await commentOn(forum, deletedText);
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const stranger = await getOutcomes(
      forum.context,
      asActor("secretariat"),
      { version: second, waiting: false },
      null,
    );
    expect(stranger).toMatchObject({ entries: [], waiting: 0, counts: { orphan: 0 } });
    const colleague = await getOutcomes(forum.context, asActor("colleague"), { version: second, waiting: false }, null);
    expect(colleague.waiting).toBe(1);
  });
});

describe("getDocumentOutcomes", () => {
  test("rejects the public in a closed forum", async () => {
    const forum = await openForum({ audience: "participants" });
    const refused = getDocumentOutcomes(forum.context, asActor("public"), { document: "opinion-5" }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("lists annotations by draft, starting with the draft each was made on", async () => {
    const forum = await openDrafts();
    const annotation = await commentOn(forum, deletedText);
    await settlePlace(forum.context, asActor("member"), { annotation, version: second, ...giveUp });
    await forum.comment("other", { version: second });
    const { versions, rows } = await getDocumentOutcomes(
      forum.context,
      asActor("public"),
      { document: "opinion-5" },
      null,
    );
    expect(versions.map(({ address }) => address)).toEqual(["opinion-5@1", second, third]);
    expect(rows.map(({ cells }) => cells.map(({ versionId, state, settled }) => [versionId, state, settled]))).toEqual([
      [
        ["version-2", "exact", null],
        ["version-3", "exact", null],
      ],
      [
        ["version-1", "exact", null],
        ["version-2", "orphan", "given-up"],
        ["version-3", "orphan", "given-up"],
      ],
    ]);
  });

  test("follows the order of the text with the clauses of today, then the whole document, then unplaced comments", async () => {
    const forum = await openGone();
    await commentOn(forum, chapter);
    await forum.comment("member");
    await commentOn(forum, rewritten);
    await commentOn(forum, "transit");
    const input = { document: "opinion-5" };
    const { rows } = await getDocumentOutcomes(forum.context, asActor("public"), input, null);
    const clauses = ["considering a)", null, "considering c)", "invites"];
    expect(rows.map(({ clause }) => clause)).toEqual(clauses);
    const { entries } = await getOutcomes(forum.context, asActor("public"), { version: second, waiting: false }, null);
    expect(entries.map(({ clause }) => clause)).toEqual(clauses);
  });

  test("is empty for a document without drafts, and not found for an unknown one", async () => {
    const forum = await openForum();
    const empty = await getDocumentOutcomes(forum.context, asActor("public"), { document: "opinion-5" }, null);
    expect(empty).toEqual({ versions: [], rows: [] });
    const unknown = getDocumentOutcomes(forum.context, asActor("public"), { document: "x" }, null);
    await expect(unknown).rejects.toMatchObject({ code: "not-found" });
  });
});
