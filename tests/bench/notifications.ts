import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { announce, sendAnnouncements } from "../../server/services/announcements/announcement.ts";
import { createReply } from "../../server/services/annotations/reply.ts";
import { getNotifications, getUnread } from "../../server/services/inbox/notifications.ts";
import { emptyInbox } from "../../server/services/inbox/state.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { newMailing } from "../../server/services/mailing/mailing.ts";
import { markMailings, queueDue } from "../../server/services/mailing/schedule.ts";
import { writeNews } from "../../server/services/mailing/write-news.ts";
import { sendDue } from "../../server/services/people/mail-queue.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { HookedForum } from "../services/hooks/hooked-forum.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../support/forum.ts";
import { participants } from "../support/people.ts";

/**
 * Measures what notifications cost, as ratios to the same work in a forum with one notification and without followers:
 * opening the bell with 10 000 notifications, a comment on a document that 5 000 people follow, a digest for each of
 * them, an announcement to them, and a webhook. Prints medians in ms.
 */
const [threads, repliesToEach, followers, rounds] = [2000, 5, 5000, 40];

/** A forum in a folder. */
interface Filled extends TestForum {
  end: () => Promise<void>;
}

async function filled({ replies, people }: { replies: boolean; people: number }): Promise<Filled> {
  const folder = mkdtempSync(path.join(tmpdir(), "rapporteur-bench-"));
  const store = await openLowdbStore({ folder });
  const forum = await openForum({}, store);
  await forum.publish("1", firstDraft);
  await store.transact(async (writer) => {
    const seq = await writer.lastEvent();
    const [someone] = await writer.list("participants", { role: "observer" });
    for (let number = 0; number < people && someone; number += 1) {
      const id = `follower-${String(number)}`;
      await writer.put("participants", {
        ...someone,
        id,
        name: `Follower ${String(number)}`,
        email: `${id}@example.org`,
      });
      await writer.put("inboxes", { ...emptyInbox(id), following: [{ key: "document/opinion-5", since: seq }] });
      await writer.put("mailings", await newMailing(forum.context, writer, { id, seq }));
    }
    await writer.put("cursors", { id: "mailings", seq });
    // New people need an event.
    const [event] = await writer.events({ after: seq - 1, limit: 1 });
    if (event) await writer.append({ ...event, kind: "profile-changed", before: null, after: null });
  });
  for (let thread = 1; thread <= (replies ? threads : 1); thread += 1) {
    const { annotation } = await forum.comment("member");
    for (let number = 0; number < (replies ? repliesToEach : 1); number += 1)
      await createReply(forum.context, asActor("other"), {
        ...{ annotation: annotation.id, id: uuid(100_000 + thread * 10 + number), text: "I agree.", position: null },
      });
  }
  const end = async (): Promise<void> => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return Object.assign(forum, { end });
}

/** Opens the bell: the number of unread items, and the first of them. */
async function openBell({ context }: TestForum): Promise<void> {
  await getUnread(context, asActor("member"));
  await getNotifications(context, asActor("member"), { state: "unread", size: 20 });
}

/** Prints the medians of two works that take turns, and their ratio. */
async function compare(name: string, plain: () => Promise<unknown>, full: () => Promise<unknown>): Promise<void> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1)
    for (const [index, work] of [plain, full].entries()) times[index === 0 ? 0 : 1].push(await timed(work));
  const [one, many] = times.map((all) => all.sort((left, right) => left - right)[rounds / 2] ?? 0) as [number, number];
  console.log(`${name.padEnd(50)} ${one.toFixed(2)} → ${many.toFixed(2)} ms, ratio ${(many / one).toFixed(2)}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const small = await filled({ replies: false, people: 0 });
const large = await filled({ replies: true, people: followers });
await compare(
  `the bell, 1 → ${String(threads * repliesToEach)} notifications`,
  () => openBell(small),
  () => openBell(large),
);
const comment = (forum: TestForum) => (): Promise<unknown> => forum.comment("other");
await compare(`a comment, 0 → ${String(followers)} followers`, comment(small), comment(large));

let sent = 0;
const at = (time: number): Context => ({
  ...large.context,
  now: () => new Date(time),
  mailReaches: true,
  sendMail: () => Promise.resolve(void (sent += 1)),
});
const position = { seq: null };
const marking = await timed(async () => {
  while (await markMailings(large.context, position));
});
const later = at(large.context.now().getTime() + 86_400_000);
const queueing = await timed(async () => {
  while ((await queueDue(later)) > 0);
});
const writing = await timed(async () => {
  while ((await sendDue(later, (news) => writeNews(later, news))) > 0);
});
const each = (time: number): string => (time / followers).toFixed(2);
console.log(`marking people for mails at once: ${marking.toFixed(0)} ms for all events`);
console.log(`${String(sent)} digests: queueing ${each(queueing)} ms, writing and sending ${each(writing)} ms a person`);
// An announcement to everybody goes to followers and to those who are in the forum anyway.
sent = 0;
const message = { to: { kind: "everybody" }, subject: "Meeting", text: "We meet on Monday." } as const;
const announcing = (forum: TestForum) => (): Promise<unknown> =>
  announce(forum.context, asActor("secretariat"), message);
await announcing(large)();
const muchLater = at(large.context.now().getTime() + 2 * 86_400_000);
const announced = await timed(async () => {
  await sendAnnouncements(muchLater);
  while (await markMailings(muchLater, position));
  while ((await queueDue(muchLater)) > 0);
  while ((await sendDue(muchLater, (news) => writeNews(muchLater, news))) > 0);
});
console.log(`${String(sent)} messages of announcements and digests: ${(announced / sent).toFixed(2)} ms each`);

// These are not sent.
await compare(`an announcement, 5 → ${String(followers)} recipients`, announcing(small), announcing(large));

const hooked = await HookedForum.of(large);
await hooked.add();
await compare("a comment, 0 → 1 webhook", comment(small), comment(large));
const delivering = await timed(() => hooked.run());
const deliveries = hooked.received.length;
console.log(`${String(deliveries)} deliveries of a webhook: ${(delivering / deliveries).toFixed(2)} ms each`);
await hooked.close();
const rows = await large.context.store.read(async (reader) => {
  const [mailing, inbox] = [await reader.get("mailings", "follower-1"), await reader.get("inboxes", "follower-1")];
  return JSON.stringify([mailing, inbox]).length;
});
console.log(`${String(rows)} bytes a person, whatever happens; ${String(participants.length + followers)} people`);
await Promise.all([small, large].map(({ end }) => end()));
