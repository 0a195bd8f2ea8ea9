import { isDeepStrictEqual } from "node:util";
import type { Actor } from "#core/access/permissions.ts";
import { type AdministrationKind, isReversible, reverseKinds } from "#core/contract/administration-events.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Part } from "#core/contract/fields.ts";
import type { ListedChange } from "#core/contract/settings-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { eventsBackwards } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";

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
export function canBeUndone({ kind, after }: StoredEvent): boolean {
  return isReversible(kind) && !(kind === "version-corrected" && (after as Version | null)?.state === "prepared");
}

/** The kinds that the list has. Changes between a person and their deputy are theirs. */
const listedKinds = Object.keys(reverseKinds).filter((kind) => !kind.startsWith("deputy-"));

/** Yields the changes before a number that can be undone, newest first. */
async function* changesBefore(reader: Reader, before: number): AsyncGenerator<StoredEvent> {
  for await (const event of eventsBackwards(reader, listedKinds, before)) if (canBeUndone(event)) yield event;
}

type Value = Record<string, unknown> | null;

/** Presents an act by its last event, which names what the act is about. */
async function present(reader: Reader, act: readonly [StoredEvent, ...StoredEvent[]]): Promise<ListedChange> {
  const [event] = act;
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
