import * as z from "zod";
import { isTimeZone } from "#core/text/time-zone.ts";
import { StoredTemplate } from "#core/text/word-template.ts";
import { Forum, storedSettings } from "#core/access/forum.ts";
import { fieldsWithValue, keptSettings, settingsIn } from "#core/access/forum-settings.ts";

/** The steps of setting up a new forum, in their order. */
export const setUpSteps = ["forum", "access", "groups", "people", "document"] as const;
export const SetUpStep = z.enum(setUpSteps);
export type SetUpStep = z.infer<typeof SetUpStep>;

/** The progress of setting up a forum. A forum without it is not new. */
export const SetUp = z.object({
  done: z.array(SetUpStep),
  skipped: z.array(SetUpStep),
  finishedAt: z.iso.datetime().nullable(),
});
export type SetUp = z.infer<typeof SetUp>;

/** The forum as stored, with the settings that only the secretariat needs. */
export const KeptForum = Forum.extend({
  timeZone: z.string().refine(isTimeZone).optional(),
  setUp: SetUp.optional(),
  ...storedSettings(keptSettings, { template: StoredTemplate }),
});
export type KeptForum = z.infer<typeof KeptForum>;

/** Returns the fields of the forum that all its readers may see. */
export function shownForum(forum: KeptForum): Forum {
  return fieldsWithValue(forum, ["id", ...settingsIn("forum"), "calendar"]);
}
