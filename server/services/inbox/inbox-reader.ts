import type { Actor } from "#core/access/permissions.ts";
import { representedBy } from "#core/access/permissions.ts";
import {
  type NotificationItem,
  type NotificationKind,
  notificationKinds,
  notificationOf,
  type NotificationReason,
} from "#core/contract/notification-kinds.ts";
import type { KeptOrganisation, KeptParticipant } from "#core/access/kept-people.ts";
import { type EventScope, subjectKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Inbox } from "../../store/unrecorded-rows.ts";
import type { Context } from "../kernel/context.ts";
import { audiencesOf } from "../kernel/audience.ts";
import { type EventRule, type EventViewer, ruleOf } from "../kernel/event-rules.ts";
import { readViewer } from "../kernel/visibility.ts";
import { continuedBy } from "../kernel/concerns.ts";
import { ordinaryReader } from "../kernel/public-chain.ts";
import { mailboxId } from "../people/mail-recipient.ts";
import { findForum } from "../versions/find-version.ts";
import { emptyInbox } from "./state.ts";

/** A signed-in person who reads their notifications, at one moment. */
export interface InboxReader {
  reader: Reader;
  participantId: string;
  viewer: EventViewer;
  inbox: Inbox;
  /** The reasons for which events concern the person, by their keys. */
  reasons: ReadonlyMap<string, NotificationReason>;
  /** The number of the event by which they got their role or organisation. Earlier requests to these are none to them. */
  roleSince: number;
  /** The ids of the organisation whose mailbox reads, and of those merged into it. Absent for people. */
  mailboxOf?: readonly string[];
  /** Why the person hears of a draft. Null if they neither followed its document nor acted in it before the event. */
  documentReason: (documentId: string, seq: number) => Promise<NotificationReason | null>;
}

/** An event that concerns a person. */
export interface Notice {
  event: StoredEvent;
  rule: EventRule;
  kind: NotificationKind;
  reason: NotificationReason;
  /** The key of the item to which it belongs. */
  item: string;
}

/** Reads the data that determines which events notify a person. Null for the program itself, which has no inbox. */
export async function readInbox(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
): Promise<InboxReader | null> {
  const forum = await findForum(reader, actor);
  const { participantId } = actor;
  if (participantId === null) return null;
  const [viewer, inbox, roleSince, audiences] = await Promise.all([
    readViewer(context, reader, actor),
    reader.get("inboxes", participantId),
    findRoleSince(reader, actor, participantId),
    audiencesOf(reader, actor),
  ]);
  const known = await withSurvivors(reader, inbox ?? emptyInbox(participantId));
  const firstActs = new Map<string, Promise<number>>();
  const continued = new Map<string, Promise<string[]>>();
  return {
    ...{ reader, participantId, viewer: { ...viewer, forum }, inbox: known, roleSince },
    reasons: reasonsOf(actor, participantId, { inbox: known, audiences }),
    documentReason: async (documentId, seq) => {
      const ids = (await once(continued, documentId, () => continuedBy(reader, documentId))).filter(
        (id) => id === documentId || !known.muted.includes(`document/${id}`),
      );
      if (ids.some((id) => followsSince(known, `document/${id}`) < seq)) return "follows-document";
      for (const id of ids)
        if ((await once(firstActs, id, () => firstActIn(reader, participantId, id))) < seq)
          return "took-part-in-document";
      return null;
    },
  };
}

/**
 * Reads what determines which events are mailed to an organisation: announcements to it, every draft and consultation, and
 * the replies to its comments and decisions on them, as any reader of the forum may know them.
 */
export async function readMailbox(
  context: Pick<Context, "now">,
  reader: Reader,
  { id, absorbed = [] }: KeptOrganisation,
): Promise<InboxReader | null> {
  const [forum] = await reader.list("forum");
  if (!forum) return null;
  const participantId = mailboxId(id);
  const audiences = await audiencesOf(reader, { participantId, organisationId: id, absorbed, role: "coordinator" });
  const mailboxOf = [id, ...absorbed];
  // Otherwise the mails would say who made a comment.
  const own = forum.sources === "shown" ? mailboxOf.map((one) => `organisation/${one}`) : [];
  return {
    ...{ reader, participantId, mailboxOf, inbox: emptyInbox(participantId), roleSince: 0 },
    viewer: { ...(await readViewer(context, reader, ordinaryReader(forum))), forum },
    reasons: new Map<string, NotificationReason>([
      ...audiences.map((key) => [key, "addressed"] as const),
      ...["documents", ...own].map((key) => [key, "mailbox"] as const),
    ]),
    documentReason: () => Promise.resolve("mailbox"),
  };
}

/** Returns an inbox that also follows the organisations into which followed ones were merged, from the merger on. */
async function withSurvivors(reader: Reader, inbox: Inbox): Promise<Inbox> {
  const following = new Map(inbox.following.map((one) => [one.key, one.since]));
  for (const { key, since } of inbox.following) {
    if (!key.startsWith("organisation/")) continue;
    let latest = since;
    let merged = await reader.get("organisations", key.slice("organisation/".length));
    while (merged?.mergedInto !== undefined) {
      const subject = subjectKey({ collection: "organisations", id: merged.id });
      const query = { before: Number.MAX_SAFE_INTEGER, limit: 1, subject, kind: "organisations-merged" } as const;
      const [merger] = await reader.eventsBefore(query);
      latest = Math.max(latest, merger?.seq ?? 0);
      merged = await reader.get("organisations", merged.mergedInto);
    }
    const survivor = `organisation/${merged?.id ?? ""}`;
    if (merged && !following.has(survivor)) following.set(survivor, latest);
  }
  return { ...inbox, following: [...following].map(([key, since]) => ({ key, since })) };
}

function once<T>(known: Map<string, Promise<T>>, id: string, find: () => Promise<T>): Promise<T> {
  let found = known.get(id);
  if (!found) known.set(id, (found = find()));
  return found;
}

/** Maximum number of changes of an account to look through. */
const mostChanges = 100;

/** Returns the number of the event by which a person got their role or organisation, or 0 if they always had it. */
async function findRoleSince(reader: Reader, { role, organisationId }: Actor, id: string): Promise<number> {
  const subject = subjectKey({ collection: "participants", id });
  for (const kind of ["person-changed", "person-added"] as const) {
    const query = { before: Number.MAX_SAFE_INTEGER, limit: mostChanges, subject, kind };
    for (const { seq, before } of await reader.eventsBefore(query)) {
      const earlier = before as Pick<KeptParticipant, "role" | "organisationId"> | null;
      if (earlier?.role !== role || earlier.organisationId !== organisationId) return seq;
    }
  }
  return 0;
}

/** Returns the number of the event after which a person follows something. */
function followsSince({ following }: Inbox, key: string): number {
  return following.find((one) => one.key === key)?.since ?? Infinity;
}

/** Returns the number of the first event of a document in which a person acted. */
async function firstActIn(reader: Reader, personId: string, documentId: string): Promise<number> {
  const [first] = await reader.events({ after: 0, limit: 1, personId, documentId });
  return first?.seq ?? Infinity;
}

/** The reasons of those who follow something, by the kind of its key. */
const followReasons: Readonly<Record<string, NotificationReason>> = {
  thread: "follows-thread",
  document: "follows-document",
  clause: "follows-clause",
  organisation: "follows-organisation",
};

/** Returns the keys of events that concern a person, each with the reason (services/kernel/concerns.ts). */
function reasonsOf(
  actor: Actor,
  id: string,
  { inbox: { following }, audiences }: { inbox: Inbox; audiences: readonly string[] },
): Map<string, NotificationReason> {
  const { role } = actor;
  const signs = (role === "member" || role === "coordinator") && !actor.underClearance;
  const organisations = representedBy(actor);
  const keys: [string, NotificationReason][] = [
    ...(["author", "speaker", "took-part", "mentioned"] as const).map((kind): [string, NotificationReason] => [
      `${kind}/${id}`,
      kind,
    ]),
    ...(signs ? organisations.map((one): [string, NotificationReason] => [`invited/${one}`, "invited"]) : []),
    ...(role === "coordinator"
      ? organisations.map((one): [string, NotificationReason] => [`coordinates/${one}`, "coordinates"])
      : []),
    ...(role === "secretariat" ? [["secretariat", "secretariat"] as [string, NotificationReason]] : []),
    ...audiences.map((key): [string, NotificationReason] => [key, "addressed"]),
    // The reason depends on the document, so each event is checked.
    ["documents", "took-part-in-document"],
    ...following.flatMap(({ key }): [string, NotificationReason][] => {
      const reason = followReasons[key.slice(0, key.indexOf("/"))];
      return reason ? [[key, reason]] : [];
    }),
  ];
  return new Map(keys);
}

/** Returns the scopes of all events that may concern a person. */
export function scopesOf({ reasons }: InboxReader): EventScope[] {
  return [...reasons.keys()].map((concerns) => ({ concerns }));
}

/** Whether the person acted, in person, by a deputy, or as somebody's deputy, or the organisation replied. */
export function isOwnAct(
  { participantId, mailboxOf = [] }: InboxReader,
  { actor, deputy, onBehalfOf, subject }: StoredEvent,
): boolean {
  if (subject.collection === "replies" && onBehalfOf !== null && mailboxOf.includes(onBehalfOf)) return true;
  return actor === participantId || deputy === participantId;
}

/** Returns the notification that an event is to a person. Null if it is none, or if they may not know of it now. */
export async function noticeOf(to: InboxReader, event: StoredEvent): Promise<Notice | null> {
  const { concerns = [], documentId } = event;
  if (concerns.length === 0 || isOwnAct(to, event)) return null;
  const reasons = new Set<NotificationReason>();
  for (const key of concerns) {
    const reason = to.reasons.get(key);
    // The notification would say who made the comment.
    if (reason === "follows-organisation" && to.viewer.sources === "hidden") continue;
    if (key === "documents") {
      const ofDocument = documentId === null ? null : await to.documentReason(documentId, event.seq);
      if (ofDocument) reasons.add(ofDocument);
    } else if (reason && sinceOf(to, key, reason) < event.seq) reasons.add(reason);
  }
  const found = notificationOf(event.kind, reasons);
  const rule = ruleOf(event);
  if (!found || !rule) return null;
  const { isUrgent, item: of }: { isUrgent: boolean; item: NotificationItem } = notificationKinds[found.kind];
  const item = concerns.find((key) => key.startsWith(`${of}/`));
  if (item === undefined) return null;
  // Documents that the event's own one continues may be muted.
  const subjects = [...concerns.filter((key) => !key.startsWith("document/")), `document/${documentId ?? ""}`];
  const isMuted = subjects.some((key) => to.inbox.muted.includes(key));
  if ((isMuted && !isUrgent) || !(await isStillAsked(to, found.kind, event))) return null;
  // An announcement has no other rule than to whom it is sent.
  const isSentHere = to.mailboxOf !== undefined && found.reason === "addressed";
  return isSentHere || (await rule.mayKnow(event, to.viewer, to.reader)) ? { event, rule, ...found, item } : null;
}

/** The reasons that people have by their role, organisation or group. */
const ofPlaces: ReadonlySet<NotificationReason> = new Set([
  "coordinates",
  "invited",
  "secretariat",
  "addressed",
] as const);

/** Returns the number of the event from which on a reason holds. */
function sinceOf({ inbox, roleSince }: InboxReader, key: string, reason: NotificationReason): number {
  if (reason.startsWith("follows-")) return followsSince(inbox, key);
  return ofPlaces.has(reason) ? roleSince : 0;
}

/** Whether a request still needs an answer. True for notifications that are no request. */
async function isStillAsked(
  { reader, viewer: { actor } }: InboxReader,
  kind: NotificationKind,
  { subject: { collection, id } }: StoredEvent,
): Promise<boolean> {
  if (kind !== "clearance-request" && kind !== "co-sign-request") return true;
  if (collection === "replies") {
    const reply = await reader.get("replies", id);
    return reply?.standing === "open" && reply.clearance === "awaiting";
  }
  const annotation = await reader.get("annotations", id);
  if (annotation?.standing !== "open") return false;
  if (kind === "clearance-request") return annotation.visibility === "clearance";
  return annotation.speaker.awaiting.some((organisation) => representedBy(actor).includes(organisation.id));
}
