import { getEvents } from "../../../server/services/forum/events.ts";
import { getNotifications } from "../../../server/services/inbox/notifications.ts";
import {
  callOffConsultation,
  closeConsultations,
  setConsultation,
  undoConsultation,
} from "../../../server/services/publication/consultation.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const version = "opinion-5@1";
const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: false };

/** Opens a forum in whose document the member took part. */
async function openWithReader(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member");
  return forum;
}

async function kindsTold({ context }: TestForum): Promise<string[]> {
  const { items } = await getNotifications(context, asActor("member"), { state: "unread", size: 20 });
  return items.flatMap(({ entries }) => entries.map(({ kind }) => kind));
}

/** Returns the kinds of the quiet events of the document, as everybody may see them. */
async function quietKindsIn({ context }: TestForum): Promise<string[]> {
  const events = await getEvents(context, asActor("public"), { document: "opinion-5", limit: 100 });
  return events.flatMap(({ kind, quiet }) => (quiet ? [kind] : []));
}

test("a draft that is published quietly notifies nobody, and its event says so", async () => {
  const forum = await openWithReader();
  const prepared = await forum.prepare("2", secondDraft);
  await publishVersion(forum.context, secretariat, { version: prepared, notify: false });
  expect(await kindsTold(forum)).toEqual([]);
  expect(await quietKindsIn(forum)).toEqual(["version-published"]);
});

test("a consultation that is set, undone or removed quietly notifies nobody", async () => {
  const forum = await openWithReader();
  await setConsultation(forum.context, secretariat, { version, revision: 0, ...period, notify: false });
  await undoConsultation(forum.context, secretariat, { version, revision: 1 });
  await setConsultation(forum.context, secretariat, { version, revision: 2, ...period, notify: false });
  await callOffConsultation(forum.context, secretariat, { version, revision: 3, notify: false });
  expect(await kindsTold(forum)).toEqual([]);
});

test("a consultation that is closed quietly with a publication notifies nobody, also when its closing is recorded", async () => {
  const forum = await openWithReader();
  await setConsultation(forum.context, secretariat, { version, revision: 0, ...period, notify: false });
  const prepared = await forum.prepare("2", secondDraft);
  await publishVersion(forum.context, secretariat, { version: prepared, consultation: "close", notify: false });
  await closeConsultations(forum.context);
  expect(await kindsTold(forum)).toEqual([]);
  expect(await quietKindsIn(forum)).toContain("consultation-closed");
});

test("a deadline that was set quietly notifies people when it passes", async () => {
  const forum = await openWithReader();
  await setConsultation(forum.context, secretariat, {
    ...{ version, revision: 0, ...period, notify: false },
    closesAt: "2013-02-06T09:30:00Z",
  });
  const later = { ...forum.context, now: () => new Date("2013-02-07T00:00:00Z") };
  await closeConsultations(later);
  expect(await kindsTold(forum)).toEqual(["consultation-closed"]);
});

test("no other event can be quiet", async () => {
  const { context } = await openWithReader();
  const append = context.store.transact(async (writer) => {
    const [{ seq: _seq, id: _id, audit: _audit, ...event }] = (await writer.eventsBefore({
      ...{ before: Number.MAX_SAFE_INTEGER, limit: 1 },
      kind: "annotation-created",
    })) as [Awaited<ReturnType<typeof writer.events>>[number]];
    await writer.append({ ...event, kind: "disposition-made", quiet: true });
  });
  await expect(append).rejects.toThrow("disposition-made notifies people always");
});
