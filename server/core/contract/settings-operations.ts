import * as z from "zod";
import { Forum, type Schema, type ValueOf, valueSchema } from "#core/access/forum.ts";
import { type ChangedName, type ChangedSetting, changedSettings, forumSettings } from "#core/access/forum-settings.ts";
import { KeptForum } from "#core/access/kept-forum.ts";
import { administrationKinds } from "#core/contract/administration-events.ts";
import { cursorQuery, partOf } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Colour, ForumGroup } from "#core/discuss/stakeholder-group.ts";
import { oneLine, OneLine } from "#core/text/one-line.ts";
import { isTimeZone } from "#core/text/time-zone.ts";

/**
 * Id of the event that records the change, for `undoChange`. Null if nothing changed. An act that changed several
 * records has one id.
 */
export const change = z.string().nullable();

/** An entry of the calendar, with the id that its date, title and place determine. */
export const CalendarEntry = Forum.shape.calendar.element.extend({ id: z.string() });
export type CalendarEntry = z.infer<typeof CalendarEntry>;

/** The fields of a calendar entry that a person writes. */
export const CalendarFields = z.object({
  date: z.iso.date(),
  title: OneLine.max(200),
  place: OneLine.max(200).nullable().default(null),
});
export type CalendarFields = z.infer<typeof CalendarFields>;

/** The forum's settings. Groups have their own operations. */
export const ForumSettings = KeptForum.omit({ groups: true, calendar: true, setUp: true }).extend({
  calendar: z.array(CalendarEntry),
});
export type ForumSettings = z.infer<typeof ForumSettings>;

/** Returns the schema of a setting's value as a person writes it. */
function writtenSchema(setting: ChangedSetting): z.ZodType {
  if (setting.kind === "time-zone") return z.string().refine(isTimeZone);
  if (setting.kind === "address") return z.union([z.literal(""), z.email().max(setting.limit)]);
  if (setting.kind === "text") return z.string().trim().max(setting.limit);
  if (setting.kind !== "line") return valueSchema(setting);
  return setting.isRequired ? OneLine.max(setting.limit) : z.string().trim().regex(oneLine).max(setting.limit);
}

/** The settings that a person can change. */
export const ForumFields = z
  .object(
    Object.fromEntries(changedSettings.map((name) => [name, writtenSchema(forumSettings[name])])) as {
      [N in ChangedName]: Schema<ValueOf<(typeof forumSettings)[N]>>;
    },
  )
  .partial();
export type ForumFields = z.infer<typeof ForumFields>;

/** A stakeholder group with the number of its members. A group without any, and without comments, can be deleted. */
export const CountedGroup = ForumGroup.extend({
  organisations: z.int(),
  /** People who belong to no organisation. */
  people: z.int(),
  /** Whether comments were made under it. */
  hasComments: z.boolean(),
});
export type CountedGroup = z.infer<typeof CountedGroup>;

const groupName = OneLine.max(60);
const Groups = z.object({ groups: z.array(CountedGroup), change });

const GroupParams = z.object({ group: z.string() });

/** Shared by the operations that change one group. */
const groupChange = {
  action: "manage-forum",
  answer: { kind: "json", schema: Groups },
} as const;

/** A change of the settings, as the list of changes shows it. */
export const ListedChange = z.object({
  /** Id for `undoChange`. */
  change: z.string(),
  at: z.iso.datetime(),
  /** Id and name of the person who made it. Null for the program itself. */
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The deputy who acted in that person's place. */
  deputy: z.object({ id: z.string(), name: z.string() }).nullable(),
  kind: z.enum(administrationKinds),
  subject: z.object({ collection: z.string(), id: z.string() }),
  /** Name of the changed record, at that time. */
  name: z.string(),
  /** Names of the fields that changed. */
  fields: z.array(z.string()),
  /** Number of records that the same act changed. */
  records: z.int(),
  /** The effect of an import from a file, or of undoing one. Null for other acts. */
  imported: z
    .object({
      of: z.enum(["people", "organisations"]),
      isUndone: z.boolean(),
      added: z.int(),
      changed: z.int(),
      removed: z.int(),
    })
    .nullable(),
});
export type ListedChange = z.infer<typeof ListedChange>;

const Settings = z.object({ forum: ForumSettings, change });

const EntryParams = z.object({ entry: z.string() });

/** Shared by the operations that change one entry of the calendar. */
const entryChange = {
  action: "manage-forum",
  answer: { kind: "json", schema: Settings },
} as const;

const forumSettingsOperations = {
  getForumSettings: operation({
    method: "get",
    path: "/settings/forum",
    summary: "The forum's settings and calendar",
    action: "read-settings",
    answer: { kind: "json", schema: ForumSettings },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  changeForum: operation({
    method: "patch",
    path: "/settings/forum",
    summary: "Change the forum's name, access, time zone, languages and rules",
    action: "manage-forum",
    body: ForumFields,
    answer: { kind: "json", schema: Settings },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "stronger-sign-in-needed"],
  }),
  getForumTemplate: operation({
    method: "get",
    path: "/settings/forum/template",
    summary: "The Word template for exports, byte for byte",
    action: "read-settings",
    answer: { kind: "file", mediaTypes: ["application/octet-stream"] },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  setForumTemplate: operation({
    method: "put",
    path: "/settings/forum/template",
    summary: "Set the Word template for exports, of at most 2 MB; the answer names its fields and the missing ones",
    action: "manage-forum",
    query: z.object({ fileName: z.string().min(1).max(200) }),
    file: "manage-forum",
    answer: { kind: "json", schema: Settings },
    problems: [
      "not-signed-in",
      "not-allowed",
      "not-found",
      "storage-full",
      "not-this-format",
      "file-damaged",
      "file-empty",
      "file-encrypted",
      "file-too-large",
      "template-macros",
      "template-external",
      "template-embedded",
      "template-marked-up",
      "template-unsupported",
    ],
  }),
  removeForumTemplate: operation({
    method: "delete",
    path: "/settings/forum/template",
    summary: "Remove the Word template, so that exports have the usual look",
    action: "manage-forum",
    answer: { kind: "json", schema: Settings },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  setForumLogo: operation({
    method: "put",
    path: "/settings/forum/logo",
    summary: "Set the logo of the forum: a PNG or JPEG image of at most 64 kB and 2048 × 2048 pixels",
    action: "manage-forum",
    file: "manage-forum",
    answer: { kind: "json", schema: Settings },
    problems: ["not-signed-in", "not-allowed", "not-found", "file-empty", "file-too-large", "not-this-format"],
  }),
  removeForumLogo: operation({
    method: "delete",
    path: "/settings/forum/logo",
    summary: "Remove the logo of the forum",
    action: "manage-forum",
    answer: { kind: "json", schema: Settings },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  addCalendarEntry: operation({
    method: "post",
    path: "/settings/calendar",
    summary: "Add a meeting or deadline to the calendar",
    action: "manage-forum",
    body: CalendarFields,
    answer: { kind: "json", schema: Settings, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "already-exists"],
  }),
  changeCalendarEntry: operation({
    method: "patch",
    path: "/settings/calendar/{entry}",
    summary: "Change a calendar entry; its id changes with it",
    ...entryChange,
    params: EntryParams,
    body: CalendarFields,
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "already-exists"],
  }),
  removeCalendarEntry: operation({
    method: "delete",
    path: "/settings/calendar/{entry}",
    summary: "Remove a calendar entry",
    ...entryChange,
    params: EntryParams,
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};

const groupOperations = {
  getGroups: operation({
    method: "get",
    path: "/settings/groups",
    summary: "The stakeholder groups in their order, with the number of their members",
    action: "read-settings",
    answer: { kind: "json", schema: z.array(CountedGroup) },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  addGroup: operation({
    method: "post",
    path: "/settings/groups",
    summary: "Add a stakeholder group at the end",
    action: "manage-forum",
    body: z.object({ name: groupName, colour: Colour }),
    answer: { kind: "json", schema: Groups, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  changeGroup: operation({
    method: "patch",
    path: "/settings/groups/{group}",
    summary: "Rename, recolour or move a stakeholder group",
    ...groupChange,
    params: GroupParams,
    body: z
      .object({
        name: groupName,
        colour: Colour,
        /** Its place in the order, from 1. */
        position: z.int().positive(),
      })
      .partial(),
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  mergeGroup: operation({
    method: "post",
    path: "/settings/groups/{group}/merge",
    summary: "Move everybody in a group to another; earlier comments keep the group they were made under",
    ...groupChange,
    params: GroupParams,
    body: z.object({ into: z.string() }),
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "wrong-state"],
  }),
  removeGroup: operation({
    method: "delete",
    path: "/settings/groups/{group}",
    summary: "Delete a stakeholder group that is not in use",
    ...groupChange,
    params: GroupParams,
    problems: ["not-signed-in", "not-allowed", "not-found", "in-use"],
  }),
};

const changeOperations = {
  getChanges: operation({
    method: "get",
    path: "/settings/changes",
    summary: "Changes of the settings, newest first",
    action: "read-settings",
    query: z.object(cursorQuery),
    answer: { kind: "json", schema: partOf(ListedChange) },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  undoChange: operation({
    method: "post",
    path: "/settings/undo/{event}",
    summary: "Undo a change of the settings, if nothing changed the same data since",
    action: "undo-change",
    params: z.object({ event: z.string() }),
    answer: { kind: "json", schema: z.object({ change }) },
    problems: [
      "not-signed-in",
      "not-allowed",
      "not-found",
      "invalid-request",
      "changed-since",
      "in-use",
      "last-secretariat",
      "stronger-sign-in-needed",
    ],
  }),
};

/** The settings of the forum: itself, its calendar, its groups and their changes. */
export const settingsOperations = {
  ...forumSettingsOperations,
  ...groupOperations,
  ...changeOperations,
};
