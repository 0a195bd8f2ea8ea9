import fc from "fast-check";
import { byCreation } from "../../../server/core/discuss/annotation.ts";
import type { PlacedAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import type { Target } from "../../../server/core/discuss/target.ts";
import {
  getAnnotationCounts,
  getAnnotationPage,
  getAnnotations,
} from "../../../server/services/annotations/annotation-pages.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { addLink } from "../../../server/services/comparison/link.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { KeptDiscussions } from "../../../server/services/kernel/kept-discussions.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { openDrafts, replaceFew, words } from "../../support/annotated-drafts.ts";
import { asActor, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const version = "opinion-5@1";
const clauses = ["considering-a", "considering-b", "considering-c", "is-of-the-view-1", "is-of-the-view-2"];
type Query = Omit<Parameters<typeof getAnnotationPage>[2], "version" | "limit">;

/** Reads all pages of a list, and returns its ids. */
async function idsOnPages(
  context: Context,
  who: string,
  { version: named = version, limit = 100, ...query }: Query & { version?: string; limit?: number } = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const input = { version: named, limit, ...query, ...(after !== undefined && { after }) };
    const page = await getAnnotationPage(context, asActor(who), input, null);
    expect(page.annotations.length).toBeLessThanOrEqual(limit);
    ids.push(...page.annotations.map(({ annotation }) => annotation.id));
    if (page.next === null) return ids;
    after = page.next;
  }
}

/** Reads everything from the store again. */
function readAnew(context: Context, who: string, named: string): Promise<PlacedAnnotation[]> {
  const fresh = { ...context, discussions: new KeptDiscussions() };
  return getAnnotations(fresh, asActor(who), { version: named }, null);
}

const on = (clause: string): Target[] => [{ kind: "clause", clause }];

test("a page of ids has those annotations, and those of replies that the reader may see", async () => {
  const forum = await openDrafts();
  for (const number of [1, 2, 3]) await forum.comment("member", { id: uuid(number) });
  await forum.comment("member", { id: uuid(4), visibility: "organisation" });
  const answer = { text: "Agreed.", position: null } as const;
  await createReply(forum.context, asActor("other"), { annotation: uuid(2), id: uuid(20), ...answer });
  // A colleague's reply to a draft stays closed to others after the draft is submitted.
  await createReply(forum.context, asActor("colleague"), { annotation: uuid(4), id: uuid(40), ...answer });
  const revision = await forum.revision(uuid(4));
  await editAnnotation(forum.context, asActor("member"), { annotation: uuid(4), revision, visibility: "submitted" });
  const ids = [uuid(1), uuid(20), uuid(40), uuid(99)];
  expect(await idsOnPages(forum.context, "other", { ids })).toEqual([uuid(1), uuid(2)]);
  expect(await idsOnPages(forum.context, "member", { ids })).toEqual([uuid(1), uuid(2), uuid(4)]);
});

test("a proposal has its redline on every draft, a comment has none, and a withdrawn one only for those who may read it", async () => {
  const forum = await openDrafts();
  await forum.comment("member", { id: uuid(1) });
  await forum.comment("member", { id: uuid(2), ...replaceFew });
  await forum.publish("2", secondDraft);
  const redlines = async (who: string): Promise<unknown[]> => {
    const page = await getAnnotationPage(forum.context, asActor(who), { version: "opinion-5@2", limit: 100 }, null);
    return page.annotations.map(({ proposed }) =>
      proposed?.clauses.map(({ clause, segments }) => [clause, segments.map(({ kind }) => kind)]),
    );
  };
  const shown = [["considering-b", ["kept", "deleted", "inserted", "kept"]]];
  expect(await redlines("public")).toEqual([undefined, shown]);
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: uuid(2), reason: "Settled." });
  expect(await redlines("public")).toEqual([undefined, undefined]);
  expect(await redlines("member")).toEqual([undefined, shown]);
});

test("rejects a page and counts for the public in a closed forum", async () => {
  const forum = await openDrafts();
  await forum.context.store.transact(async (writer) => {
    const [kept] = await writer.list("forum");
    if (!kept) throw new Error("No forum");
    await writer.put("forum", { ...kept, audience: "participants" });
    const subject = { collection: "forum", id: kept.id } as const;
    const by = { at: "2013-02-06T09:00:00.000Z", actor: null, onBehalfOf: null, documentId: null };
    await writer.append({ ...by, kind: "forum-changed", subject, before: kept, after: null });
  });
  const refused = { code: "not-signed-in" };
  const publicly = asActor("public");
  await expect(getAnnotationPage(forum.context, publicly, { version, limit: 1 }, null)).rejects.toMatchObject(refused);
  await expect(getAnnotationCounts(forum.context, publicly, { version }, null)).rejects.toMatchObject(refused);
});

test("hides a private draft and a blind submission in every page and count", async () => {
  const forum = await openDrafts();
  const draft = await forum.comment("member", { visibility: "private", targets: on("considering-a") });
  const terms = { opensAt: "2013-01-01T00:00:00Z", closesAt: "2014-01-01T00:00:00Z", blind: true, revision: 0 };
  await setConsultation(forum.context, asActor("secretariat"), { version, ...terms });
  const blind = await forum.comment("member", { targets: on("considering-b") });
  const hidden = [draft.annotation.id, blind.annotation.id];
  const nothing = { total: 0, open: { text: 0, general: 0, unplaced: 0 }, clauses: [] };
  for (const query of [{}, { annotation: hidden[0] }, { annotation: hidden[1] }, { list: "drafts" as const }]) {
    expect(await idsOnPages(forum.context, "other", query)).toEqual([]);
  }
  expect(await getAnnotationCounts(forum.context, asActor("other"), { version }, null)).toEqual(nothing);
  expect(await idsOnPages(forum.context, "member")).toEqual(hidden);
  expect(await idsOnPages(forum.context, "member", { list: "drafts" })).toEqual([draft.annotation.id]);
});

test("takes a page from the clauses, the list or the annotation that it names", async () => {
  const forum = await openDrafts();
  const ids: string[] = [];
  for (const targets of [on("considering-c"), on("considering-a"), [{ kind: "document" } as const]])
    ids.push((await forum.comment("member", { targets })).annotation.id);
  const [late, early, general] = ids;
  const from = { from: "considering-b", to: "considering-c" };
  expect(await idsOnPages(forum.context, "public")).toEqual([early, late, general]);
  expect(await idsOnPages(forum.context, "public", from)).toEqual([late]);
  expect(await idsOnPages(forum.context, "public", { to: "considering-b" })).toEqual([early]);
  expect(await idsOnPages(forum.context, "public", { from: "considering-b" })).toEqual([late]);
  expect(await idsOnPages(forum.context, "public", { list: "general" })).toEqual([general]);
  expect(await idsOnPages(forum.context, "public", { annotation: early })).toEqual([early]);
});

test("names a clause that the version does not have", async () => {
  const { context } = await openDrafts();
  const input = { version, limit: 1, from: "considering-z" };
  await expect(getAnnotationPage(context, asActor("public"), input, null)).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ code: "clause-unknown", params: { clause: "considering-z" } }],
  });
});

test("goes on after a page when comments were added before and after it", async () => {
  const forum = await openDrafts();
  const add = async (clause: string): Promise<string> =>
    (await forum.comment("member", { targets: on(clause) })).annotation.id;
  const [first, second] = [await add("considering-b"), await add("is-of-the-view-1")];
  const page = await getAnnotationPage(forum.context, asActor("public"), { version, limit: 1 }, null);
  await add("considering-a");
  const [later, last] = [await add("considering-c"), await add("is-of-the-view-2")];
  expect(page.annotations.map(({ annotation }) => annotation.id)).toEqual([first]);
  expect(await idsOnPages(forum.context, "public", { after: page.next ?? "", limit: 2 })).toEqual([
    later,
    second,
    last,
  ]);
});

/** One step in the life of a forum. `at` chooses the clause and the annotation. */
type Step = { kind: "comment" | "draft" | "propose" | "move" | "reply" | "withdraw" | "publish" | "link"; at: number };

async function take(forum: TestForum, made: string[], { kind, at }: Step): Promise<void> {
  const { context } = forum;
  const targets = on(clauses[at % clauses.length] ?? "");
  const [annotation = "", author] = [made[at % made.length], asActor("member")];
  switch (kind) {
    case "comment":
    case "draft":
      made.push(
        (await forum.comment("member", { targets, visibility: kind === "draft" ? "private" : "submitted" })).annotation
          .id,
      );
      return;
    case "propose":
      made.push((await forum.comment("member", { ...replaceFew, targets: [words("few", 5)] })).annotation.id);
      return;
    case "move": {
      const revision = await forum.revision(annotation);
      await editAnnotation(context, author, { annotation, revision, targets });
      return;
    }
    case "reply":
      await createReply(context, author, { annotation, id: uuid(9000 + at), text: "Yes.", position: "support" });
      return;
    case "withdraw":
      await withdrawAnnotation(context, author, { annotation, reason: "" });
      return;
    case "publish":
      await forum.publish("2", secondDraft);
      return;
    case "link": {
      const link = {
        id: uuid(9500 + at),
        baseClause: "considering-c",
        revisedClause: "considering-b",
        reason: "Same.",
      };
      await addLink(context, asActor("secretariat"), { base: version, revised: "opinion-5@2", ...link });
    }
  }
}

test("all pages together are the whole list, for any limit and after any events", async () => {
  const kinds = ["comment", "draft", "propose", "move", "reply", "withdraw", "publish", "link"] as const;
  const step: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(99) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), async (steps, limit) => {
      const forum = await openDrafts();
      const { context } = forum;
      const made: string[] = [];
      for (const one of steps) {
        // A step that is not possible, such as publishing twice, changes nothing.
        await take(forum, made, one).catch(() => undefined);
        // Read after every step, so that the list follows the events instead of being read again.
        await idsOnPages(context, "member", { limit });
      }
      for (const named of [version, "opinion-5@2"]) {
        if (named !== version && !steps.some(({ kind }) => kind === "publish")) continue;
        for (const who of ["member", "public"]) {
          const all = await readAnew(context, who, named);
          const ids = await idsOnPages(context, who, { version: named, limit });
          const whole = await getAnnotations(context, asActor(who), { version: named }, null);
          expect(whole).toEqual(all);
          expect(new Set(ids).size).toBe(ids.length);
          expect([...ids].sort()).toEqual(all.map(({ annotation }) => annotation.id).sort());
          const counts = await getAnnotationCounts(context, asActor(who), { version: named }, null);
          expect(counts.total).toBe(all.length);
          for (const { clause, count } of counts.clauses) {
            const here = await idsOnPages(context, who, { version: named, limit, from: clause, to: clause });
            expect(here).toHaveLength(count);
          }
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("the whole list is in chronological order", async () => {
  const forum = await openDrafts();
  for (const clause of ["is-of-the-view-1", "considering-a", "considering-b"])
    await forum.comment("member", { targets: on(clause) });
  const all = await getAnnotations(forum.context, asActor("public"), { version }, null);
  const annotations = all.map(({ annotation }) => annotation);
  expect(annotations).toEqual([...annotations].sort(byCreation));
});
