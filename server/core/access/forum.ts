import * as z from "zod";
import {
  type ChangedSetting,
  forumSettings,
  isChanged,
  type OwnName,
  type OwnSetting,
  type SettingName,
  settingsIn,
} from "#core/access/forum-settings.ts";
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

/** The schemas of stored values by the kind of setting. What earlier versions stored must stay readable. */
const schemas = {
  line: z.string(),
  text: z.string(),
  address: z.string(),
  switch: z.boolean(),
  country: Jurisdiction,
  "time-zone": z.string(),
  languages: z.array(InterfaceLanguage).min(1),
};

type Settings = typeof forumSettings;
export type ValueOf<Setting> = Setting extends { kind: "choice"; values: readonly (infer Value)[] }
  ? Value
  : Setting extends { kind: keyof typeof schemas }
    ? z.infer<(typeof schemas)[Setting["kind"]]>
    : never;
export type Schema<Value> = z.ZodType<Value, Value>;
type StoredSchema<Setting, Value = ValueOf<Setting>> = Setting extends { isRequired: true }
  ? Setting extends { usual: string }
    ? z.ZodDefault<Schema<Value>>
    : Schema<Value>
  : z.ZodOptional<Schema<Value>>;

/** Returns the schema of a setting's stored value. */
export function valueSchema(setting: ChangedSetting): z.ZodType {
  if (setting.kind === "choice") return z.enum(setting.values);
  return setting.kind === "line" && setting.isRequired ? schemas.line.min(1) : schemas[setting.kind];
}

/**
 * Returns the schemas of some settings, as a stored forum has them.
 * @param own The schemas of those with operations of their own
 */
export function storedSettings<Name extends SettingName, Own extends Record<Name & OwnName, z.ZodType>>(
  names: readonly Name[],
  own: Own,
): { [N in Name]: N extends keyof Own ? z.ZodOptional<Own[N]> : StoredSchema<Settings[N]> } {
  const schemas = names.map((name) => {
    const setting: ChangedSetting | OwnSetting = forumSettings[name];
    const schema = isChanged(setting) ? valueSchema(setting) : (own as Record<string, z.ZodType>)[name];
    if (!("isRequired" in setting)) return [name, schema?.optional()];
    return [name, "usual" in setting ? schema?.default(setting.usual) : schema];
  });
  return Object.fromEntries(schemas) as ReturnType<typeof storedSettings<Name, Own>>;
}

/** The workspace: one policy forum with its documents, people and calendar, as all its readers may see it. */
export const Forum = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  ...storedSettings(settingsIn("forum"), { groups: z.array(ForumGroup).min(1), logo: Logo }),
  /** Meetings and deadlines in date order, with dates as YYYY-MM-DD. */
  calendar: z.array(
    z.object({
      date: z.iso.date(),
      title: z.string(),
      place: z.string().nullable(),
      /** The name by which calendar programs know an entry that was changed, and the number of its changes. */
      uid: z.string().optional(),
      sequence: z.int().optional(),
    }),
  ),
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
