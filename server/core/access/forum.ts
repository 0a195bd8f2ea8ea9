import * as z from "zod";
import { InterfaceLanguage } from "#core/access/interface-language.ts";
import { Logo } from "#core/access/logo.ts";
import { defaultGroups, ForumGroup, type StakeholderGroup } from "#core/discuss/stakeholder-group.ts";

/**
 * An ISO 3166-1 country code, optionally followed by a hyphen and a subdivision, or "un". A forum takes its
 * jurisdiction from JURISDICTION when the server first runs on an empty data folder. The model forum has its own.
 * Setting JURISDICTION later, or with the model forum, has no effect, and the server says so at start-up.
 */
export const Jurisdiction = z.string().regex(/^[a-z]{2}(?:-[a-z0-9]+)*$/u);

/**
 * The jurisdiction of a forum that named none. ISO 3166-1 reserves this code for users and will never assign it to a
 * country.
 */
export const noJurisdiction = "zz";

/** The workspace: one policy forum with its documents, people and calendar. */
export const Forum = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().min(1),
  shortName: z.string().min(1),
  description: z.string(),
  /** Who may read published material: everyone, or only signed-in participants. */
  audience: z.enum(["public", "participants"]),
  /**
   * Whether the forum shows the source of each annotation. When sources are hidden, totals must not reveal who
   * commented.
   */
  sources: z.enum(["shown", "hidden"]).default("shown"),
  /** Its stakeholder groups, in the order of columns and legends. A forum without a list has the default groups. */
  groups: z.array(ForumGroup).min(1).optional(),
  /** The country or body under which Akoma Ntoso names its documents. */
  jurisdiction: Jurisdiction.optional(),
  /** IANA name of the time zone in which deadlines and meetings are shown. Absent means UTC. */
  timeZone: z.string().optional(),
  /** Its logo, which everybody sees, also strangers to a closed forum. */
  logo: Logo.optional(),
  /** The languages offered to readers. Absent means all. */
  languages: z.array(InterfaceLanguage).min(1).optional(),
  /** Meetings and deadlines in date order, with dates as YYYY-MM-DD. */
  calendar: z.array(z.object({ date: z.iso.date(), title: z.string(), place: z.string().nullable() })),
});
export type Forum = z.infer<typeof Forum>;

/** The part of a forum that determines the names, colours and order of its groups. */
export type ForumGroups = Pick<Forum, "groups">;

/** Returns the stakeholder groups of a forum, in their order. */
export function groupsOfForum({ groups }: ForumGroups): readonly ForumGroup[] {
  return groups ?? defaultGroups;
}

/** Checks whether a forum has a group that people and organisations can belong to. */
export function hasGroup(forum: ForumGroups, group: StakeholderGroup): boolean {
  return groupsOfForum(forum).some(({ id, mergedInto }) => id === group && mergedInto === undefined);
}
