import type { Forum } from "#core/access/forum.ts";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import { isActive } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { MailedAct, RecipientsPreview } from "#core/contract/announcement-operations.ts";
import type { NotificationEntry, NotificationItem } from "#core/contract/notification-operations.ts";
import { itemMail } from "#core/phrases/news-mail.ts";
import { sentenceOf } from "#core/phrases/notification-text.ts";
import { plainMail } from "#core/phrases/mail-text.ts";
import type { Announcement } from "#core/discuss/announcement.ts";
import { mailboxOn } from "../../store/indexes.ts";
import { rememberingReader } from "../../store/store-over.ts";
import type { Reader } from "../../store/store.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { readDocumentThreads } from "../annotations/document-threads.ts";
import { audienceKeys, peopleUnder } from "../kernel/audience.ts";
import { traceFollowed } from "../comparison/followed-clauses.ts";
import { authorise } from "../kernel/authorise.ts";
import { continuedBy, keysOfDecision, organisationKeys } from "../kernel/concerns.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import { readMailbox } from "../inbox/inbox-reader.ts";
import { timeNow } from "../mailing/mailing.ts";
import { mailFrame } from "../people/mail-person.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { findRecipient } from "../people/mail-recipient.ts";
import { findForum, findVersion, type FoundVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { findRecipients } from "./announcement.ts";

/** Maximum number of names to send. */
const mostNames = 500;

/** Shared, because several previews may be computed side by side. */
const turns = new Turns();

/**
 * Returns whom an act would notify now, how, and of what. Reads the rows of each of these people, but not their events.
 * @throws ProblemError not-signed-in, not-allowed (also without permission for the act itself), not-found, invalid-request
 */
export async function previewRecipients(context: Context, actor: Actor, act: MailedAct): Promise<RecipientsPreview> {
  authorise(actor, permissionOf[act.kind]);
  const announced = act.kind === "announcement" ? await findRecipients(context, actor, act.to) : null;
  const clauses = act.kind === "new-draft" ? await clausesChangedBy(context, actor, act) : [];
  return context.store.read(async (store) => {
    const reader = rememberingReader(store);
    const found = "version" in act ? await findVersion(reader, actor, act.version) : null;
    const following = found ? await followersOf(reader, found.document.id, clauses) : [];
    const decided = act.kind === "decision" ? await peopleOfDecisions(context, reader, actor, act.annotations) : null;
    const people =
      decided ??
      (announced
        ? (await Promise.all(audienceKeys(announced).map((key) => peopleUnder(reader, key)))).flat()
        : [...following, ...(found ? await peopleAround(context, reader, found.document.id) : [])]);
    const ofClauses = new Set(following.map(({ id }) => id));
    const text = await textOf(context, reader, actor, { act, found });
    const mailboxes = await mailboxesOf(context, reader, { act, announced });
    const preview: RecipientsPreview = { count: 0, atOnce: 0, digest: 0, mailboxes, people: [], ...text };
    const reached = [...new Map(people.map((person) => [person.id, person])).values()].filter(
      ({ id }) => id !== actor.participantId && id !== actor.deputyId,
    );
    for (const person of reached) {
      await turns.pause();
      preview.count += 1;
      const mailing = await reader.get("mailings", person.id);
      // Without a mail server, nobody gets a message. Who never signed in has chosen none.
      const kind = ofClauses.has(person.id) ? "clauses-changed" : act.kind;
      const time = mailing && person.email !== null && context.mailReaches ? timeNow(mailing, kind) : "never";
      if (time === "at-once") preview.atOnce += 1;
      if (time === "digest" && mailing?.digestDueAt !== null) preview.digest += 1;
    }
    const named = reached.toSorted((one, other) => one.name.localeCompare(other.name, "en")).slice(0, mostNames);
    for (const { name, organisationId } of named) {
      const organisation = organisationId === null ? undefined : await reader.get("organisations", organisationId);
      preview.people.push({ name, organisation: organisation?.shortName ?? null });
    }
    return preview;
  });
}

const permissionOf = {
  "new-draft": "publish-version",
  "consultation-set": "hold-consultation",
  "consultation-cancelled": "hold-consultation",
  announcement: "announce",
  decision: "decide",
} as const satisfies Readonly<Record<MailedAct["kind"], string>>;

/** Counts the mailboxes of organisations that an act is mailed to. */
async function mailboxesOf(
  context: Context,
  reader: Reader,
  { act, announced }: { act: MailedAct; announced: Pick<Announcement, "group" | "organisationIds"> | null },
): Promise<number> {
  const decided = act.kind === "decision" ? act.annotations : [];
  const keys = new Set([
    ...(announced ? audienceKeys(announced) : []),
    ...(await Promise.all(decided.map((id) => reader.get("annotations", id)))).flatMap((one) =>
      one ? organisationKeys(one) : [],
    ),
    ...("version" in act ? ["documents"] : []),
  ]);
  let count = 0;
  for (const { id } of context.mailReaches ? await reader.list("mailings", { mailbox: mailboxOn }) : []) {
    const recipient = await findRecipient(reader, id);
    const to = recipient?.mailboxOf && (await readMailbox(context, reader, recipient.mailboxOf));
    if (to && [...to.reasons.keys()].some((key) => keys.has(key))) count += 1;
  }
  return count;
}

/** Returns the people who are notified of decisions on annotations, without those who muted them. */
async function peopleOfDecisions(
  context: Context,
  reader: Reader,
  actor: Actor,
  annotations: readonly string[],
): Promise<KeptParticipant[]> {
  const { sources } = await findForum(reader, actor);
  const found: KeptParticipant[] = [];
  for (const id of new Set(annotations)) {
    await turns.pause();
    const { annotation } = await findAnnotation(context, reader, actor, id);
    const keys = await keysOfDecision(reader, annotation);
    const people = await Promise.all(keys.map((key) => peopleConcerned(reader, key, sources)));
    found.push(...(await hearing(reader, new Set(people.flat()), [...keys, `document/${annotation.documentId}`])));
  }
  return found;
}

/** Returns the ids of the people whom an event with a key notifies. */
async function peopleConcerned(reader: Reader, key: string, sources: Forum["sources"]): Promise<string[]> {
  const at = key.indexOf("/");
  const [kind, id] = [key.slice(0, at), key.slice(at + 1)];
  const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id);
  if (kind === "author") return [id];
  if (kind === "coordinates") return idsOf(await reader.list("participants", { activeIn: id, role: "coordinator" }));
  if (kind === "clause") return idsOf(await reader.list("inboxes", { clause: key }));
  // The notification would say whose comment it was.
  if (kind === "organisation" && sources === "hidden") return [];
  return idsOf(await reader.list("inboxes", { follows: key }));
}

/** Returns the keys of the followed clauses that the publication of a draft changes. */
async function clausesChangedBy(context: Context, actor: Actor, act: { version: string }): Promise<string[]> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, act.version));
  const { traced } = await traceFollowed(context, version.id);
  const changed = traced.filter(({ changes }) => changes.some(({ revised }) => revised === version.id));
  return changed.map(({ id }) => `clause/${id}`);
}

/** Returns the active people who follow one of these clauses, without those who muted one or the document. */
async function followersOf(reader: Reader, documentId: string, clauses: readonly string[]): Promise<KeptParticipant[]> {
  const ids = new Set<string>();
  for (const clause of clauses) for (const { id } of await reader.list("inboxes", { clause })) ids.add(id);
  return hearing(reader, ids, [`document/${documentId}`, ...clauses]);
}

/**
 * Returns the active people who are notified of the drafts of a document: those who follow it or acted in it, or in one
 * that it continues, without those who muted it. Authors of comments acted in it. Of others who may have acted, the first
 * event is looked up.
 */
async function peopleAround(context: Context, reader: Reader, documentId: string): Promise<KeptParticipant[]> {
  const found: KeptParticipant[] = [];
  for (const id of await continuedBy(reader, documentId)) {
    const followers = await reader.list("inboxes", { follows: `document/${id}` });
    const certain = new Set(followers.map((inbox) => inbox.id));
    for (const personId of await peopleWhoMayHaveActed(context, reader, id, certain)) {
      await turns.pause();
      if (certain.has(personId)) continue;
      const [first] = await reader.events({ after: 0, limit: 1, personId, documentId: id });
      if (first) certain.add(personId);
    }
    found.push(...(await hearing(reader, certain, [`document/${id}`, `document/${documentId}`])));
  }
  return found;
}

/** Returns the active ones of these people, without those who muted one of the subjects. */
async function hearing(
  reader: Reader,
  ids: ReadonlySet<string>,
  subjects: readonly string[],
): Promise<KeptParticipant[]> {
  const found: KeptParticipant[] = [];
  for (const id of ids) {
    await turns.pause();
    const [person, inbox] = await Promise.all([reader.get("participants", id), reader.get("inboxes", id)]);
    if (person && isActive(person) && !subjects.some((key) => inbox?.muted.includes(key))) found.push(person);
  }
  return found;
}

/**
 * Adds the authors of comments to those who certainly acted in a document. Returns the ids of others who may have: those
 * who replied or decide, coordinators, deputies, and the people of organisations that co-signed.
 */
async function peopleWhoMayHaveActed(
  context: Context,
  reader: Reader,
  documentId: string,
  certain: Set<string>,
): Promise<Set<string>> {
  const { threads } = await readDocumentThreads(context, reader, documentId);
  const possible = new Set<string>();
  const signing = new Set<string>();
  for (const { annotation, replies } of threads) {
    await turns.pause();
    const { speaker, contributionId } = annotation;
    // Another person may have imported it in the name of the speaker.
    (contributionId === null ? certain : possible).add(speaker.participantId);
    for (const reply of replies) possible.add(reply.speaker.participantId);
    for (const { id } of [...speaker.jointly, ...speaker.awaiting]) signing.add(id);
  }
  const lists = await Promise.all([
    ...(["secretariat", "chair", "coordinator"] as const).map((role) => reader.list("participants", { role })),
    ...[...signing].map((activeIn) => reader.list("participants", { activeIn })),
  ]);
  for (const { id } of lists.flat()) possible.add(id);
  for await (const { deputyId } of reader.everyRow("deputies")) possible.add(deputyId);
  return possible;
}

/** Returns the notification, and the message as the actor would get it. */
async function textOf(
  context: Context,
  reader: Reader,
  actor: Actor,
  { act, found }: { act: MailedAct; found: FoundVersion | null },
): Promise<Pick<RecipientsPreview, "sentence" | "mail" | "language">> {
  const { participantId, name, organisation } = await freezeSpeaker(reader, actor, {});
  const frame = await mailFrame(reader, { id: participantId, name });
  const isAnnouncement = act.kind === "announcement";
  const first = act.kind === "decision" ? (await reader.get("deskEntries", act.annotations[0] ?? ""))?.current : null;
  const about = act.kind === "decision" ? await reader.get("annotations", act.annotations[0] ?? "") : null;
  const document = found?.document ?? (about && (await reader.get("documents", about.documentId)));
  const entry: NotificationEntry = {
    ...{ id: "", at: context.now().toISOString(), kind: act.kind, isNew: true },
    reason: isAnnouncement ? "addressed" : act.kind === "decision" ? "author" : "took-part-in-document",
    by: { name, organisation: organisation?.shortName ?? null },
    text: isAnnouncement ? act.text : (first?.prepared?.reason ?? ""),
    outcome: first?.prepared?.outcome ?? null,
    ...{ position: null, answer: null },
    closesAt: act.kind === "consultation-set" ? act.closesAt : null,
    draft: found?.version.label ?? null,
  };
  const item: NotificationItem = {
    ...{ item: "", state: "unread", isUrgent: false, annotation: null, contribution: null, follows: null, latest: "" },
    document: document ? { id: document.id, title: document.shortTitle } : null,
    version: found && { address: addressOf(found.version, found.versions), label: found.version.label },
    announcement: isAnnouncement ? { id: "", subject: act.subject, isWithdrawn: false } : null,
    ...{ entries: [entry], count: 1 },
  };
  const parts = itemMail(item, { ...frame, base: context.linkBase, stop: context.linkBase });
  return {
    sentence: sentenceOf({ entry, item }, frame),
    mail: { subject: parts.subject, text: plainMail(parts) },
    language: frame.language,
  };
}
