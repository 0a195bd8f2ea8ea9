import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { ForumFace } from "#core/contract/face-operations.ts";
import type { CalendarFields, ForumFields, ForumSettings } from "#core/contract/settings-operations.ts";
import { largestTemplate } from "#core/text/word-template.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { storeChanges } from "../kernel/settings-change.ts";
import { ofForum } from "../kernel/storage-use.ts";
import { logoFile, putLogo, readLogo } from "../people/logo.ts";
import { checkMayRequireStrong } from "../people/ways-in.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { readTemplateFile } from "../versions/read-upload.ts";

/** The settings after a change, and the id that undoes it. */
interface ChangedSettings {
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
  return changeCalendar(context, actor, (calendar) => {
    const entry = entryOf(input);
    // A changed entry may have kept the name that this one would get.
    const isTaken = calendar.some(({ uid }) => uid === entryId(entry));
    return [...calendar, isTaken ? { ...entry, uid: context.newId() } : entry];
  });
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
  return changeCalendar(context, actor, (calendar) => {
    const { uid = input.entry, sequence = 0 } = calendar.find((entry) => entryId(entry) === input.entry) ?? {};
    return [...without(calendar, input.entry), { ...entryOf(input), uid, sequence: sequence + 1 }];
  });
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

/** Returns restored entries of the calendar with later numbers than those of now, because calendar programs ignore earlier ones. */
export function renumbered(restored: Calendar, now: Calendar): Calendar {
  const uidOf = (entry: Calendar[number]): string => entry.uid ?? entryId(entry);
  const numbers = new Map(now.map((entry) => [uidOf(entry), entry.sequence ?? 0]));
  return restored.map((entry) => {
    const { sequence = 0 } = entry;
    const known = numbers.get(uidOf(entry)) ?? sequence;
    return known === sequence ? entry : { ...entry, sequence: known + 1 };
  });
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
async function changeSettings(
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

/**
 * Sets the logo of the forum: a small PNG or JPEG image. An earlier image stays stored, so that the change can be undone.
 * @throws ProblemError not-signed-in, not-allowed, not-found, file-too-large, not-this-format
 */
export async function setForumLogo(
  context: Context,
  actor: Actor,
  { bytes }: { bytes: Uint8Array },
): Promise<ChangedSettings> {
  authorise(actor, "manage-forum");
  const logo = readLogo(bytes);
  return changeSettings(context, actor, "forum-changed", (forum, writer) => putLogo(writer, forum, logo, bytes));
}

/**
 * Removes the logo of the forum.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function removeForumLogo(context: Context, actor: Actor): Promise<ChangedSettings> {
  return changeSettings(context, actor, "forum-changed", withoutLogo);
}

function withoutLogo({ logo: _logo, ...rest }: KeptForum): KeptForum {
  return rest;
}

/** Returns the names and the logo of the forum, for strangers too. Null if there is no forum yet. */
export async function getForumFace({ store }: Pick<Context, "store">): Promise<ForumFace | null> {
  const [forum] = await store.read((reader) => reader.list("forum"));
  if (!forum) return null;
  const { name, shortName, logo } = forum;
  return { name, shortName, ...(logo && { logo }) };
}

/**
 * Returns the logo of the forum, byte for byte. Strangers to a closed forum see it too, where they sign in.
 * @throws ProblemError not-found, also without a logo
 */
export async function getForumLogo({ store }: Pick<Context, "store">): Promise<FileAnswer> {
  return store.read(async (reader) => logoFile(reader, "logo", (await findKeptForum(reader)).logo));
}

/**
 * Sets the Word template for exports. An earlier template stays stored, so that the change can be undone.
 * @throws ProblemError not-signed-in, not-allowed, not-found, file-too-large, storage-full, server-busy and those of
 *   `readTemplateFile`
 */
export async function setForumTemplate(
  context: Context,
  actor: Actor,
  { fileName, bytes }: { fileName: string; bytes: Uint8Array },
): Promise<ChangedSettings> {
  authorise(actor, "manage-forum");
  if (bytes.length > largestTemplate) throw new ProblemError("file-too-large", { fileName });
  const facts = await readTemplateFile(context, bytes, fileName);
  const hash = sha256(bytes);
  const size = bytes.length;
  return context.storage.admit(ofForum(size), () =>
    changeSettings(context, actor, "forum-changed", async (forum, writer) => {
      if (forum.template?.hash === hash) return forum;
      await writer.put("originals", { id: hash, bytes });
      return { ...forum, template: { ...facts, fileName, hash, size } };
    }),
  );
}

/**
 * Removes the Word template, so that exports have the usual look.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function removeForumTemplate(context: Context, actor: Actor): Promise<ChangedSettings> {
  return changeSettings(context, actor, "forum-changed", withoutTemplate);
}

function withoutTemplate({ template: _template, ...rest }: KeptForum): KeptForum {
  return rest;
}

/**
 * Returns the Word template, byte for byte.
 * @throws ProblemError not-signed-in, not-allowed, not-found (also without a template)
 */
export async function getForumTemplate(context: Context, actor: Actor): Promise<FileAnswer> {
  authorise(actor, "read-settings");
  return context.store.read(async (reader) => {
    const { template } = await findKeptForum(reader);
    const original = template && (await reader.get("originals", template.hash));
    if (!original) throw new ProblemError("not-found");
    return { fileName: template.fileName, mediaType: "application/octet-stream", bytes: original.bytes };
  });
}
