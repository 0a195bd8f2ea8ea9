import { isDeepStrictEqual } from "node:util";
import type { Actor } from "#core/access/permissions.ts";
import { type AdministrationKind, isReversible, reverseKinds } from "#core/contract/administration-events.ts";
import type { ListedChange } from "#core/contract/settings-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { everyEvent } from "../kernel/events.ts";

/**
 * Lists the changes of the settings that can be undone, newest first. An act that changed several records is listed
 * once.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function getChanges(
  context: Context,
  actor: Actor,
  { page, size }: { page: number; size: number },
): Promise<{ items: ListedChange[]; total: number; page: number; size: number }> {
  authorise(actor, "read-settings");
  return context.store.read(async (reader) => {
    const acts: StoredEvent[][] = [];
    for (const event of await changesIn(reader)) {
      const last = acts.at(-1);
      if (event.changeId !== undefined && last?.[0]?.changeId === event.changeId) last.push(event);
      else acts.push([event]);
    }
    const shown = acts.slice((page - 1) * size, page * size);
    return { items: await Promise.all(shown.map((act) => present(reader, act))), total: acts.length, page, size };
  });
}

/**
 * Returns whether an event can be undone as a change of the settings. A draft in preparation is corrected again
 * instead.
 */
export function canBeUndone({ kind, after }: StoredEvent): boolean {
  return isReversible(kind) && !(kind === "version-corrected" && (after as Version | null)?.state === "prepared");
}

/** Returns the changes that can be undone, newest first. Those between a person and their deputy are theirs. */
async function changesIn(reader: Reader): Promise<StoredEvent[]> {
  const events = await Promise.all(
    Object.keys(reverseKinds).map(async (kind) => {
      const ofKind: StoredEvent[] = [];
      for await (const event of everyEvent(reader, { kind }))
        if (canBeUndone(event) && event.subject.collection !== "deputies") ofKind.push(event);
      return ofKind;
    }),
  );
  return events.flat().sort((left, right) => right.seq - left.seq);
}

type Value = Record<string, unknown> | null;

/** Presents an act by its last event, which names what the act is about. */
async function present(reader: Reader, act: readonly StoredEvent[]): Promise<ListedChange> {
  const [event] = act as [StoredEvent, ...StoredEvent[]];
  const [before, after] = [event.before, event.after] as [Value, Value];
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
