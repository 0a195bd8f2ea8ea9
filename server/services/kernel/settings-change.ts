import { isDeepStrictEqual } from "node:util";
import { isActive, type KeptOrganisation, type KeptParticipant, withoutLimits } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { RowCollection, Rows } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";
import { endAccess, endLinks } from "./passing.ts";
import { limitPeople, type TellingWriter } from "./standing.ts";

/** Collections whose records the settings change. */
export type SettingsCollection = Extract<
  RowCollection,
  "forum" | "organisations" | "participants" | "deputies" | "documents" | "versions"
>;

/** A change of one record. `before` is null if it is new, `after` if it is removed. */
export type SettingsChange = {
  [C in SettingsCollection]: {
    kind: AdministrationKind;
    collection: C;
    before: Rows[C] | null;
    after: Rows[C] | null;
  };
}[SettingsCollection];

/**
 * Stores the changes of one act, each with its event, and limits what its people read of earlier drafts. Returns the id of the last event, which undoes all of them, or
 * null if nothing changed.
 * @param act The kind of act, if its events alone do not tell
 */
export async function storeChanges(
  context: Pick<Context, "now" | "newId">,
  writer: Writer & Partial<Pick<TellingWriter, "limited">>,
  actor: Actor,
  changes: readonly SettingsChange[],
  act?: NonNullable<StoredEvent["act"]>,
): Promise<string | null> {
  const recorded = changes.map(recordedChange);
  const real = recorded.filter(({ before, after }) => !isDeepStrictEqual(before, after));
  if (real.length === 0) return null;
  const changeId = real.length > 1 ? { changeId: context.newId() } : {};
  const people = await limitChanged(context, writer, actor, changes);
  for (const person of people.values()) await writer.put("participants", person);
  for (const { kind, collection, before, after } of real) {
    const id = (after ?? before)?.id ?? "";
    if (after) await writer.put(collection, (collection === "participants" && people.get(id)) || after);
    else await writer.remove(collection, id);
    if (collection === "participants") await endPastAccess(writer, before, after);
    await writer.append({
      at: context.now().toISOString(),
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind,
      documentId: collection === "documents" ? id : documentOf(after ?? before),
      subject: { collection, id },
      before,
      after,
      ...changeId,
      ...(act && { act }),
    });
  }
  return lastEventId(writer);
}

/** Returns a change as its event records it: without the limits of people, so that no undo changes them. */
function recordedChange(change: SettingsChange): SettingsChange {
  if (change.collection !== "participants") return change;
  const { before, after } = change;
  return { ...change, before: before && withoutLimits(before), after: after && withoutLimits(after) };
}

/**
 * Returns the people of an act with their limits, by id: those whom it changes, and all of an organisation into which it
 * merges another one.
 */
async function limitChanged(
  context: Pick<Context, "now">,
  writer: Writer & Partial<Pick<TellingWriter, "limited">>,
  actor: Actor,
  changes: readonly SettingsChange[],
): Promise<Map<string, KeptParticipant>> {
  const organisations = new Map<string, KeptOrganisation | null>();
  const people = new Map<string, KeptParticipant>();
  for (const { collection, before, after } of changes) {
    if (collection !== "organisations" || isDeepStrictEqual(before?.absorbed, after?.absorbed)) continue;
    const id = (after ?? before)?.id ?? "";
    organisations.set(id, after);
    for (const person of await writer.list("participants", { organisationId: id })) people.set(person.id, person);
  }
  for (const { collection, after } of changes) if (collection === "participants" && after) people.set(after.id, after);
  const stored = await Promise.all(
    [...people.values()].map(async (after) => ({
      before: (await writer.get("participants", after.id)) ?? null,
      after,
    })),
  );
  const made = { by: actor.deputyId ?? actor.participantId, at: context.now().toISOString() };
  const limited = await limitPeople(writer, stored, made, organisations);
  return new Map(limited.map((person) => [person.id, person]));
}

/**
 * Ends the access of a person who is deactivated, so that no session comes back with them. Ends the links that went to an
 * address that was changed.
 */
async function endPastAccess(
  writer: Writer,
  before: KeptParticipant | null,
  after: KeptParticipant | null,
): Promise<void> {
  if (!before) return;
  if (!after || !isActive(after)) await endAccess(writer, before.id);
  else if (before.email !== null && before.email !== after.email) await endLinks(writer, before.id);
}

/** Returns the document that a record belongs to, whose readers learn of the change. */
function documentOf(record: object | null): string | null {
  return record !== null && "documentId" in record ? String(record.documentId) : null;
}

async function lastEventId(reader: Reader): Promise<string | null> {
  const [event] = await reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 });
  return event?.id ?? null;
}
