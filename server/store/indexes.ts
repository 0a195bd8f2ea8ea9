import { createHash } from "node:crypto";
import { isActive } from "#core/access/kept-people.ts";
import type { Annotation, AnnotationKind } from "#core/discuss/annotation.ts";
import { organisationsBehind, type Speaker } from "#core/discuss/speaker.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { KeptReply, RowCollection, Rows } from "./collections.ts";
import type { EventFacts, EventSubject } from "./stored-event.ts";

/** The keys under which a row is listed and counted in one index. Null is no key. */
type Keys<Row> = (row: Row) => readonly (string | null | undefined)[];

type Statement = Pick<Annotation | KeptReply, "speaker" | "text" | "standing">;

/** The key of a consultation whose closing is still to be recorded. */
export const dueClosing = "due";

/** The key of a mailbox that gets mails. No hash of an address is this. */
export const mailboxOn = "on";

/** The key of a contribution whose version is not known. No version has this id. */
export const unmatched = "unmatched";

const repliesOf = (replies: Contribution["items"][number]["replies"]): (string | null)[] =>
  replies.map(({ replyId }) => replyId);

const idsOf = (organisations: Speaker["jointly"]): string[] => organisations.map(({ id }) => id);

/** The indexes of annotations and replies by their speaker and text. */
const ofStatements = {
  /** The author. */
  participantId: ({ speaker }: Statement) => [speaker.participantId],
  /** Every organisation that made it, co-signed it or was invited to. */
  organisationId: ({ speaker }: Statement) => [...idsOf(organisationsBehind(speaker)), ...idsOf(speaker.awaiting)],
  /** The groups under which it was made. */
  group: ({ speaker }: Statement) => [
    speaker.group,
    ...[...speaker.jointly, ...speaker.awaiting].map(({ group }) => group),
  ],
  /** The names that it may mention (`mentionKey`), while it is open. */
  mention: ({ text, standing }: Statement) => (standing === "open" ? mentionKeys(text) : []),
};

/**
 * The indexes of each collection. A store keeps them with the writes, so that a list and a count cost what they return,
 * whatever else the forum has. Everything by which rows are listed is here.
 */
export const indexes = {
  forum: {},
  documents: {
    /** The documents to which it relates. */
    relatedTo: ({ relations }) => relations.map(({ documentId }) => documentId),
    /** The position in the table of contents (`lastFirst`). */
    position: ({ position }) => [lastFirst(position)],
    /** The place in a list: archived documents last, then by position. */
    listed: ({ archivedAt, position }) => [
      `${archivedAt === undefined ? "0" : "1"} ${String(position).padStart(16, "0")}`,
    ],
  },
  versions: {
    documentId: ({ documentId }) => [documentId],
    state: ({ state }) => [state],
    contentHash: ({ contentHash }) => [contentHash],
    /** The files that it needs: its source, and its numbered lines. */
    sourceHash: ({ source, lines }) => [source.hash, lines?.hash],
  },
  organisations: {
    group: ({ group }) => [group],
    /** The id and both names (`nameKey`). */
    name: ({ id, name, shortName }) => [nameKey(id), nameKey(name), nameKey(shortName)],
    logoHash: ({ logo }) => [logo?.hash],
    mergedInto: ({ mergedInto }) => [mergedInto],
    state: ({ archivedAt }) => [archivedAt === undefined ? "active" : "archived"],
    /** The short name (`nameKey`), in whose order they are listed. */
    shortName: ({ shortName }) => [nameKey(shortName)],
    /** The words of the id and both names, and after a "!" those of the contact, which only the secretariat sees. */
    word: ({ id, name, shortName, contact }) => [...wordKeys(id, name, shortName), ...hidden(wordKeys(contact ?? ""))],
    /** The beginnings of the name (`openingsOf`), by which it is found in a text. */
    opening: ({ name }) => openingsOf(name),
  },
  participants: {
    organisationId: ({ organisationId }) => [organisationId],
    group: ({ group }) => [group],
    role: ({ role }) => [role],
    state: (person) => [isActive(person) ? "active" : "deactivated"],
    /** The hash of the mail address (`addressHash`). */
    address: ({ email }) => [email === null ? null : addressHash(email)],
    /** The name (`mentionKey`). */
    mention: ({ name }) => [mentionKey(name)],
    /** The name (`nameKey`), in whose order they are listed. */
    name: ({ name }) => [nameKey(name)],
    /**
     * The words of the id and name, after a "!" those of the mail address, which only the secretariat sees, and the
     * organisation (`organisationWord`).
     */
    word: ({ id, name, email, organisationId }) => [
      ...wordKeys(id, name),
      ...hidden(wordKeys(email ?? "")),
      organisationId === null ? null : organisationWord(organisationId),
    ],
    /** The organisation of an active person. */
    activeIn: (person) => [isActive(person) ? person.organisationId : null],
    /** The group of a person without an organisation. */
    ownGroup: ({ organisationId, group }) => [organisationId === null ? group : null],
  },
  annotations: {
    documentId: ({ documentId }) => [documentId],
    versionId: ({ versionId }) => [versionId],
    circleId: ({ circleId }) => [circleId],
    /** The author of a draft that is shared with a circle. */
    sharedBy: ({ visibility, speaker }) => [visibility === "circle" ? speaker.participantId : null],
    /** The version, if everybody who may read it sees the annotation, apart from blind consultations. */
    openOn: ({ versionId, visibility, standing }) => [
      visibility === "submitted" && standing === "open" ? versionId : null,
    ],
    /** The author (`authoredBy`) and the time (`latestFirst`), in whose order an author's open ones are listed. */
    authored: ({ speaker, createdAt, standing }) => [
      standing === "open" ? authoredBy(speaker.participantId) + latestFirst(createdAt) : null,
    ],
    /** The author and each organisation behind what is submitted (`publishedBy`), and the time (`latestFirst`). */
    publishedBy: (annotation) => (isPublished(annotation) ? publishedKeys(annotation) : []),
    /** What is counted of the same (`countedFor`). */
    countedFor: (annotation) => (isPublished(annotation) ? countedKeys(annotation) : []),
    /** Organisations that are invited to co-sign. */
    invitedId: ({ speaker, standing }) => (standing === "open" ? idsOf(speaker.awaiting) : []),
    /** The author and organisation of an annotation that awaits clearance. */
    awaitingClearance: ({ visibility, standing, speaker }) =>
      visibility === "clearance" && standing === "open" ? [speaker.participantId, speaker.organisation?.id] : [],
    /** The author and organisation of a private draft that was sent back. */
    sentBackTo: ({ sentBack, visibility, standing, speaker }) =>
      sentBack && visibility === "private" && standing === "open"
        ? [speaker.participantId, speaker.organisation?.id]
        : [],
    consolidatedInto: ({ consolidatedInto }) => [consolidatedInto],
    ...ofStatements,
  },
  replies: {
    documentId: ({ documentId }) => [documentId],
    annotationId: ({ annotationId }) => [annotationId],
    awaitingClearance: ({ clearance, standing, speaker }) =>
      clearance === "awaiting" && standing === "open" ? [speaker.participantId, speaker.organisation?.id] : [],
    sentBackTo: ({ sentBack, visibility, standing, speaker }) =>
      sentBack && visibility === "private" && standing === "open"
        ? [speaker.participantId, speaker.organisation?.id]
        : [],
    ...ofStatements,
  },
  dispositions: { documentId: ({ documentId }) => [documentId] },
  settlements: {
    documentId: ({ documentId }) => [documentId],
    annotationId: ({ annotationId }) => [annotationId],
  },
  uptakes: {
    documentId: ({ documentId }) => [documentId],
    annotationId: ({ annotationId }) => [annotationId],
  },
  consultations: {
    documentId: ({ documentId }) => [documentId],
    /** Whether its closing is still to be recorded. Those that can be running are among these. */
    closing: ({ current, toldClosing }) => [current && current.closesAt !== toldClosing ? dueClosing : null],
  },
  circles: {
    organisationId: ({ organisationIds }) => organisationIds,
    madeBy: ({ madeBy }) => [madeBy],
    /** The name (`nameKey`), in whose order they are listed. */
    name: ({ name }) => [nameKey(name)],
  },
  views: { participantId: ({ participantId }) => [participantId] },
  contributions: {
    organisationId: ({ organisationIds }) => organisationIds,
    versionId: ({ versionId }) => [versionId],
    /** The version, or `unmatched`, of those that are still to be reviewed. */
    toReview: ({ state, versionId }) => [state === "prepared" ? (versionId ?? unmatched) : null],
    sourceHash: ({ source }) => [source.hash],
    readHash: ({ readHash }) => [readHash],
    /** The time it was received (`latestFirst`), in whose order they are listed. */
    receivedAt: ({ receivedAt }) => [latestFirst(receivedAt)],
    /** The content of the rows that were imported from it. */
    rowHash: ({ state, items }) => {
      const imported = state === "taken" ? items.filter(({ annotationId }) => annotationId !== null) : [];
      return [...new Set(imported.map(({ rowHash }) => rowHash))];
    },
    /** The annotations and replies that were imported from it. */
    statement: ({ items }) => items.flatMap(({ annotationId, replies }) => [annotationId, ...repliesOf(replies)]),
  },
  links: {
    documentId: ({ documentId }) => [documentId],
    baseVersionId: ({ baseVersionId }) => [baseVersionId],
    revisedVersionId: ({ revisedVersionId }) => [revisedVersionId],
  },
  invitations: { participantId: ({ participantId }) => [participantId] },
  sessions: { participantId: ({ participantId }) => [participantId] },
  deputies: {
    principalId: ({ principalId }) => [principalId],
    deputyId: ({ deputyId }) => [deputyId],
  },
  accounts: {},
  identities: { participantId: ({ participantId }) => [participantId] },
  passkeys: { participantId: ({ participantId }) => [participantId] },
  tokens: { participantId: ({ participantId }) => [participantId] },
  preferences: {},
  publishedHeads: {},
  announcements: {
    /** The time (`latestFirst`), in whose order they are listed. */
    at: ({ at }) => [latestFirst(at)],
    /** When it is to be sent. */
    dueAt: ({ sendsAt, sentAt, withdrawnAt }) => [sentAt === null && withdrawnAt === null ? sendsAt : null],
  },
  deskEntries: { documentId: ({ documentId }) => [documentId] },
  inboxes: {
    /** The followed clauses (`clause/ID`), to know whether anybody still follows one. */
    clause: ({ following }) => following.map(({ key }) => (key.startsWith("clause/") ? key : null)),
    /** What else the person follows (`document/ID`, `thread/ID`, `organisation/ID`). */
    follows: ({ following }) => following.map(({ key }) => (key.startsWith("clause/") ? null : key)),
  },
  mailings: {
    /** When the next mail is due, in whose order they are sent. */
    dueAt: ({ atOnceDueAt, digestDueAt }) => [[atOnceDueAt, digestDueAt].filter((at) => at !== null).sort()[0]],
    /** The kinds that the person chose to have mailed at once. */
    atOnce: ({ times }) => Object.keys(times).filter((kind) => times[kind] === "at-once"),
    /** The part of reply addresses that stands for the person (`replyKey`). Few share one. */
    replyKey: ({ secret }) => [replyKey(secret)],
    /** Mailboxes by their address (`addressHash`), and those that get mails as `on`. */
    mailbox: ({ mailbox }) =>
      mailbox?.email ? [addressHash(mailbox.email), mailbox.isStopped ? null : mailboxOn] : [],
  },
  cursors: {},
  followedClauses: {
    documentId: ({ documentIds }) => documentIds,
    /** The places (`clauseKey`). */
    place: ({ places }) =>
      places.flatMap(({ versionId, clauses }) => clauses.map((clause) => clauseKey(versionId, clause))),
    /** The versions in which it changed. */
    changedIn: ({ changes }) => [...new Set(changes.map(({ revised }) => revised))],
  },
  webhooks: {},
  deliveries: {
    /** The webhook of those that are waiting. */
    waiting: ({ webhookId, state }) => [state === "waiting" ? webhookId : null],
    /** The webhook (`ofWebhook`) and when to send it, in whose order they are sent. */
    due: ({ webhookId, dueAt }) => [dueAt === null ? null : ofWebhook(webhookId) + dueAt],
    /** The webhook (`ofWebhook`) and the time (`latestFirst`), in whose order they are listed. */
    logged: ({ webhookId, at }) => [ofWebhook(webhookId) + latestFirst(at)],
  },
  signInRequests: {},
  signInCounts: {},
  providerSignIns: {},
  passkeyChallenges: {},
  emailChanges: {},
  mails: {
    /** When to send it, in whose order they are sent. */
    dueAt: ({ dueAt }) => [dueAt],
    /** When it is given up, in the order in which they were queued. */
    expiresAt: ({ expiresAt }) => [expiresAt],
  },
  returnedMails: {
    participantId: ({ participantId }) => [participantId],
    result: ({ result }) => [result],
    /** The result and the time (`latestFirst`), in whose order they are listed. */
    latest: ({ result, at }) => [`${result} ${latestFirst(at)}`],
    /** The person to whom no news is mailed because of it. */
    stopped: ({ participantId, stopsNews }) => [stopsNews ? participantId : null],
  },
  deskVisits: {},
  columnMappings: {},
  mailedReplies: { participantId: ({ participantId }) => [participantId] },
} satisfies { [C in RowCollection]: Readonly<Record<string, Keys<Rows[C]>>> };

/** The indexes of a collection. */
export type IndexName<C extends RowCollection> = keyof (typeof indexes)[C] & string;

/** The index of words, of which a row has many. It is read only in ranges. */
export const wordIndex = "word";

/** A filter for lists and counts: a key in one or more indexes. A row must have all of them. */
export type Scope<C extends RowCollection> = {
  readonly [I in Exclude<IndexName<C>, typeof wordIndex>]?: string | undefined;
};

/** The indexes of the event log. */
export const eventIndexes = {
  documentId: ({ documentId }) => [documentId],
  /** The collection and id of the value that it affects (`subjectKey`). */
  subject: ({ subject }) => [subjectKey(subject)],
  /** The people who acted or are concerned. */
  personId: ({ actor, deputy, subject }) => [actor, deputy, subject.collection === "participants" ? subject.id : null],
  kind: ({ kind }) => [kind],
  chain: ({ chain }) => [chain],
  /** Whom or what it concerns (services/kernel/concerns.ts). Events of earlier servers have none. */
  concerns: ({ concerns = [] }) => concerns,
} satisfies Readonly<Record<string, Keys<EventFacts>>>;

/** A filter for events: a key in one or more indexes. */
export type EventScope = { readonly [I in keyof typeof eventIndexes]?: string | undefined };

/** Returns the key of a clause of a version, which is also the id of its row in `followedClauses`. */
export function clauseKey(version: string, clause: string): string {
  return `${version}/${clause}`;
}

/** Returns the key of a person's reply addresses, from the secret of their mails, which it does not reveal. */
export function replyKey(secret: string): string {
  return createHash("sha256").update(`reply ${secret}`).digest("hex").slice(0, 8);
}

/** Returns the key of a time in an index in which later times come first. */
export function latestFirst(time: string): string {
  return lastFirst(Date.parse(time));
}

/** Returns the beginning of the keys of a person's comments, latest first. No id contains a space. */
export function authoredBy(person: string): string {
  return `${person} `;
}

/** Returns the beginning of the keys of a webhook's deliveries. No id contains a space. */
export function ofWebhook(id: string): string {
  return `${id} `;
}

/** A person or organisation whose comments are listed. */
export interface SourceName {
  kind: "person" | "organisation";
  id: string;
}

/** Returns the beginning of the keys of what a source submitted, latest first. No id contains a space. */
export function publishedBy({ kind, id }: SourceName): string {
  return `${kind}/${id} `;
}

/**
 * Returns the key by which submitted annotations of a source are counted: those of a kind, or those of a person for an
 * organisation. The name is that of the author in the file, if they were imported.
 */
export function countedFor(
  { kind, id }: SourceName,
  what: AnnotationKind | `by ${string}`,
  importedAs: string | null,
): string {
  return `${kind}/${id} ${what}${importedAs === null ? "" : ` as ${shortened(importedAs)}`}`;
}

function isPublished({ visibility, standing }: Annotation): boolean {
  return visibility === "submitted" && standing === "open";
}

function sourcesOf({ speaker }: Annotation): SourceName[] {
  const { participantId: id } = speaker;
  const organisations = organisationsBehind(speaker).map((one) => ({ kind: "organisation" as const, id: one.id }));
  return id === "" ? organisations : [{ kind: "person", id }, ...organisations];
}

function publishedKeys(annotation: Annotation): string[] {
  return sourcesOf(annotation).map((source) => publishedBy(source) + latestFirst(annotation.createdAt));
}

function countedKeys(annotation: Annotation): string[] {
  const { speaker, kind, contributionId } = annotation;
  const importedAs = contributionId === null ? null : speaker.name;
  const keys = sourcesOf(annotation).map((source) =>
    countedFor(source, kind, source.kind === "person" ? importedAs : null),
  );
  const { organisation, participantId } = speaker;
  if (!organisation || participantId === "") return keys;
  return [...keys, countedFor({ kind: "organisation", id: organisation.id }, `by ${participantId}`, importedAs)];
}

/** Returns the beginning of a name, as every database stores it: an imported one may have any characters. */
function shortened(name: string): string {
  if (name.length <= longestSourceName && !unprinted.test(name)) return name;
  return name.slice(0, longestSourceName).replace(new RegExp(unprinted, "gu"), "").trim();
}

const longestSourceName = 80;
const unprinted = /\p{C}/u;

/** Returns the key of an integer in an index in which larger ones come first. */
export function lastFirst(number: number): string {
  return String(largest - number).padStart(16, "0");
}

/** The last time of a date, in ms. No index has a larger integer. */
const largest = 8_640_000_000_000_000;

/** Returns the key of a value in the index of events by subject. */
export function subjectKey({ collection, id }: EventSubject): string {
  return `${collection}/${id}`;
}

/** Returns whether an event has all the keys of a scope. */
export function eventInScope(event: EventFacts, scope: EventScope): boolean {
  return (Object.keys(eventIndexes) as (keyof typeof eventIndexes)[]).every((index) => {
    const key = scope[index];
    return key === undefined || keysIn(eventIndexes[index] as Keys<EventFacts>, event).includes(key);
  });
}

/** Returns the indexes of a collection, by name. */
export function indexesOf<C extends RowCollection>(collection: C): ReadonlyMap<string, Keys<Rows[C]>> {
  return byCollection[collection] as unknown as ReadonlyMap<string, Keys<Rows[C]>>;
}

const byCollection = Object.fromEntries(
  Object.entries(indexes).map(([collection, all]) => [collection, new Map(Object.entries(all))]),
) as unknown as { [C in RowCollection]: ReadonlyMap<string, Keys<never>> };

const noKeys: readonly string[] = [];

/** Returns the keys of a row in an index, each once. */
export function keysIn<Row>(keys: Keys<Row>, row: Row): readonly string[] {
  const given = keys(row);
  // A start asks this for every index of every row, and nearly always there is one key or none.
  if (given.length === 0) return noKeys;
  if (given.length === 1) return given[0] === null || given[0] === undefined ? noKeys : (given as readonly string[]);
  const found = given.filter((key) => key !== null && key !== undefined);
  return found.length > 1 ? [...new Set(found)] : found;
}

/** Returns whether a row has all the keys of a scope. */
export function inScope<C extends RowCollection>(collection: C, row: Rows[C], scope: Scope<C> | undefined): boolean {
  const all = indexesOf(collection);
  return wantedOf(scope).every(([index, key]) => keysIn(all.get(index) ?? (() => []), row).includes(key));
}

/** Returns by how much a count changes if values of a collection change. */
export function changeOfCount<C extends RowCollection>(
  collection: C,
  scope: Scope<C> | undefined,
  changes: Iterable<readonly [before: Rows[C] | null | undefined, after: Rows[C] | null | undefined]>,
): number {
  const counted = (row: Rows[C] | null | undefined): number => (row && inScope(collection, row, scope) ? 1 : 0);
  let change = 0;
  for (const [before, after] of changes) change += counted(after) - counted(before);
  return change;
}

/** Returns the keys that a scope wants, with their indexes. */
export function wantedOf(scope: object | undefined): [index: string, key: string][] {
  return Object.entries((scope ?? {}) as Record<string, string | undefined>).flatMap(([index, key]) =>
    key === undefined ? [] : [[index, key]],
  );
}

/**
 * Returns the hash of a mail address. Addresses are compared without case, of the letters A to Z only: the lower case of
 * some other letters is one of these, such as that of the Kelvin sign (U+212A), and their address is another's.
 */
export function addressHash(email: string): string {
  const lower = email.trim().replace(/[A-Z]/gu, (letter) => letter.toLowerCase());
  return createHash("sha256").update(lower).digest("hex");
}

/** Maximum length of a `nameKey`, in UTF-16 code units. A database does not index long texts. */
export const longestNameKey = 200;

/**
 * Returns the key of a name in the indexes by name. Names that differ only in case, accents, apostrophes or spaces have
 * the same key, and so may very long ones with the same beginning.
 */
export function nameKey(name: string): string {
  return folded(name).slice(0, longestNameKey);
}

/** Returns a text without case, accents, forms of apostrophes and spaces, in a way that depends on no language. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[’ʼ`´]/gu, "'")
    .replace(/[\s\0]+/gu, " ")
    .trim()
    .toLowerCase();
}

/** Lengths of the beginnings of a name that are keys, in characters. Each is half of the next. */
export const openingLengths = [4, 8, 16, 32, 64, 128] as const;

/**
 * Returns the keys of a name in the index by beginnings: its first 4, 8, 16 … characters, or its length
 * (`lengthKey`) if it has fewer than 4. A text that has none of a length has no name of this length or a longer one.
 */
export function openingsOf(name: string): string[] {
  const letters = lettersOf(name);
  if (letters.length < openingLengths[0]) return [lengthKey(letters.length)];
  return openingLengths.filter((length) => length <= letters.length).map((length) => letters.slice(0, length).join(""));
}

/** Returns the key of names of a length below that of the shortest beginning. No beginning is as short. */
export function lengthKey(length: number): string {
  return `#${String(length)}`;
}

/** Returns the characters of a text as they are in the indexes by name. */
export function lettersOf(text: string): string[] {
  return Array.from(folded(text));
}

/**
 * Returns the words of texts, each once: runs of letters and digits, in parts of at most 60. Words that differ only in
 * case and accents are the same.
 */
export function wordKeys(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => folded(text).match(/[\p{L}\p{N}]{1,60}/gu) ?? []))];
}

/** Returns words that only the secretariat may search for. */
export function hidden(words: readonly string[]): string[] {
  return words.map((word) => `!${word}`);
}

/** Returns the key of an organisation's people among their words. No word contains an "@" or ends with a space. */
export function organisationWord(id: string): string {
  return `@${id} `;
}

/** Limits of `namesAt`, in characters and in names. */
const longestName = 60;
const mostNames = 12;

/**
 * Returns the text after a position, cut wherever a name could end, shortest first: before any character that is not a
 * letter or digit, and at the end.
 */
function namesAt(text: string, start: number): string[] {
  const following = text.slice(start, start + longestName + 1);
  const ends = [...following.matchAll(/(?![\p{L}\p{N}])/gu)].map(({ index }) => index);
  return ends
    .filter((end) => end > 0 && end <= longestName)
    .slice(0, mostNames)
    .map((end) => following.slice(0, end));
}

/** Returns the key of a name in the indexes by mention: the name, or the start of a very long one. */
export function mentionKey(name: string): string | null {
  return namesAt(name, 0).at(-1) ?? null;
}

/** Returns the keys of all names that a text may mention. */
export function mentionKeys(text: string): string[] {
  if (!text.includes("@")) return [];
  return [...text.matchAll(/@/gu)].flatMap(({ index }) => namesAt(text, index + 1));
}
