import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { CalendarFields, ForumFields, ForumSettings } from "#core/contract/settings-operations.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { storeChanges } from "../kernel/settings-change.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { checkMayRequireStrong } from "../people/ways-in.ts";

/** The settings after a change, and the id that undoes it. */
export interface ChangedSettings {
  forum: ForumSettings;
  change: string | null;
}

/**
 * Returns the settings of the forum.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getForumSettings(context: Context, actor: Actor): Promise<ForumSettings> {
  authorise(actor, "read-settings");
  return shownSettings(await context.store.read(findKeptForum));
}

/** Input in which a field may be absent or undefined, both meaning that it keeps its value. */
type Optional<Fields> = { [F in keyof Fields]?: Fields[F] | undefined };

/**
 * Changes settings of the forum. Fields left out keep their values.
 * @throws ProblemError not-signed-in, not-allowed, not-found; stronger-sign-in-needed if the actor requires a passkey
 *   or a provider but has none
 */
export async function changeForum(
  context: Context,
  actor: Actor,
  input: Optional<ForumFields>,
): Promise<ChangedSettings> {
  return changeSettings(context, actor, "forum-changed", (forum) => ({ ...forum, ...given(input) }));
}

/**
 * Adds an entry to the calendar.
 * @throws ProblemError not-signed-in, not-allowed, not-found, already-exists
 */
export async function addCalendarEntry(
  context: Context,
  actor: Actor,
  input: CalendarFields,
): Promise<ChangedSettings> {
  return changeCalendar(context, actor, (calendar) => [...calendar, entryOf(input)]);
}

/**
 * Replaces an entry of the calendar.
 * @throws ProblemError not-signed-in, not-allowed, not-found, already-exists
 */
export async function changeCalendarEntry(
  context: Context,
  actor: Actor,
  input: CalendarFields & { entry: string },
): Promise<ChangedSettings> {
  return changeCalendar(context, actor, (calendar) => [...without(calendar, input.entry), entryOf(input)]);
}

/**
 * Removes an entry of the calendar.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function removeCalendarEntry(
  context: Context,
  actor: Actor,
  input: { entry: string },
): Promise<ChangedSettings> {
  return changeCalendar(context, actor, (calendar) => without(calendar, input.entry));
}

type Calendar = KeptForum["calendar"];

async function changeCalendar(
  context: Context,
  actor: Actor,
  change: (calendar: Calendar) => Calendar,
): Promise<ChangedSettings> {
  return changeSettings(context, actor, "calendar-changed", (forum) => {
    const calendar = change(forum.calendar).toSorted((left, right) => (left.date < right.date ? -1 : 1));
    // An entry has no id of its own, so two equal ones could not be told apart.
    if (new Set(calendar.map(entryId)).size < calendar.length) throw new ProblemError("already-exists");
    return { ...forum, calendar };
  });
}

function without(calendar: Calendar, id: string): Calendar {
  const rest = calendar.filter((entry) => entryId(entry) !== id);
  if (rest.length === calendar.length) throw new ProblemError("not-found");
  return rest;
}

function entryOf({ date, title, place }: CalendarFields): Calendar[number] {
  return { date, title, place };
}

function entryId({ date, title, place }: Calendar[number]): string {
  return sha256(JSON.stringify([date, title, place])).slice(0, 16);
}

/**
 * Changes settings of the forum in one transaction.
 * @throws ProblemError not-signed-in, not-allowed, not-found; errors of `apply`
 */
export async function changeSettings(
  context: Context,
  actor: Actor,
  kind: AdministrationKind,
  apply: (forum: KeptForum, writer: Writer) => KeptForum | Promise<KeptForum>,
): Promise<ChangedSettings> {
  authorise(actor, "manage-forum");
  return context.store.transact(async (writer) => {
    const before = await findKeptForum(writer);
    const after = await apply(before, writer);
    await checkMayRequireStrong(context, writer, actor, { before, after });
    const change = await storeChanges(context, writer, actor, [{ kind, collection: "forum", before, after }]);
    return { forum: shownSettings(after), change };
  });
}

function shownSettings({ groups: _groups, setUp: _setUp, calendar, ...forum }: KeptForum): ForumSettings {
  return { ...forum, calendar: calendar.map((entry) => ({ ...entry, id: entryId(entry) })) };
}

/** Returns the fields that were given. */
function given<Fields extends object>(fields: Fields): { [F in keyof Fields]: Exclude<Fields[F], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [F in keyof Fields]: Exclude<Fields[F], undefined>;
  };
}
