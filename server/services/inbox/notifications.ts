import type { Actor } from "#core/access/permissions.ts";
import type { Part } from "#core/contract/fields.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Following, ItemState, NotificationItem, WaitingItem } from "#core/contract/notification-operations.ts";
import type { UnreadCount } from "#core/contract/unread-operations.ts";
import { clauseById } from "#core/text/clause.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { FollowedClause, Inbox, InboxMark, InboxPlace } from "../../store/unrecorded-rows.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { authorise, refusal } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { traceClause } from "../comparison/followed-clauses.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import { loadContent } from "../versions/content.ts";
import { intactFamily, readFamily } from "../versions/family.ts";
import { findForum, findVersion } from "../versions/find-version.ts";
import { readInbox } from "./inbox-reader.ts";
import { findItems } from "./items.ts";
import { ItemPresenter } from "./present-item.ts";
import { emptyInbox, mostFollowed, withAllMarked, withMarks } from "./state.ts";
import { findWaiting } from "./waiting.ts";

/** Maximum number of unread items to count. */
const mostCounted = 99;

/**
 * Lists the items of the actor's inbox in a state, newest first. Notifications are not stored: they are the events that
 * concern the actor and of which they may know now.
 * @throws ProblemError not-signed-in, invalid-request (another list's `after`)
 */
export async function getNotifications(
  context: Context,
  actor: Actor,
  input: { state: ItemState; after?: string | undefined; size: number },
): Promise<Part<NotificationItem>> {
  const { presenter, part } = await context.store.read(async (reader) => {
    const to = await readInbox(context, reader, actor);
    authorise(actor, "read-participants");
    if (!to) return { presenter: null, part: { items: [], next: null, total: 0 } };
    const { before, top } = await placeOf(reader, input.after);
    const { items, upTo } = await findItems(to, { states: [input.state], before, top, size: input.size });
    // As of the latest notification, because an event that is hidden from the reader must not change the answer.
    const asOf = input.after === undefined ? (items[0]?.notices[0].event.seq ?? top) : top;
    const presenter = new ItemPresenter(context, to);
    const shown = await Promise.all(items.map((item) => presenter.present(item)));
    const next = upTo === null ? null : `${await idOf(reader, upTo)}.${await idOf(reader, asOf)}`;
    return { presenter, part: { items: shown, next, total: null } };
  });
  return presenter ? { ...part, items: await presenter.completed(part.items) } : part;
}

/**
 * Returns where a part of a list begins, and its last event. Places are ids of events, because their numbers would reveal
 * how many events are hidden.
 */
async function placeOf(reader: Reader, after: string | undefined): Promise<{ before: number; top: number }> {
  const last = await reader.lastEvent();
  if (after === undefined) return { before: last + 1, top: last };
  const [before, top] = await Promise.all(after.split(".").map((id) => reader.eventNumber(id)));
  if (before === undefined || top === undefined)
    throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "after"], "event-unknown")]);
  return { before, top };
}

async function idOf(reader: Reader, seq: number): Promise<string> {
  const [event] = await reader.events({ after: seq - 1, limit: 1 });
  return event?.id ?? "";
}

/**
 * Counts the unread items of the actor's inbox, with deadlines, new readers and new colleagues.
 * @throws ProblemError not-signed-in
 */
export async function getUnread(context: Context, actor: Actor): Promise<UnreadCount> {
  const waiting = await findWaiting(context, actor, { withWork: false, undecided: false });
  return context.store.read(async (reader) => {
    const to = await readInbox(context, reader, actor);
    authorise(actor, "read-participants");
    if (!to) return { count: 0, isMore: false, threads: [] };
    const { before, top } = await placeOf(reader, undefined);
    const query = { states: ["unread"], before, top, size: mostCounted + 1, entries: 1 } as const;
    const { items, upTo } = await findItems(to, query);
    const count = items.length + waiting.filter(({ state }) => state === "unread").length;
    const threads = items.flatMap(({ item, notices: [{ event }] }) =>
      item.startsWith("thread/") ? [{ item, entry: event.id }] : [],
    );
    return { count: Math.min(count, mostCounted), isMore: count > mostCounted || upTo !== null, threads };
  });
}

/**
 * Lists the work that waits for the actor: deadlines, consent to new readers and colleagues, statements to clear, and
 * undecided comments.
 * @throws ProblemError not-signed-in
 */
export async function getWaiting(
  context: Context,
  actor: Actor,
  { undecided = true }: { undecided?: boolean } = {},
): Promise<WaitingItem[]> {
  authorise(actor, "read-participants");
  return findWaiting(context, actor, { withWork: true, undecided });
}

/**
 * Marks items of the actor's inbox, or all up to an entry. A mark covers an item up to the entry that the actor saw, so that
 * later ones stay unread.
 * @throws ProblemError not-signed-in, invalid-request (an unknown entry, or all as unread)
 */
export async function markNotifications(
  context: Context,
  actor: Actor,
  {
    state,
    items,
    upTo,
  }: {
    state: ItemState;
    items?: readonly { item: string; entry?: string | undefined }[] | undefined;
    upTo?: string | undefined;
  },
): Promise<UnreadCount> {
  if (state === "unread" && !items) throw invalidField("items", "field-missing");
  await changeInbox(context, actor, async (writer, inbox) => {
    const now: InboxPlace = { seq: await writer.lastEvent(), at: context.now().toISOString() };
    if (!items) {
      const { seq } = upTo === undefined ? now : await placeOfEntry(writer, upTo, "upTo");
      // Work that waits has no event, and is marked by its time.
      return state === "unread" ? inbox : withAllMarked(inbox, state, { seq, at: now.at });
    }
    const marks: InboxMark[] = [];
    for (const { item, entry } of items) {
      const place = entry === undefined ? { seq: 0, at: now.at } : await placeOfEntry(writer, entry, "items");
      marks.push({ item, state, ...place });
    }
    return withMarks(inbox, marks);
  });
  return getUnread(context, actor);
}

/** @throws ProblemError invalid-request */
async function placeOfEntry(reader: Reader, entry: string, field: "items" | "upTo"): Promise<InboxPlace> {
  const seq = await reader.eventNumber(entry);
  const [event] = seq === undefined ? [] : await reader.events({ after: seq - 1, limit: 1 });
  if (!event) throw new ProblemError("invalid-request", {}, [fieldProblem(["body", field], "event-unknown")]);
  return { seq: event.seq, at: event.at };
}

/**
 * Returns what the actor follows or muted, with the followed clauses of a version.
 * @throws ProblemError not-signed-in; not-found (the version)
 */
export async function getFollowing(
  context: Context,
  actor: Actor,
  { version }: { version?: string | undefined } = {},
): Promise<Following> {
  return context.store.read(async (reader) => {
    const to = await readInbox(context, reader, actor);
    authorise(actor, "read-participants");
    const inbox = to?.inbox ?? emptyInbox("");
    const found = version === undefined ? null : (await findVersion(reader, actor, version)).version;
    return followingOf(inbox, found ? await clausesIn(reader, inbox, found.id) : []);
  });
}

/** Returns the ids of the followed clauses of a version. */
async function clausesIn(reader: Reader, { following }: Inbox, version: string): Promise<string[]> {
  const rows = await Promise.all(
    following.flatMap(({ key }) => (isClause(key) ? reader.get("followedClauses", idOfKey(key)) : [])),
  );
  return rows.flatMap((row) => row?.places.find(({ versionId }) => versionId === version)?.clauses ?? []);
}

/**
 * Follows or mutes a thread, a document, a clause or an organisation for the actor, or neither. A clause is followed in all
 * drafts.
 * @throws ProblemError not-signed-in, not-found (also if the actor may not know of the thread), invalid-request (too many
 *   are followed)
 */
export async function setFollowing(
  context: Context,
  actor: Actor,
  { subject, state }: { subject: string; state: "following" | "muted" | "none" },
): Promise<Following> {
  authorise(actor, "keep-inbox");
  const clause = isClause(subject) ? await tracedClause(context, actor, subject) : null;
  const changed = await changeInbox(context, actor, async (writer, inbox) => {
    await checkSubject(context, writer, actor, subject);
    const keys = clause
      ? await keysOfClause(writer, inbox, clause)
      : [subject, ...(await absorbedKeys(writer, inbox, subject))];
    if (clause && state !== "none" && keys.includes(`clause/${clause.id}`)) await writer.put("followedClauses", clause);
    const [key = subject] = keys;
    const others = inbox.following.filter((one) => !keys.includes(one.key));
    // Muting keeps the place from which a thread is followed, so that an undo loses nothing.
    const known = inbox.following.filter((one) => keys.includes(one.key));
    const added = state === "following" && known.length === 0 ? [{ key, since: await writer.lastEvent() }] : [];
    const following = state === "none" ? others : [...others, ...known, ...added];
    const muted = [...inbox.muted.filter((one) => !keys.includes(one)), ...(state === "muted" ? [key] : [])];
    if (Math.max(following.length, muted.length) > mostFollowed)
      throw invalidField("subject", "list-too-long", { limit: mostFollowed });
    return { ...inbox, following, muted };
  });
  return followingOf(changed, []);
}

function isClause(key: string): boolean {
  return key.startsWith("clause/");
}

function idOfKey(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

/** Returns the keys by which an inbox follows or muted a clause, in this or another draft, or else its own key. */
async function keysOfClause(reader: Reader, { following, muted }: Inbox, { id }: FollowedClause): Promise<string[]> {
  const rows = await reader.list("followedClauses", { place: id });
  const known = [...following.map(({ key }) => key), ...muted];
  const keys = rows.map((row) => `clause/${row.id}`).filter((key) => known.includes(key));
  return keys.length > 0 ? keys : [`clause/${id}`];
}

/** Returns the keys of followed organisations that were merged into one. Whoever unfollows it unfollows them. */
async function absorbedKeys(reader: Reader, { following }: Inbox, subject: string): Promise<string[]> {
  if (!subject.startsWith("organisation/")) return [];
  const { absorbed = [] } = (await reader.get("organisations", idOfKey(subject))) ?? {};
  return absorbed.map((id) => `organisation/${id}`).filter((key) => following.some((one) => one.key === key));
}

/**
 * Traces a clause that somebody wants to follow.
 * @throws ProblemError not-found
 */
async function tracedClause(context: Context, actor: Actor, subject: string): Promise<FollowedClause> {
  const id = idOfKey(subject);
  const slash = id.indexOf("/");
  const clause = id.slice(slash + 1);
  const { version, family } = await context.store.read(async (reader) => {
    const { version, document } = await findVersion(reader, actor, id.slice(0, slash));
    return { version, family: intactFamily(context, await readFamily(reader, document.id)) };
  });
  if (!clauseById((await loadContent(context, version)).text, clause)) throw new ProblemError("not-found");
  return traceClause({ version, clause }, family, comparerOnce(context, null));
}

function followingOf({ following, muted }: Inbox, clauses: string[]): Following {
  const keys = following.map(({ key }) => key);
  return { following: keys.filter((key) => !muted.includes(key)), muted: [...muted], clauses };
}

async function checkSubject(context: Context, reader: Reader, actor: Actor, subject: string): Promise<void> {
  const id = idOfKey(subject);
  if (subject.startsWith("thread/")) await findAnnotation(context, reader, actor, id);
  else if (isClause(subject)) return;
  else if (!(await reader.get(subject.startsWith("document/") ? "documents" : "organisations", id)))
    throw new ProblemError("not-found");
}

/** Changes the actor's own inbox. No event records it. */
async function changeInbox(
  context: Context,
  actor: Actor,
  change: (writer: Writer, inbox: Inbox) => Promise<Inbox>,
): Promise<Inbox> {
  authorise(actor, "keep-inbox");
  const { participantId } = actor;
  if (participantId === null) throw refusal(actor);
  return context.store.transact(async (writer) => {
    await findForum(writer, actor);
    const before = (await writer.get("inboxes", participantId)) ?? emptyInbox(participantId);
    const after = await change(writer, before);
    if (after !== before) await writer.put("inboxes", after);
    return after;
  });
}
