import { strToU8, zipSync } from "fflate";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { Preferences } from "#core/access/preferences.ts";
import type { Profile } from "#core/contract/account-operations.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { Inbox } from "../../store/unrecorded-rows.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "../kernel/context.ts";
import { everyEvent } from "../kernel/events.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";
import { getFeedAddress, getTokens } from "./access-tokens.ts";
import { preferencesOf } from "./participant.ts";
import { accountOf, getSessions } from "./sessions.ts";
import { getWaysIn } from "./ways-in.ts";

/**
 * Returns the actor's own profile.
 * @throws ProblemError not-signed-in
 */
export async function getProfile(context: Context, actor: Actor): Promise<Profile> {
  const id = accountOf(actor);
  return context.store.read((reader) => readProfile(reader, id));
}

/**
 * Changes the actor's own name and settings. Earlier comments keep the name they were made with.
 * @throws ProblemError not-signed-in
 */
export async function changeProfile(
  context: Context,
  actor: Actor,
  { name, ...changed }: { name?: string | undefined } & { [P in keyof Preferences]?: Preferences[P] | undefined },
): Promise<Profile> {
  const id = accountOf(actor);
  return context.store.transact(async (writer) => {
    const participant = await findOwn(writer, id);
    const { preferences } = await readProfile(writer, id);
    const before = { id, ...preferences };
    const chosen = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    const after = { ...before, ...chosen };
    if (Object.keys(chosen).length > 0) {
      await writer.put("preferences", after);
      await recordOwn(context, writer, actor, { kind: "preferences-changed", before, after });
    }
    if (name !== undefined && name !== participant.name) {
      await writer.put("participants", { ...participant, name });
      const change = { kind: "profile-changed", before: { name: participant.name }, after: { name } } as const;
      await recordOwn(context, writer, actor, change);
    }
    return readProfile(writer, id);
  });
}

/** Returns a person's profile, within a read or transaction. */
export async function readProfile(reader: Reader, id: string): Promise<Profile> {
  const { name, email, organisationId, group, role } = await findOwn(reader, id);
  const chosen = (await reader.get("preferences", id)) ?? { id };
  return {
    participant: { id, name, email, organisationId, group, role },
    preferences: preferencesOf(chosen),
  };
}

/** @throws ProblemError not-signed-in */
export async function findOwn(reader: Reader, id: string): Promise<KeptParticipant> {
  const participant = await reader.get("participants", id);
  if (!participant) throw new ProblemError("not-signed-in");
  return participant;
}

/** Records a change of the actor's own account. */
export async function recordOwn(
  context: Context,
  writer: Writer,
  actor: Actor,
  change: { kind: EventKind; before: unknown; after: unknown },
): Promise<void> {
  await writer.append({
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    documentId: null,
    subject: { collection: "participants", id: accountOf(actor) },
    ...change,
  });
}

/** Dates within the file are those of its content, so the entries themselves have the earliest one that a zip knows. */
const noDate = new Date(1980, 0, 1);

/**
 * Returns everything that the forum stores about the actor, as JSON files in a zip: profile, sessions, access tokens and
 * the address for feeds (without the tokens), linked providers, passkeys, comments, replies, saved filters, the inbox
 * (what they follow and have read), the choice of mails, messages that came back, deputies, and the record of what they and their deputies did.
 * @throws ProblemError not-signed-in
 */
export async function getOwnData(context: Context, actor: Actor): Promise<FileAnswer> {
  const id = accountOf(actor);
  const sessions = await getSessions(context, actor, { series: null });
  const tokens = await getTokens(context, actor);
  const { address } = await getFeedAddress(context, actor);
  const { identities, passkeys } = await getWaysIn(context, actor);
  const stored = await context.store.read((reader) => ownRecords(reader, actor, id));
  const parts = {
    profile: stored.profile,
    sessions: sessions.map(({ device, createdAt, lastUsedOn }) => ({ device, createdAt, lastUsedOn })),
    "access-tokens": tokens.map(({ id: _id, ...token }) => token),
    "feed-address": address,
    providers: identities.map(({ id: _id, ...identity }) => identity),
    passkeys: passkeys.map(({ id: _id, ...passkey }) => passkey),
    comments: stored.comments,
    replies: stored.replies,
    "saved-filters": stored.views,
    inbox: stored.inbox,
    mails: stored.mails,
    "returned-mails": stored.returned,
    deputies: stored.deputies,
    actions: stored.actions,
  };
  const files = Object.entries(parts).map(
    ([name, value]) => [`${name}.json`, strToU8(`${JSON.stringify(value, null, 2)}\n`)] as const,
  );
  return {
    fileName: `rapporteur-${id}.zip`,
    mediaType: "application/zip",
    bytes: zipSync(Object.fromEntries(files), { mtime: noDate }),
  };
}

/** Leaves out the numbers of events, which would reveal how many are hidden. */
function shownInbox({ readUpTo, doneUpTo, marks, following, muted }: Inbox, isOpen: (key: string) => boolean) {
  return {
    readUpTo: readUpTo.at,
    doneUpTo: doneUpTo.at,
    marks: marks.filter(({ item }) => isOpen(item)).map(({ item, state, at }) => ({ item, state, at })),
    following: following.map(({ key }) => key).filter(isOpen),
    muted: muted.filter(isOpen),
  };
}

async function ownRecords(reader: Reader, actor: Actor, id: string) {
  const [inbox, mailing, returned, annotations, replies, views] = await Promise.all([
    reader.get("inboxes", id),
    reader.get("mailings", id),
    reader.list("returnedMails", { participantId: id }),
    reader.list("annotations", { participantId: id }),
    reader.list("replies", { participantId: id }),
    reader.list("views", { participantId: id }),
  ]);
  // Of the drafts that are closed because the address was replaced, nothing is told.
  const [comments, answers] = [
    annotations.filter((annotation) => can(actor, "withdraw-annotation", annotation)),
    replies.filter((reply) => can(actor, "withdraw-reply", reply)),
  ];
  const open = new Set<unknown>([...comments, ...answers]);
  const closed = new Set([...annotations, ...replies].flatMap((one) => (open.has(one) ? [] : one.id)));
  const actions = [];
  for await (const event of everyEvent(reader, { personId: id })) {
    const { at, kind, documentId, subject } = event;
    if (closed.has(subject.id)) continue;
    const by = doerOf(event, id);
    // The record names others only by what they did to this account.
    if (by !== "another" || (subject.collection === "participants" && subject.id === id))
      actions.push({ at, kind, document: documentId, by, subject });
  }
  return {
    inbox: inbox ? shownInbox(inbox, (key) => !closed.has(key.slice(key.indexOf("/") + 1))) : null,
    mails: mailing ? { times: mailing.times, digest: mailing.digestTimes, lastDigest: mailing.digestAt } : null,
    returned: returned.map(({ to, kind, at, result, answer }) => ({ to, kind, at, result, answer })),
    profile: await readProfile(reader, id),
    comments,
    replies: answers,
    views,
    deputies: [
      ...(await reader.list("deputies", { principalId: id })),
      ...(await reader.list("deputies", { deputyId: id })),
    ],
    actions,
  };
}

/** Returns who did something, from the point of view of the person who downloads their data. */
function doerOf({ actor, deputy }: StoredEvent, id: string): "you" | "your-deputy" | "you-as-deputy" | "another" {
  if (deputy === id) return "you-as-deputy";
  if (actor !== id) return "another";
  return deputy === undefined ? "you" : "your-deputy";
}
