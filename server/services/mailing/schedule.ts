import { defaultDigest, nextDigest } from "#core/contract/mail-choices.ts";
import { type NotificationKind, notificationKindCodes, notificationKinds } from "#core/contract/notification-kinds.ts";
import type { MailedNews } from "../../store/passing-rows.ts";
import { mailboxOn } from "../../store/indexes.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Mailing } from "../../store/unrecorded-rows.ts";
import { peopleUnder } from "../kernel/audience.ts";
import { forumZone } from "../kernel/clock.ts";
import type { Context } from "../kernel/context.ts";
import { findRecipient } from "../people/mail-recipient.ts";
import { queueNews } from "../people/mail-queue.ts";
import { newMailing, nothingAtOnce, undoTime } from "./mailing.ts";

/** Maximum number of events to read, people to mark, and mails to write in one transaction. */
const mostEvents = 200;
const mostPeople = 200;
const mostMails = 20;

const cursorId = "mailings";

/**
 * Notes who may get a mail at once about the events since the last call, and makes the mailings of people who signed in
 * for the first time. People who may get one are marked; whether they do is decided when it is written.
 *
 * Marking twice changes nothing, so the place in the events is stored only when it is left behind.
 * @returns whether there may be more events
 */
export async function markMailings(context: Context, position: { seq: number | null }): Promise<boolean> {
  const { store } = context;
  position.seq ??= await firstPosition(context);
  const after = position.seq;
  const events = await store.read((reader) => reader.events({ after, limit: mostEvents }));
  const last = events.at(-1)?.seq;
  if (last === undefined) return false;
  let isMarked = false;
  for (const event of events) {
    const { subject, kind } = event;
    if (kind === "signed-in") {
      isMarked = true;
      await store.transact((writer) => addMailing(context, writer, subject.id, event.seq));
    } else {
      const people = await store.read((reader) => mayGetAtOnce(reader, event));
      for (let from = 0; from < people.length; from += mostPeople) {
        isMarked = true;
        const part = people.slice(from, from + mostPeople);
        await store.transact(async (writer) => {
          for (const id of part) await markAtOnce(writer, { id, event });
        });
      }
    }
  }
  if (isMarked || events.length === mostEvents)
    await store.transact((writer) => writer.put("cursors", { id: cursorId, seq: last }));
  position.seq = last;
  return events.length === mostEvents;
}

/**
 * Returns the place in the events up to which people were marked. Before the first call, everybody who has signed in gets
 * a mailing from now on, so that nobody gets old news.
 */
async function firstPosition(context: Context): Promise<number> {
  const { store } = context;
  const known = await store.read((reader) => reader.get("cursors", cursorId));
  if (known) return known.seq;
  const { seq, ids } = await store.read(async (reader) => {
    const ids: string[] = [];
    for await (const { id } of reader.everyRow("accounts")) ids.push(id);
    return { seq: await reader.lastEvent(), ids };
  });
  for (let from = 0; from < ids.length; from += mostPeople)
    await store.transact(async (writer) => {
      for (const id of ids.slice(from, from + mostPeople)) await addMailing(context, writer, id, seq);
    });
  await store.transact((writer) => writer.put("cursors", { id: cursorId, seq }));
  return seq;
}

async function addMailing(context: Context, writer: Writer, id: string, seq: number): Promise<void> {
  if ((await writer.get("mailings", id)) || !(await writer.get("participants", id))) return;
  await writer.put("mailings", await newMailing(context, writer, { id, seq }));
}

/** Longest delay of an event by later ones that are mailed with it, in ms. */
const longestDelay = 5 * undoTime;

/** Marks a person. Earlier events that may have concerned them marked them too, so mails need not read them again. */
async function markAtOnce(
  writer: Writer,
  { id, event: { seq, at, kind } }: { id: string; event: StoredEvent },
): Promise<void> {
  const mailing = await writer.get("mailings", id);
  if (!mailing || seq <= Math.max(mailing.atOnceUpTo, mailing.atOnceLast?.seq ?? 0)) return;
  const before = mailing.atOnceLast;
  const since = before?.since ?? at;
  // An announcement is only sent after the time to undo it.
  const ownDue = new Date(Date.parse(at) + (kind === "announcement-sent" ? 0 : undoTime)).toISOString();
  const dueAt = before && before.dueAt > ownDue ? before.dueAt : ownDue;
  const isLate = Date.parse(dueAt) - Date.parse(since) > longestDelay;
  await writer.put("mailings", {
    ...mailing,
    ...(before ? {} : { atOnceUpTo: Math.max(mailing.atOnceUpTo, seq - 1) }),
    atOnceDueAt: isLate ? (mailing.atOnceDueAt ?? dueAt) : dueAt,
    atOnceLast: { seq, dueAt, since },
  });
}

/** Returns the people and mailboxes whom an event may concern and who may want a mail at once, each once. */
async function mayGetAtOnce(reader: Reader, { kind, concerns = [] }: StoredEvent): Promise<string[]> {
  const people = new Set<string>();
  const kinds = notificationKindCodes.filter((one) => isFrom(one, kind));
  if (concerns.length === 0 || kinds.length === 0) return [];
  for (const key of concerns) {
    const slash = key.indexOf("/");
    const [of, id] = slash === -1 ? [key, ""] : [key.slice(0, slash), key.slice(slash + 1)];
    if (of === "author" || of === "speaker" || of === "took-part" || of === "mentioned") people.add(id);
    else if (of === "invited" || of === "coordinates") {
      const organisation = await reader.get("organisations", id);
      for (const one of await reader.list("participants", { activeIn: organisation?.mergedInto ?? id }))
        people.add(one.id);
    } else if (of === "secretariat")
      for (const one of await reader.list("participants", { role: "secretariat" })) people.add(one.id);
    else if (["everybody", "group", "members", "letter", "letters"].includes(of))
      for (const one of await peopleUnder(reader, key)) people.add(one.id);
  }
  if (kind === "announcement-sent")
    for (const { id } of await reader.list("mailings", { mailbox: mailboxOn })) people.add(id);
  // Others, such as followers, get none at once unless they chose it.
  for (const atOnce of kinds) for (const { id } of await reader.list("mailings", { atOnce })) people.add(id);
  return [...people];
}

function isFrom(kind: NotificationKind, event: string): boolean {
  return (notificationKinds[kind].from as readonly string[]).includes(event);
}

/**
 * Queues the mails that are due. Each covers the events after the last one whose time to undo them is over, and the
 * mailing moves on in the same transaction, so no event is in two and none is left out, however often servers end.
 * @returns the number of people whose mails were due
 */
export async function queueDue(context: Context): Promise<number> {
  const { store } = context;
  const due = await store.read((reader) => dueNow(context, reader));
  if (due.length === 0) return 0;
  return store.transact(async (writer) => {
    const mailings = await dueNow(context, writer);
    const seq = await lastSettled(context, writer);
    const zone = await forumZone(writer);
    for (const mailing of mailings) await queueFor(context, writer, mailing, { seq, zone });
    return mailings.length;
  });
}

/** Returns the number of the last event that can no longer be undone, or 0 if every event still can. */
async function lastSettled({ now }: Pick<Context, "now">, reader: Reader): Promise<number> {
  const latest = new Date(now().getTime() - undoTime).toISOString();
  let settled = 0;
  let last = await reader.lastEvent();
  while (settled < last) {
    const middle = Math.floor((settled + last) / 2);
    const [event] = await reader.events({ after: middle, limit: 1 });
    if (event && event.at <= latest) settled = event.seq;
    else last = middle;
  }
  return settled;
}

async function dueNow({ now }: Pick<Context, "now">, reader: Reader): Promise<Mailing[]> {
  const first = await reader.range("mailings", { index: "dueAt", limit: mostMails });
  return first.filter(({ key }) => key <= now().toISOString()).map(({ row }) => row);
}

async function queueFor(
  context: Context,
  writer: Writer,
  mailing: Mailing,
  { seq, zone }: { seq: number; zone: string | undefined },
): Promise<void> {
  const now = context.now();
  const isDue = (at: string | null): boolean => at !== null && at <= now.toISOString();
  const person = await findRecipient(writer, mailing.id);
  const queue = async (news: Omit<MailedNews, "since" | "until">): Promise<void> => {
    // Without a mail server, messages would be files that nobody reads.
    if (context.mailReaches && person && person.email !== null)
      await queueNews(context, writer, person, { ...news, since: mailing.digestAt, until: now.toISOString() });
  };
  let next = mailing;
  if (isDue(mailing.atOnceDueAt)) {
    const last = mailing.atOnceLast;
    const isWhole = last === undefined || isDue(last.dueAt);
    // Earlier servers stored no last event.
    const lastSeq = last ? last.seq : await writer.lastEvent();
    const upTo = Math.max(mailing.atOnceUpTo, seq, isWhole ? lastSeq : 0);
    await queue({ time: "at-once", after: mailing.atOnceUpTo, upTo });
    next = {
      ...next,
      atOnceUpTo: upTo,
      ...(isWhole ? nothingAtOnce : { atOnceDueAt: last.dueAt, atOnceLast: { ...last, since: now.toISOString() } }),
    };
  }
  if (isDue(mailing.digestDueAt)) {
    const upTo = Math.max(mailing.digestUpTo, seq);
    await queue({ time: "digest", after: mailing.digestUpTo, upTo });
    const due = nextDigest(mailing.digestTimes ?? defaultDigest, now, zone);
    next = { ...next, digestUpTo: upTo, digestAt: now.toISOString(), digestDueAt: due?.toISOString() ?? null };
  }
  await writer.put("mailings", next);
}
