import type { EventKind } from "#core/contract/event-operations.ts";
import { eventKinds, quietKinds } from "#core/contract/event-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Announcement } from "#core/discuss/announcement.ts";
import { type Known, textParts } from "#core/discuss/mentions.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import type { Target } from "#core/discuss/target.ts";
import type { Decision, DecisionRecord } from "#core/outcome/decision.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import { clauseKey, mentionKeys } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import { audienceKeys } from "./audience.ts";
import type { RecordedContribution } from "./events.ts";
import { isInThread } from "./visibility.ts";

/**
 * Keys of whom an event concerns, by which a reader's notifications are found:
 *
 * - `author/PERSON`: the author of the comment that it is about; `speaker/PERSON`: of the statement that was cleared,
 *   sent back or hidden; `took-part/PERSON`: others who replied; `mentioned/PERSON`;
 * - `invited/ORGANISATION` to co-sign; `coordinates/ORGANISATION`: the coordinators who clear a comment or answer for it;
 * - `secretariat`; `documents`: everybody who takes part in the document or follows it;
 * - `everybody`, `group/GROUP` and `members/ORGANISATION`: those whom an announcement is for (audience.ts);
 *
 * and of the item to which its notification belongs (`thread/ANNOTATION`, `draft/DOCUMENT@ROUND`, `document/ID`,
 * `contribution/ID`, `announcement/ID`), by which followers find it too. Followers of something else find it by `clause/ID` (a row of
 * `followedClauses`), `organisation/ID`, and `document/ID` of the documents that a document continues.
 */
type Keys = readonly string[];
type Concern = (event: NewEvent, reader: Reader) => Keys | Promise<Keys>;

/** Maximum number of people who took part in a thread to notify: those who replied last. */
const mostRepliers = 50;

/** A comment or proposal that was created, edited or submitted. */
const annotationKeys: Concern = async ({ before, after }, reader) => {
  const [earlier, now] = [before as Annotation | null, after as Annotation | null];
  if (now?.standing !== "open" || now.visibility === "private") return [];
  const { speaker, visibility, documentId } = now;
  const isSame = earlier?.standing === "open" && earlier.visibility === visibility;
  const keys = [threadKey(now.id)];
  if (visibility === "clearance") {
    if (!isSame && speaker.organisation) keys.push(`coordinates/${speaker.organisation.id}`);
    return keys;
  }
  keys.push(...(await newMentions(reader, now.text, isSame ? earlier.text : "")));
  if (visibility !== "submitted") return keys;
  const invited = new Set(isSame ? earlier.speaker.awaiting.map(({ id }) => id) : []);
  for (const { id } of speaker.awaiting) if (!invited.has(id)) keys.push(`invited/${id}`);
  if (earlier?.visibility === "clearance") keys.push(`speaker/${speaker.participantId}`);
  if (!isSame) keys.push(...(await documentKeys(reader, documentId)), ...(await subjectKeys(reader, now)));
  return keys;
};

/** A reply that was created, edited or cleared, also for the organisations that made the comment. */
const replyKeys: Concern = async ({ before, after }, reader) => {
  const [earlier, now] = [before as KeptReply | null, after as KeptReply | null];
  if (now?.standing !== "open") return [];
  const { speaker, annotationId } = now;
  const keys = [threadKey(annotationId)];
  if (!isInThread(now)) {
    const isAsked = now.clearance === "awaiting" && earlier?.clearance !== "awaiting";
    if (isAsked && speaker.organisation) keys.push(`coordinates/${speaker.organisation.id}`);
    return keys;
  }
  const isNew = !earlier || !isInThread(earlier);
  if (earlier && isNew) keys.push(`speaker/${speaker.participantId}`);
  if (isNew) {
    const annotation = await reader.get("annotations", annotationId);
    keys.push(...(await peopleIn(reader, annotationId, true)), ...(annotation ? organisationKeys(annotation) : []));
  }
  return [...keys, ...(await newMentions(reader, now.text, isNew ? "" : earlier.text))];
};

/** A statement that was sent back or hidden. */
const ownKeys: Concern = ({ after }) => {
  const statement = after as Annotation | KeptReply | null;
  if (!statement) return [];
  const thread = "annotationId" in statement ? statement.annotationId : statement.id;
  return [threadKey(thread), `speaker/${statement.speaker.participantId}`];
};

/** An answer to a request to co-sign, which only the author needs. */
const coSignKeys: Concern = ({ after }) => {
  const annotation = after as Annotation | null;
  return annotation ? [threadKey(annotation.id), `author/${annotation.speaker.participantId}`] : [];
};

/** A decision. If only the draft that shows it changes, nobody is notified. */
const decisionKeys: Concern = async ({ subject, before, after }, reader) => {
  const [earlier, now] = [before as DecisionRecord | null, after as DecisionRecord | null];
  if (isSameDecision(earlier?.current ?? null, now?.current ?? null)) return [];
  const annotation = await reader.get("annotations", subject.id);
  return annotation ? keysOfDecision(reader, annotation) : [];
};

/** Returns the keys of whom a decision on an annotation concerns. */
export async function keysOfDecision(reader: Reader, annotation: Annotation): Promise<string[]> {
  const behind = organisationsBehind(annotation.speaker).map(({ id }) => `coordinates/${id}`);
  return [
    threadKey(annotation.id),
    ...(await peopleIn(reader, annotation.id, false)),
    ...behind,
    ...(await subjectKeys(reader, annotation)),
  ];
}

function isSameDecision(one: Decision | null, other: Decision | null): boolean {
  if (!one || !other) return one === other;
  return (
    one.outcome === other.outcome &&
    one.reason === other.reason &&
    one.mergedWith === other.mergedWith &&
    (one.amendedBy ?? null) === (other.amendedBy ?? null)
  );
}

/** A placement that somebody settled. */
const placeKeys: Concern = ({ after }, reader) => {
  const settlement = after as KeptSettlement | null;
  return settlement
    ? peopleIn(reader, settlement.annotationId, false).then((keys) => [threadKey(settlement.annotationId), ...keys])
    : [];
};

/** A draft or its consultation. The subject is the version. Those of a draft in several languages are one item. */
const draftKeys: Concern = async ({ subject }, reader) => {
  const version = await reader.get("versions", subject.id);
  return version ? [`draft/${version.documentId}@${version.round}`, "documents"] : [];
};

/** A new draft, also for those who follow a clause that it changes. */
const publishedKeys: Concern = async (event, reader) => {
  const changed = await reader.list("followedClauses", { changedIn: event.subject.id });
  return [...(await draftKeys(event, reader)), ...changed.map(({ id }) => `clause/${id}`)];
};

const receivedKeys: Concern = ({ subject }) => [`contribution/${subject.id}`, "secretariat"];

/** An import, for those who sent the file and those whose rows it has. */
const takenKeys: Concern = async ({ subject, after }, reader) => {
  const { organisationIds } = after as RecordedContribution;
  const { bodyIds = [] } = (await reader.get("contributions", subject.id)) ?? {};
  const concerned = new Set([...organisationIds, ...bodyIds]);
  return [`contribution/${subject.id}`, ...[...concerned].map((id) => `coordinates/${id}`)];
};

/** A withdrawal of what was imported in an organisation's name, by the organisation. */
const questionedKeys: Concern = ({ onBehalfOf, after }) => {
  const annotation = after as Annotation | null;
  const isImported = annotation?.contributionId !== null && annotation?.speaker.participantId === "";
  return annotation && isImported && onBehalfOf !== null && onBehalfOf === annotation.speaker.organisation?.id
    ? [threadKey(annotation.id), "secretariat"]
    : [];
};

/** Whom an event of each kind concerns. Null if it notifies nobody. */
const concerns: Readonly<Record<EventKind, Concern | null>> = {
  "forum-seeded": null,
  "document-created": null,
  "document-changed": null,
  "document-moved": null,
  "document-archived": null,
  "document-restored": null,
  "version-prepared": null,
  "version-corrected": null,
  "version-published": publishedKeys,
  "version-superseded": null,
  "version-discarded": null,
  "version-withdrawn": null,
  "annotation-created": annotationKeys,
  "annotation-edited": annotationKeys,
  "annotation-submitted": annotationKeys,
  "annotation-sent-back": ownKeys,
  "annotation-unsubmitted": null,
  "annotation-opened": null,
  "annotation-withdrawn": questionedKeys,
  "annotation-reinstated": null,
  "annotation-hidden": ownKeys,
  "annotation-erased": null,
  "annotation-joint-confirmed": coSignKeys,
  "annotation-joint-declined": coSignKeys,
  "annotation-joint-left": coSignKeys,
  "annotation-consolidated": null,
  "annotation-released": null,
  "annotation-signed-on": coSignKeys,
  "annotation-joint-removed": null,
  "reply-created": replyKeys,
  "reply-edited": replyKeys,
  "reply-submitted": replyKeys,
  "reply-sent-back": ownKeys,
  "reply-unsubmitted": null,
  "reply-withdrawn": null,
  "reply-reinstated": null,
  "reply-hidden": ownKeys,
  "reply-erased": null,
  "disposition-made": decisionKeys,
  "disposition-revised": decisionKeys,
  "disposition-revoked": decisionKeys,
  "desk-changed": null,
  "link-added": null,
  "link-revoked": null,
  "place-confirmed": placeKeys,
  "place-re-anchored": placeKeys,
  "place-given-up": placeKeys,
  "place-unsettled": null,
  "uptake-corrected": null,
  "uptake-uncorrected": null,
  "consultation-set": draftKeys,
  "consultation-called-off": draftKeys,
  "consultation-closed": draftKeys,
  "contribution-received": receivedKeys,
  "contribution-edited": null,
  "contribution-taken": takenKeys,
  "contribution-undone": null,
  "contribution-discarded": null,
  "contribution-erased": null,
  "circle-made": null,
  "circle-changed": null,
  "circle-dissolved": null,
  "view-saved": null,
  "view-removed": null,
  "clearance-set": null,
  "invitation-made": null,
  "invitation-mailed": null,
  "signed-in": null,
  "signed-out": null,
  "session-renewed": null,
  "session-ended": null,
  "profile-changed": null,
  "preferences-changed": null,
  "email-changed": null,
  "token-made": null,
  "token-used": null,
  "token-revoked": null,
  // Nobody has this key. It finds the latest message about the letters on a draft.
  "announcement-made": ({ after }) => letterMailKeys(after as Announcement),
  "announcement-sent": ({ subject, after }) => [`announcement/${subject.id}`, ...audienceKeys(after as Announcement)],
  "announcement-withdrawn": null,
};

/**
 * Returns an event that is being appended, with the keys of whom it concerns. One that was copied from another store
 * keeps its own. A quiet one concerns nobody.
 * @throws RangeError if an event of this kind may not be quiet
 */
export async function withConcerns(event: NewEvent, reader: Reader): Promise<NewEvent> {
  if (event.quiet) {
    if (!quietKinds.has(event.kind)) throw new RangeError(`${event.kind} notifies people always`);
    return event;
  }
  if (event.concerns !== undefined || !isEventKind(event.kind)) return event;
  const keys = (await concerns[event.kind]?.(event, reader)) ?? [];
  return keys.length === 0 ? event : { ...event, concerns: [...new Set(keys)] };
}

function isEventKind(kind: string): kind is EventKind {
  return (eventKinds as readonly string[]).includes(kind);
}

/** Returns the key of the events of an announcement about the letters on a version. One about anything else has none. */
export function letterMailKeys({ people, versionId }: Pick<Announcement, "people" | "versionId">): string[] {
  return people && versionId !== null ? [`letters-on/${versionId}`] : [];
}

/** Returns the key of the item of an annotation's thread. */
export function threadKey(annotation: string): string {
  return `thread/${annotation}`;
}

const personKinds: readonly string[] = ["author", "speaker", "took-part", "mentioned", "letter"];

/** Whether a key names a person. */
export function isKeyOfPerson(key: string, id: string): boolean {
  return personKinds.some((kind) => key === `${kind}/${id}`);
}

/** Returns the keys of a document and of those that it replaces, merges or is a fork of, its own first. */
async function documentKeys(reader: Reader, documentId: string): Promise<string[]> {
  return (await continuedBy(reader, documentId)).map((id) => `document/${id}`);
}

/** Returns the ids of a document and of those that it replaces, merges or is a fork of, its own first. */
export async function continuedBy(reader: Reader, documentId: string): Promise<string[]> {
  // A set is walked in the order of its entries, with those that are added meanwhile.
  const ids = new Set([documentId]);
  for (const id of ids)
    for (const relation of (await reader.get("documents", id))?.relations ?? []) ids.add(relation.documentId);
  return [...ids];
}

/** Returns the keys of the followed clauses on which an annotation is, and of the organisations that made it. */
async function subjectKeys(reader: Reader, { versionId, targets, speaker }: Annotation): Promise<string[]> {
  const clauses = new Set(targets.flatMap(clausesOfTarget));
  const followed = await Promise.all(
    [...clauses].map((clause) => reader.list("followedClauses", { place: clauseKey(versionId, clause) })),
  );
  return [...followed.flat().map(({ id }) => `clause/${id}`), ...organisationKeys({ speaker })];
}

/** Returns the keys of the organisations that made an annotation. */
export function organisationKeys({ speaker }: Pick<Annotation, "speaker">): string[] {
  return organisationsBehind(speaker).map(({ id }) => `organisation/${id}`);
}

function clausesOfTarget(target: Target): string[] {
  if (target.kind === "range") return [target.start.clause, target.end.clause];
  return target.kind === "document" ? [] : [target.clause];
}

/** Returns the keys of a thread's author and, if asked, of those who replied last. */
async function peopleIn(reader: Reader, annotationId: string, withRepliers: boolean): Promise<string[]> {
  const annotation = await reader.get("annotations", annotationId);
  if (!annotation) return [];
  const author = annotation.speaker.participantId;
  const replies = withRepliers ? await reader.list("replies", { annotationId }) : [];
  const repliers = replies
    .filter((reply) => reply.standing === "open" && isInThread(reply))
    .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
    .map(({ speaker }) => speaker.participantId);
  const others = [...new Set(repliers)].filter((id) => id !== "" && id !== author).slice(0, mostRepliers);
  return [...(author === "" ? [] : [`author/${author}`]), ...others.map((id) => `took-part/${id}`)];
}

/** Maximum number of keys of names (`mentionKeys`) to look up for one text, because others wait for the write. */
const mostNames = 500;

/**
 * Returns the keys of the people whom a text mentions and an earlier one does not. In a text with very many "@", only the
 * first are looked up.
 */
async function newMentions(reader: Reader, text: string, earlier: string): Promise<string[]> {
  const known = new Set(mentionKeys(earlier));
  const keys = mentionKeys(text).filter((key) => !known.has(key));
  const people = await peopleWithNames(reader, new Set(keys.slice(0, mostNames)));
  if (people.length === 0) return [];
  const mentioned = textParts(text, { people, documents: [] }).flatMap((part) =>
    part.kind === "mention" ? part.participant : [],
  );
  return [...new Set(mentioned)].map((id) => `mentioned/${id}`);
}

/** Returns the people whom statements may mention. */
export async function peopleNamed(reader: Reader, statements: readonly { text: string }[]): Promise<Known["people"]> {
  return peopleWithNames(reader, new Set(statements.flatMap(({ text }) => mentionKeys(text))));
}

async function peopleWithNames(reader: Reader, keys: ReadonlySet<string>): Promise<Known["people"]> {
  const people = await Promise.all([...keys].map((mention) => reader.list("participants", { mention })));
  return people.flat();
}
