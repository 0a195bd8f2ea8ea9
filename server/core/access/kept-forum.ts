import * as z from "zod";
import { Forum } from "#core/access/forum.ts";
import { InterfaceLanguage } from "#core/access/kept-people.ts";

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

/** The fields of a forum that the secretariat sets and its readers do not need. */
const settings = {
  /** IANA name of the time zone in which deadlines and meetings are shown. Absent means UTC. */
  timeZone: z.string().refine(isTimeZone).optional(),
  /** The languages offered to readers. Absent means all. */
  languages: z.array(InterfaceLanguage).min(1).optional(),
  setUp: SetUp.optional(),
  /** What happens to the text of a person who is erased on legal demand. Absent means that it stays. */
  erasure: z.enum(["keep-text", "erase-text"]).optional(),
  /** Whether secretariat and chair must sign in with a passkey or a provider. */
  strongSignIn: z.boolean().optional(),
};

/** The forum as stored. */
export const KeptForum = Forum.extend(settings);
export type KeptForum = z.infer<typeof KeptForum>;

/** Returns the fields of the forum that all its readers may see. */
export function shownForum(forum: KeptForum): Forum {
  const shown: Record<string, unknown> = { ...forum };
  for (const setting of Object.keys(settings)) delete shown[setting];
  return shown as Forum;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
