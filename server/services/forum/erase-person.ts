import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { erasedHash, type RowCollection, rowCollections, type Rows } from "../../store/collections.ts";
import { addressHash, subjectKey } from "../../store/indexes.ts";
import type { QueuedMail } from "../../store/passing-rows.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { eraseStoredReply } from "../annotations/reply.ts";
import { eraseStoredAnnotation } from "../annotations/standing.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { everyEvent } from "../kernel/events.ts";
import { Turns } from "../kernel/in-turns.ts";
import { isKeyOfPerson } from "../kernel/concerns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { checkSecretariat } from "../people/people-rules.ts";
import { readRoster } from "../people/roster.ts";
import { forgetAddress } from "../people/sign-in-by-mail.ts";
import { dropOriginal } from "../versions/content.ts";

/** The outcome of erasing a person. */
interface Erasure {
  /** The opaque id that replaces theirs in the records. */
  replacement: string;
  /** Numbers of their comments and replies whose text stays, and whose text was erased. */
  kept: number;
  erased: number;
}

/**
 * Erases a person on legal demand, for ever: their account with all that only it used; their name, address and id in
 * comments, replies, decisions, contributions and earlier events; mentions of them; mails on the server. The text of
 * their comments stays under their organisation, or is erased, as the forum's rule says. Private drafts are erased,
 * because nobody else could read them. What stays: names within the published text of drafts, within proposed wording and in
 * what others wrote without "@", and files that were published.
 * @throws ProblemError not-signed-in, not-allowed (also for deputies), not-found, last-secretariat
 */
export async function erasePerson(
  context: Context,
  actor: Actor,
  { person: id, reason }: { person: string; reason: string },
): Promise<Erasure> {
  authorise(actor, "erase-person");
  const replacement = `erased-${context.newId()}`;
  // The person may ask for their own erasure; the record of it must not name them.
  const by = actor.participantId === id ? { ...actor, participantId: replacement } : actor;
  const { erasure, addresses } = await context.store.transact(async (writer) => {
    const roster = await readRoster(writer);
    const participant = await roster.people.get(id);
    if (!participant) throw new ProblemError("not-found");
    roster.people.set(id, null);
    await checkSecretariat(roster);
    const person = await describe(writer, participant, replacement);
    const counts = await eraseTexts(context, writer, by, {
      person,
      reason,
      all: roster.forum.erasure === "erase-text",
    });
    await eraseContributionFiles(context, writer, person);
    await eraseRows(writer, person);
    await rewriteEvents(writer, person);
    await writer.append({
      at: context.now().toISOString(),
      actor: by.participantId,
      onBehalfOf: by.organisationId,
      kind: "person-erased",
      documentId: null,
      subject: { collection: "participants", id: replacement },
      before: null,
      after: { reason: withoutPerson({ reason }, person).reason },
    });
    return { erasure: { replacement, ...counts }, addresses: person.addresses };
  });
  await context.forgetMails({ person: id, addresses });
  return erasure;
}

/**
 * Collects all names and addresses that a person ever had, as far as they are on record. What another person has too is
 * left to them.
 */
async function describe(reader: Reader, participant: KeptParticipant, replacement: string): Promise<ErasedPerson> {
  const { id } = participant;
  const names = new Set([participant.name]);
  const addresses = new Set([participant.email, participant.addressHold?.email ?? null].filter((one) => one !== null));
  for await (const { before, after } of everyEvent(reader, {
    subject: subjectKey({ collection: "participants", id }),
  })) {
    for (const state of [before, after] as (Partial<KeptParticipant> | null)[]) {
      if (typeof state?.name === "string") names.add(state.name);
      if (typeof state?.email === "string") addresses.add(state.email);
    }
  }
  const statements = [
    ...(await reader.list("annotations", { participantId: id })),
    ...(await reader.list("replies", { participantId: id })),
  ];
  for (const { speaker } of statements) names.add(speaker.name);
  for (const { authors } of await reader.list("contributions"))
    for (const { name, participantId } of authors) if (participantId === id) names.add(name);
  for (const { email } of await reader.list("identities", { participantId: id }))
    if (email !== null) addresses.add(email);
  for (const other of await reader.list("participants")) {
    if (other.id === id) continue;
    names.delete(other.name);
    // A provider may have named an address that it had not confirmed.
    for (const address of addresses)
      if (addressHash(address) === addressHash(other.email ?? "")) addresses.delete(address);
  }
  names.delete("");
  return { id, replacement, names, addresses };
}

async function eraseTexts(
  context: Context,
  writer: Writer,
  actor: Actor,
  { person, reason, all }: { person: ErasedPerson; reason: string; all: boolean },
): Promise<Pick<Erasure, "kept" | "erased">> {
  let [kept, erased] = [0, 0];
  const isErased = ({ visibility }: Pick<Annotation, "visibility">): boolean => all || visibility === "private";
  for (const annotation of await writer.list("annotations", { participantId: person.id })) {
    if (annotation.standing === "erased") continue;
    if (isErased(annotation)) {
      await eraseStoredAnnotation(context, writer, actor, annotation, reason);
      erased += 1;
    } else kept += 1;
  }
  for (const reply of await writer.list("replies", { participantId: person.id })) {
    if (reply.standing === "erased") continue;
    if (isErased(reply)) {
      await eraseStoredReply(context, writer, actor, reply, reason);
      erased += 1;
    } else kept += 1;
  }
  return { kept, erased };
}

/**
 * Deletes uploaded files that name the person as an author, as the source of a row, or as the sender of their mail. The items read from them stay, but
 * those of a row that was not imported are left out.
 */
async function eraseContributionFiles(
  context: Pick<Context, "newRevision">,
  writer: Writer,
  { id, names, addresses }: ErasedPerson,
): Promise<void> {
  const hashes = new Set([...addresses].map(addressHash));
  for (const contribution of await writer.list("contributions")) {
    const { authors, source, items, rowSources, mail } = contribution;
    const left = authors.filter(({ name, participantId }) => participantId !== id && !names.has(name));
    const sources = rowSources?.filter(({ name }) => !names.has(name));
    const isMailOf = mail && (names.has(mail.from.name) || hashes.has(addressHash(mail.from.address)));
    if (!isMailOf && left.length === authors.length && sources?.length === rowSources?.length) continue;
    await writer.put("contributions", {
      ...contribution,
      source: { ...source, hash: erasedHash },
      authors: left,
      ...(sources && { rowSources: sources }),
      ...(mail && { mail: { ...mail, ...erasedMail } }),
      items: items.map((item) =>
        names.has(item.source ?? "") ? { ...item, source: "", included: item.annotationId !== null } : item,
      ),
      revision: context.newRevision(),
    });
    await dropOriginal(writer, source.hash);
  }
}

const erasedMail = { from: { name: "", address: "" }, subject: "", text: "", folded: [] };

/** Removes the rows that belong to the account, and takes the person out of all others. */
async function eraseRows(writer: Writer, person: ErasedPerson): Promise<void> {
  for (const address of person.addresses) await forgetAddress(writer, addressHash(address));
  const hashes = new Set([...person.addresses].map(addressHash));
  const turns = new Turns();
  for (const collection of rowCollections) {
    for (const row of await writer.list(collection)) {
      await turns.pause();
      const isGone =
        isOfAccount(collection, row, person.id) ||
        (collection === "mails" && isAbout(row as QueuedMail, person)) ||
        hashesIn(row).some((hash) => hashes.has(hash));
      if (isGone) await writer.remove(collection, row.id);
      else {
        const left = withoutPerson(row, person);
        if (left !== row) await writer.put(collection, left);
      }
    }
  }
}

/** Returns the hashes of addresses of a mail, or of an organisation's mailbox, which may have been a person's too. */
function hashesIn(row: Rows[RowCollection]): string[] {
  if ("to" in row) return [addressHash(row.to)];
  if (!("mailbox" in row)) return [];
  const { email, pending, removed } = row.mailbox;
  return [...[email, pending?.email].flatMap((address) => (address ? addressHash(address) : [])), removed?.hash ?? ""];
}

/** Whether a message that waits for the mail server names a person. */
function isAbout({ text }: QueuedMail, { names, addresses }: ErasedPerson): boolean {
  return [...names, ...addresses].some((one) => text.includes(one));
}

/** Collections whose rows have the id of the person. */
const ownCollections: ReadonlySet<RowCollection> = new Set<RowCollection>([
  "participants",
  "accounts",
  "preferences",
  "inboxes",
  "mailings",
  "emailChanges",
  "deskVisits",
]);

/** Whether a row is the account, or belongs to it alone: sessions, tokens, saved filters, deputies and the like. */
function isOfAccount(collection: RowCollection, row: Rows[RowCollection], id: string): boolean {
  if (ownCollections.has(collection)) return row.id === id;
  if ("participantId" in row && row.participantId === id) return true;
  return "principalId" in row && (row.principalId === id || row.deputyId === id);
}

/** Takes the person out of all earlier events. Those about the account itself keep only that they happened. */
async function rewriteEvents(writer: Writer, person: ErasedPerson): Promise<void> {
  const { id, replacement } = person;
  const last = await writer.lastEvent();
  const rewritten: StoredEvent[] = [];
  const turns = new Turns();
  for await (const event of everyEvent(writer)) {
    if (event.seq > last) break;
    await turns.pause();
    const left = withoutPerson(event, person);
    const { subject } = left;
    const states = [left.before, left.after] as ({ participantId?: unknown } | null)[];
    if (subject.collection === "participants" && subject.id === id) {
      rewritten.push({ ...left, subject: { ...subject, id: replacement }, before: null, after: null });
    } else if (states.some((state) => state?.participantId === replacement)) {
      rewritten.push({ ...left, before: null, after: null });
    } else if (left !== event) rewritten.push(left);
  }
  await writer.rewrite(rewritten);
}

/** The person who is erased, and what replaces them. */
interface ErasedPerson {
  id: string;
  /** The opaque id that takes the place of theirs. Ids are made from names. */
  replacement: string;
  /** All names they had that nobody else has. */
  names: ReadonlySet<string>;
  /** All mail addresses they had. */
  addresses: ReadonlySet<string>;
}

/** Fields that hold the id of a person. A field "by" may also hold a speaker, who is an object. */
const idFields = new Set([
  "participantId",
  "principalId",
  "deputyId",
  "actingFor",
  "contributorId",
  "assignedTo",
  "receivedBy",
  "by",
  "actor",
  "deputy",
]);

/** Fields that hold a list of ids of people. */
const listFields = new Set(["people"]);

/** Fields in which people write. Text of drafts, quotes and proposed wording are none: places in them are offsets. */
const writtenFields = new Set(["text", "reason", "standingReason", "note", "subject"]);

/** Fields that name people without "@". */
const namingFields = new Set(["contact", "fileName"]);

/**
 * Returns a stored value without a person: their id is replaced, the name beside it is emptied, and mentions of them
 * and their address in what others wrote become "@…" and "…". Contacts and names of files lose the name itself. Returns
 * the same value if it says nothing of them.
 */
export function withoutPerson<Value>(value: Value, person: ErasedPerson): Value {
  return changed(value, person) as Value;
}

function changed(value: unknown, person: ErasedPerson): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => changed(part, person));
    return parts.some((part, index) => part !== value[index]) ? parts : (value as unknown);
  }
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  const fields = value as Record<string, unknown>;
  // A statement that was imported may have the author's name beside the id of the person who answers for it.
  const isNamed = fields["participantId"] === person.id || isNameOfPerson(fields, person);
  const parts = Object.entries(fields).map(([field, part]) => [field, changedField(field, part, { person, isNamed })]);
  return parts.some(([field, part]) => part !== fields[field as string]) ? Object.fromEntries(parts) : value;
}

function isNameOfPerson({ name, participantId }: Record<string, unknown>, { names }: ErasedPerson): boolean {
  return participantId !== undefined && typeof name === "string" && names.has(name);
}

function changedField(
  field: string,
  value: unknown,
  { person, isNamed }: { person: ErasedPerson; isNamed: boolean },
): unknown {
  if (field === "concerns" && Array.isArray(value)) return withoutKeys(value as string[], person);
  if (listFields.has(field) && Array.isArray(value) && value.includes(person.id))
    return value.map((one: unknown) => (one === person.id ? person.replacement : one));
  if (typeof value !== "string") return changed(value, person);
  if (idFields.has(field) && value === person.id) return person.replacement;
  if (field === "name" && isNamed) return "";
  if (field === "author" && person.names.has(value)) return "";
  if (namingFields.has(field)) return withoutNames(value, person);
  return writtenFields.has(field) ? withoutMentions(value, person) : value;
}

/** Removes the keys by which an event concerns a person. Returns the same keys if there are none. */
function withoutKeys(keys: readonly string[], { id }: ErasedPerson): readonly string[] {
  const left = keys.filter((key) => !isKeyOfPerson(key, id));
  return left.length < keys.length ? left : keys;
}

/** Removes mentions of a person, and their addresses, from what somebody wrote. */
function withoutMentions(text: string, person: ErasedPerson): string {
  let left = withoutAddresses(text, person);
  for (const name of longestFirst(person)) {
    left = left.replace(new RegExp(`@${escaped(name)}(?![\\p{L}\\p{N}])`, "gu"), "@…");
  }
  return left;
}

/** Removes names and addresses of a person from a contact or the name of a file, which writes "_" for a space. */
function withoutNames(text: string, person: ErasedPerson): string {
  let left = withoutAddresses(text, person);
  for (const name of longestFirst(person)) {
    const words = name.split(/\s+/u).map(escaped).join("[\\s_.-]+");
    left = left.replace(new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "giu"), "…");
  }
  return left;
}

function withoutAddresses(text: string, { addresses }: ErasedPerson): string {
  let left = text;
  for (const address of addresses) left = left.replace(new RegExp(escaped(address), "giu"), "…");
  return left;
}

/** A name within a longer name is tried after it. */
function longestFirst({ names }: ErasedPerson): string[] {
  return [...names].toSorted((one, other) => other.length - one.length);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/gu, "\\$&");
}
