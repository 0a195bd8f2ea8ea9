import { isDeepStrictEqual } from "node:util";
import { isActive, type KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { RowCollection, Rows } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";
import { endAccess, endLinks } from "./end-access.ts";

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
 * Stores the changes of one act, each with its event. Returns the id of the last event, which undoes all of them, or
 * null if nothing changed.
 * @param act The kind of act, if its events alone do not tell
 */
export async function storeChanges(
  context: Pick<Context, "now" | "newId">,
  writer: Writer,
  actor: Actor,
  changes: readonly SettingsChange[],
  act?: NonNullable<StoredEvent["act"]>,
): Promise<string | null> {
  const real = changes.filter(({ before, after }) => !isDeepStrictEqual(before, after));
  const changeId = real.length > 1 ? { changeId: context.newId() } : {};
  for (const { kind, collection, before, after } of real) {
    const id = (after ?? before)?.id ?? "";
    if (after) await writer.put(collection, after);
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
  return real.length > 0 ? lastEventId(writer) : null;
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
