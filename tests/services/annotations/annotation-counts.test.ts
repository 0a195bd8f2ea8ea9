import fc from "fast-check";
import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { countAnnotations } from "../../../server/services/annotations/annotation-counts.ts";
import {
  getAnnotationCounts,
  getAnnotationPage,
  getAnnotations,
} from "../../../server/services/annotations/annotation-pages.ts";
import { getDocument } from "../../../server/services/forum/document.ts";
import type { PlacedThread } from "../../../server/services/kernel/kept-discussions.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { openDrafts } from "../../support/annotated-drafts.ts";
import { countReads } from "../../support/counted-reads.ts";
import { asActor, openForum, firstDraft, secondDraft, type TestForum, uuid } from "../../support/forum.ts";
import { organisations, participants } from "../../support/people.ts";

const document = "opinion-5";
const secretariat = asActor("secretariat");
const circle = uuid(50);

/** South has taken over Registry. */
const southerner: Actor = { participantId: "other", organisationId: "south", role: "member", absorbed: ["registry"] };
const readers: readonly Actor[] = [
  ...["public", "observer", "other", "colleague", "coordinator", "member", "chair", "secretariat"].map(asActor),
  southerner,
];

const south: SpeakingOrganisation = { id: "south", name: "South", shortName: "South", group: "member-state" };
const speaking: readonly SpeakingOrganisation[] = [...organisations, south];
const some = fc.subarray([...speaking], { maxLength: 2 });

/** What decides who may see an annotation, and where it is counted. */
const made = fc.record({
  round: fc.constantFrom(1, 2),
  clause: fc.constantFrom("considering-a", "considering-b", "is-of-the-view-1", null),
  author: fc.constantFrom(...participants.map(({ id }) => id)),
  organisation: fc.option(fc.constantFrom(...speaking)),
  jointly: some,
  awaiting: some,
  visibility: fc.constantFrom("submitted", "submitted", "private", "organisation", "circle", "clearance"),
  standing: fc.constantFrom("open", "open", "withdrawn"),
  kind: fc.constantFrom("comment", "proposal"),
} as const);
type Made = typeof made extends fc.Arbitrary<infer Value> ? Value : never;

/** A forum whose drafts have these annotations, and blind consultations on some of the drafts. */
async function forumWith(all: readonly Made[], blind: readonly number[]): Promise<TestForum> {
  const forum = await openDrafts(2);
  const { context } = forum;
  await makeCircle(context, secretariat, { id: circle, name: "Coast", organisationIds: ["north", "registry"] });
  const terms = { opensAt: "2013-01-01T00:00:00Z", closesAt: "2014-01-01T00:00:00Z", blind: true, revision: 0 };
  for (const round of blind)
    await setConsultation(context, secretariat, { version: `opinion-5@${String(round)}`, ...terms });
  const template = (await forum.comment("member")).annotation;
  const ids = new Map<number, string>();
  for (const { id, address } of (await getDocument(context, secretariat, { document })).versions)
    ids.set(Number(address.slice(-1)), id);
  await context.store.transact(async (writer) => {
    for (const [number, one] of all.entries()) {
      const { author, organisation, jointly, awaiting, visibility, standing, kind } = one;
      const speaker = { ...template.speaker, participantId: author, organisation, jointly, awaiting };
      const target =
        one.clause === null ? ({ kind: "document" } as const) : { kind: "clause" as const, clause: one.clause };
      const after: Annotation = {
        ...{ ...template, id: uuid(1000 + number), versionId: ids.get(one.round) ?? "", speaker, targets: [target] },
        ...{ visibility, standing, kind, circleId: visibility === "circle" ? circle : null },
      };
      const event = { at: after.createdAt, actor: author, onBehalfOf: null, documentId: document, before: null };
      await writer.put("annotations", after);
      const subject = { collection: "annotations", id: after.id } as const;
      await writer.append({ ...event, kind: "annotation-created", subject, after });
    }
  });
  return forum;
}

test("counts for every reader what a list of all shows them, whatever is blind", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { maxLength: 12 }), fc.subarray([1, 2]), async (all, blind) => {
      const { context } = await forumWith(all, blind);
      for (const reader of readers) {
        const listed = (await getDocument(context, reader, { document })).versions;
        for (const { address, annotationCount } of listed) {
          const shown = await getAnnotations(context, reader, { version: address }, null);
          const isOpen = ({ annotation }: (typeof shown)[number]): boolean => annotation.standing === "open";
          const counted = shown.filter(
            (one) => one.madeOn === address && isOpen(one) && one.annotation.visibility === "submitted",
          );
          expect(annotationCount).toBe(counted.length);
          const counts = await getAnnotationCounts(context, reader, { version: address }, null);
          expect(counts.total).toBe(shown.length);
          for (const list of ["text", "general", "unplaced"] as const) {
            const page = await getAnnotationPage(context, reader, { version: address, list, limit: 100 }, null);
            expect(counts.open[list]).toBe(page.annotations.filter(isOpen).length);
          }
          for (const { clause, count, open } of counts.clauses) {
            const here = { version: address, from: clause, to: clause, limit: 100 };
            const { annotations } = await getAnnotationPage(context, reader, here, null);
            const openOf = (kind: string): number =>
              annotations.filter((one) => isOpen(one) && one.annotation.kind === kind).length;
            expect([count, open]).toEqual([
              annotations.length,
              { comment: openOf("comment"), proposal: openOf("proposal") },
            ]);
          }
        }
      }
    }),
    { numRuns: 25 },
  );
});

/** Opens a forum in a blind consultation with comments by a member and others, and returns the rows read for its list. */
async function rowsOfList(comments: number): Promise<number> {
  const counted = countReads(openMemoryStore());
  const forum = await openForum({}, counted.store);
  for (const [round, text] of [firstDraft, secondDraft].entries()) await forum.publish(String(round + 1), text);
  const terms = { opensAt: "2013-01-01T00:00:00Z", closesAt: "2014-01-01T00:00:00Z", blind: true, revision: 0 };
  await setConsultation(forum.context, secretariat, { version: "opinion-5@1", ...terms });
  for (let number = 0; number < comments; number += 1) await forum.comment(number % 2 ? "member" : "colleague");
  counted.count();
  const { versions } = await getDocument(forum.context, asActor("member"), { document });
  expect(versions.map(({ annotationCount }) => annotationCount)).toContain(comments);
  return counted.count();
}

test("the number in a list of drafts reads no comments in a blind consultation", async () => {
  expect(await rowsOfList(30)).toBe(await rowsOfList(4));
});

/** Places 50 threads, every other one submitted and the first three by the member, and tells which of them are read. */
async function watchedThreads(): Promise<{ placed: PlacedThread[]; read: Set<string> }> {
  const { annotation } = await (await openDrafts()).comment("member");
  const read = new Set<string>();
  const placed = Array.from({ length: 50 }, (_, number) => {
    const id = String(number);
    const speaker = { ...annotation.speaker, participantId: number < 3 ? "member" : "other", organisation: null };
    const visibility = number % 2 ? "submitted" : "private";
    const thread = { annotation: { ...annotation, id, speaker, visibility } };
    return {
      clause: 0,
      offset: 0,
      time: 0,
      id,
      get thread() {
        read.add(id);
        return thread;
      },
    } as PlacedThread;
  });
  return { placed, read };
}

test("asks only of a reader's own threads whether they may know them", async () => {
  const { placed } = await watchedThreads();
  const asked: string[] = [];
  const isKnown = ({ id }: PlacedThread): boolean => asked.push(id) > 0;
  const text = { clauses: [] };
  const keys = ["person member"];
  expect(countAnnotations(text, placed, { isKnown, knowsSubmittedOn: () => false, keys }).total).toBe(3);
  expect(countAnnotations(text, placed, { isKnown, knowsSubmittedOn: () => true, keys }).total).toBe(25 + 2);
  expect(asked).toEqual(["0", "1", "2", "0", "2"]);
});

test("reads no submitted thread again to count for its author", async () => {
  const { placed, read } = await watchedThreads();
  const reader = { isKnown: () => true, knowsSubmittedOn: () => true, keys: ["person member"] };
  const first = countAnnotations({ clauses: [] }, placed, reader);
  read.clear();
  expect(countAnnotations({ clauses: [] }, placed, reader)).toEqual(first);
  expect([...read]).toEqual(["0", "2"]);
});
