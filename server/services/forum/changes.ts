import { isDeepStrictEqual } from "node:util";
import type { KeptForum } from "#core/access/kept-forum.ts";
import { type Deputy, type KeptParticipant, withoutLimits } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { type AdministrationKind, isReversible, reverseKinds } from "#core/contract/administration-events.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Part } from "#core/contract/fields.ts";
import type { ListedChange } from "#core/contract/settings-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { eventsBackwards } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { type SettingsChange, type SettingsCollection, storeChanges } from "../kernel/settings-change.ts";
import { transactPeople } from "../people/mail-person.ts";
import {
  brokenRuleOfAddress,
  brokenRuleOfOrganisation,
  brokenRuleOfPerson,
  checkSecretariat,
  refuseBroken,
} from "../people/people-rules.ts";
import { readRoster } from "../people/roster.ts";
import { checkMayRequireStrong } from "../people/ways-in.ts";
import { renumbered } from "./forum-settings.ts";
import { withCorrection } from "../publication/correction.ts";

/** Maximum number of events to read for one answer, apart from those of its last act. */
const mostEvents = 500;

/**
 * Lists the changes of the settings that can be undone, newest first. An act that changed several records is listed
 * once.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function getChanges(
  context: Context,
  actor: Actor,
  { after, size }: { after?: string | undefined; size: number },
): Promise<Part<ListedChange>> {
  authorise(actor, "read-settings");
  return context.store.read(async (reader) => {
    const before = after === undefined ? (await reader.lastEvent()) + 1 : await reader.eventNumber(after);
    if (before === undefined)
      throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "after"], "event-unknown")]);
    const acts: [StoredEvent, ...StoredEvent[]][] = [];
    let read = 0;
    let isWhole = true;
    for await (const event of changesBefore(reader, before)) {
      const last = acts.at(-1);
      const isSameAct = event.changeId !== undefined && last?.[0].changeId === event.changeId;
      isWhole = isSameAct || (acts.length < size && read < mostEvents);
      if (!isWhole) break;
      read += 1;
      if (last && isSameAct) last.push(event);
      else acts.push([event]);
    }
    const items = await Promise.all(acts.map((act) => present(reader, act)));
    return { items, next: isWhole ? null : (acts.at(-1)?.at(-1)?.id ?? null), total: null };
  });
}

/**
 * Returns whether an event can be undone as a change of the settings. A draft in preparation is corrected again
 * instead.
 */
function canBeUndone({ kind, after }: StoredEvent): boolean {
  return isReversible(kind) && !(kind === "version-corrected" && (after as Version | null)?.state === "prepared");
}

/** The kinds that the list has. Changes between a person and their deputy are theirs. */
const listedScopes = Object.keys(reverseKinds)
  .filter((kind) => !kind.startsWith("deputy-"))
  .map((kind) => ({ kind }));

/** Yields the changes before a number that can be undone, newest first. */
async function* changesBefore(reader: Reader, before: number): AsyncGenerator<StoredEvent> {
  for await (const event of eventsBackwards(reader, listedScopes, before)) if (canBeUndone(event)) yield event;
}

type ValueOfChange = Record<string, unknown> | null;

/** Presents an act by its last event, which names what the act is about. */
async function present(reader: Reader, act: readonly [StoredEvent, ...StoredEvent[]]): Promise<ListedChange> {
  const [event] = act;
  const [before, after] = [event.before, event.after] as [ValueOfChange, ValueOfChange];
  const fields = Object.keys({ ...before, ...after }).filter(
    (field) => !isDeepStrictEqual(before?.[field], after?.[field]),
  );
  const record = after ?? before;
  const name = record?.["name"] ?? record?.["shortTitle"] ?? record?.["label"];
  return {
    change: event.id,
    at: event.at,
    by: await personNamed(reader, event.actor),
    deputy: await personNamed(reader, event.deputy ?? null),
    kind: event.kind as AdministrationKind,
    subject: event.subject,
    name: typeof name === "string" ? name : "",
    fields: before && after ? fields : [],
    records: act.length,
    imported: event.act === undefined ? null : importedIn(act, event.act),
  };
}

/** Counts the records of an import, or of an import that was undone, by its effect on them. */
function importedIn(events: readonly StoredEvent[], act: NonNullable<StoredEvent["act"]>): ListedChange["imported"] {
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { before, after } of events)
    counts[before === null ? "added" : after === null ? "removed" : "changed"] += 1;
  return {
    of: events[0]?.subject.collection === "participants" ? "people" : "organisations",
    isUndone: act === "import-undone",
    ...counts,
  };
}

async function personNamed(reader: Reader, id: string | null): Promise<ListedChange["by"]> {
  if (id === null) return null;
  return { id, name: (await reader.get("participants", id))?.name ?? "" };
}

/**
 * Undoes a change of the settings: restores the fields that it changed, on every record of the same act. Other fields
 * may have changed since. The undo is a change itself, so it can be undone.
 * @throws ProblemError not-signed-in, not-allowed, not-found, changed-since, in-use, invalid-request, last-secretariat
 */
export async function undoChange(
  context: Context,
  actor: Actor,
  input: { event: string },
): Promise<{ change: string | null }> {
  return transactPeople(context, async (writer) => {
    const events = await eventsOfAct(writer, input.event);
    const [first] = events;
    // Whoever may undo nothing must not learn which ids exist.
    if (!first) {
      authorise(actor, "undo-change", { principalId: null });
      throw new ProblemError("not-found");
    }
    authorise(actor, "undo-change", { principalId: principalOf(first) });
    const changes: SettingsChange[] = [];
    const leaving = new Set(events.filter(({ kind }) => kind === "deputy-appointed").map(({ subject }) => subject.id));
    for (const event of events.toReversed()) changes.push(await reverse(context, writer, actor, event, leaving));
    await checkRules(writer, changes);
    await checkFiles(writer, changes);
    for (const change of changes)
      if (change.collection === "forum") await checkMayRequireStrong(context, writer, actor, change);
    const act = first.act && ({ import: "import-undone", "import-undone": "import" } as const)[first.act];
    return { change: await storeChanges(context, writer, actor, changes, act) };
  });
}

/** Returns the events of the act that an event belongs to, in order. Empty if it is none that can be undone. */
async function eventsOfAct(reader: Reader, id: string): Promise<StoredEvent[]> {
  const seq = await reader.eventNumber(id);
  if (seq === undefined) return [];
  const [event] = await reader.events({ after: seq - 1, limit: 1 });
  if (!event || !canBeUndone(event)) return [];
  if (event.changeId === undefined) return [event];
  const events = [event];
  // One transaction wrote them, so they are next to each other.
  for (let before = seq - 2; before >= 0; before -= 1) {
    const [earlier] = await reader.events({ after: before, limit: 1 });
    if (earlier?.changeId !== event.changeId) break;
    events.unshift(earlier);
  }
  for (let after = seq; ; after += 1) {
    const [later] = await reader.events({ after, limit: 1 });
    if (later?.changeId !== event.changeId) break;
    events.push(later);
  }
  return events;
}

/**
 * Returns the person whose deputy a change concerns, who alone may undo it: the secretariat must not restore a right
 * over that person's drafts. A proposal, without consent, concerns only the secretariat.
 */
function principalOf({ subject, before, after }: StoredEvent): string | null {
  if (subject.collection !== "deputies") return null;
  const states = [before, after] as (Deputy | null)[];
  return states.find((deputy) => deputy !== null && deputy.acceptedAt !== null)?.principalId ?? null;
}

type StoredValue = Record<string, unknown> & { id: string };

async function reverse(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  event: StoredEvent,
  leaving: ReadonlySet<string>,
): Promise<SettingsChange> {
  if (!isReversible(event.kind)) throw new ProblemError("not-found");
  const collection = event.subject.collection as SettingsCollection;
  const [before, after] = [event.before, event.after] as (StoredValue | null)[];
  const row = ((await reader.get(collection, event.subject.id)) ?? null) as StoredValue | null;
  // The limits of people follow from the change itself (kernel/standing.ts). Events do not have them.
  const now = row && collection === "participants" ? withoutLimits(row as unknown as KeptParticipant) : row;
  const kind = reverseKinds[event.kind];
  const change = (restored: StoredValue | null): SettingsChange =>
    ({ kind, collection, before: now, after: restored }) as unknown as SettingsChange;
  // A legal erasure removed both states.
  if (!before && !after) throw new ProblemError("changed-since");
  if (!before || !after) {
    if (!isDeepStrictEqual(now, after)) throw new ProblemError("changed-since");
    if (now && (await isReferredTo(reader, collection, now.id, leaving))) throw new ProblemError("in-use");
    return change(before ?? null);
  }
  if (!now) throw new ProblemError("changed-since");
  if (collection === "versions") {
    const version = now as unknown as Version;
    const corrected = restoredFields(now, named(before), named(after)) as unknown as Version;
    const isRenamed = !isDeepStrictEqual({ ...version, lines: null }, { ...corrected, lines: null });
    return change({ ...(isRenamed ? withCorrection(context, actor, { version, corrected, reason: "" }) : corrected) });
  }
  const restored = restoredFields(now, before, after);
  if (collection !== "forum") return change(restored);
  const [{ calendar }, { calendar: calendarNow }] = [restored, now] as unknown as [KeptForum, KeptForum];
  return change({ ...restored, calendar: renumbered(calendar, calendarNow) });
}

/** Returns the fields of a version that a correction changes. The corrections themselves stay on record. */
function named({ id, label, date, symbol, lines }: StoredValue): StoredValue {
  return { id, label, date, ...(symbol !== undefined && { symbol }), ...(lines !== undefined && { lines }) };
}

/** @throws ProblemError changed-since if one of the fields has another value now */
function restoredFields(now: StoredValue, before: StoredValue, after: StoredValue): StoredValue {
  const restored = new Map(Object.entries(now));
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[field], after[field])) continue;
    if (!isDeepStrictEqual(now[field], after[field])) throw new ProblemError("changed-since");
    if (before[field] === undefined) restored.delete(field);
    else restored.set(field, before[field]);
  }
  return Object.fromEntries(restored) as StoredValue;
}

/** Checks the rules that also hold for direct changes. */
async function checkRules(writer: Writer, changes: readonly SettingsChange[]): Promise<void> {
  const roster = await readRoster(writer);
  for (const { collection, before: now, after } of changes)
    if (collection === "participants" && after) refuseBroken(await brokenRuleOfAddress(roster, now, after));
  for (const change of changes) {
    const id = (change.after ?? change.before)?.id ?? "";
    if (change.collection === "participants") roster.people.set(id, change.after);
    if (change.collection === "organisations") roster.organisations.set(id, change.after);
    if (change.collection === "forum" && change.after) roster.forum = change.after;
  }
  for (const { collection, after } of changes) {
    if (collection === "organisations" && after) refuseBroken(await brokenRuleOfOrganisation(roster, after));
    if (collection === "participants" && after) refuseBroken(await brokenRuleOfPerson(roster, after));
  }
  await checkSecretariat(roster);
}

/** @throws ProblemError changed-since if a file that a restored record uses was deleted, for example by an erasure */
async function checkFiles(reader: Reader, changes: readonly SettingsChange[]): Promise<void> {
  for (const { collection, after } of changes) {
    if (!after) continue;
    const files =
      collection === "forum" ? [after.template, after.logo] : collection === "organisations" ? [after.logo] : [];
    for (const file of files)
      if (file && !(await reader.get("originals", file.hash))) throw new ProblemError("changed-since");
  }
}

/**
 * Returns whether other records name a record, so that it cannot be removed. `leaving` are the ids of deputies that the
 * same act removes.
 */
async function isReferredTo(
  reader: Reader,
  collection: SettingsCollection,
  id: string,
  leaving: ReadonlySet<string>,
): Promise<boolean> {
  if (collection === "participants") return isPersonReferredTo(reader, id, leaving);
  if (collection === "organisations") return isOrganisationReferredTo(reader, id);
  if (collection === "documents") return (await reader.count("versions", { documentId: id })) > 0;
  return false;
}

async function isPersonReferredTo(reader: Reader, id: string, leaving: ReadonlySet<string>): Promise<boolean> {
  for (const collection of ["annotations", "replies", "sessions", "identities", "passkeys"] as const)
    if ((await reader.count(collection, { participantId: id })) > 0) return true;
  const asPrincipal = await reader.list("deputies", { principalId: id });
  const asDeputy = await reader.list("deputies", { deputyId: id });
  return [...asPrincipal, ...asDeputy].some((deputy) => !leaving.has(deputy.id));
}

async function isOrganisationReferredTo(reader: Reader, id: string): Promise<boolean> {
  const counts = await Promise.all([
    reader.count("participants", { organisationId: id }),
    reader.count("annotations", { organisationId: id }),
    reader.count("replies", { organisationId: id }),
    reader.count("circles", { organisationId: id }),
    reader.count("circles", { madeBy: id }),
    reader.count("contributions", { organisationId: id }),
    reader.count("organisations", { mergedInto: id }),
  ]);
  return counts.some((count) => count > 0);
}
