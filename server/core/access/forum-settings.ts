/**
 * A place in which the value of a setting appears, apart from the settings page: answers to everybody who reads the
 * forum, the foot of every page, the data of exported files, or their covers.
 */
type Appearance = "forum" | "foot" | "files" | "covers";

interface Common {
  /** Whether each stored forum has a value. */
  isRequired?: true;
  shownIn: readonly Appearance[];
  /** The option of `forum set`, as commander takes it. Null if only the page changes the setting. */
  option: string | null;
  /** Whether the help of the command leaves the option out. */
  isOptionHidden?: true;
}

/** A setting that `changeForum` changes. Only text appears at the foot of pages and on covers. */
export type ChangedSetting =
  | ({ kind: "line" | "text" | "address"; limit: number } & Common)
  | ({ shownIn: readonly ("forum" | "files")[] } & (
      | { kind: "choice"; values: readonly string[]; usual?: string }
      | { kind: "switch"; option: null }
      | { kind: "time-zone" | "languages" | "country" }
    ) &
      Common);

/** A setting with operations of its own. */
export interface OwnSetting {
  kind: "groups" | "logo" | "template";
  shownIn: readonly ("forum" | "files")[];
}

/**
 * The forum's own settings, in the order in which they are stored. The schemas, the page of settings, the options of
 * commands, and the values in answers, files and pages follow from this table. The catalogue `forumSettingTexts` has the
 * texts of each by its name. Where a choice has no stored value, its `usual` one holds.
 */
export const forumSettings = {
  name: { kind: "line", limit: 200, isRequired: true, shownIn: ["forum", "files"], option: "--name <name>" },
  shortName: { kind: "line", limit: 60, isRequired: true, shownIn: ["forum", "files"], option: "--short-name <name>" },
  description: { kind: "text", limit: 5000, isRequired: true, shownIn: ["forum"], option: "--description <text>" },
  /** Who may read published material: everyone, or only signed-in participants. */
  audience: {
    kind: "choice",
    values: ["public", "participants"],
    isRequired: true,
    shownIn: ["forum"],
    option: "--audience <audience>",
  },
  /**
   * Whether the forum shows the source of each annotation. When sources are hidden, totals must not reveal who
   * commented.
   */
  sources: {
    kind: "choice",
    values: ["shown", "hidden"],
    usual: "shown",
    isRequired: true,
    shownIn: ["forum"],
    option: "--sources <sources>",
  },
  /** The country or body under which Akoma Ntoso names its documents. */
  jurisdiction: { kind: "country", shownIn: ["forum", "files"], option: "--jurisdiction <code>" },
  /** Its stakeholder groups, in the order of columns and legends. A forum without a list has the default groups. */
  groups: { kind: "groups", shownIn: ["forum", "files"] },
  /** IANA name of the time zone in which deadlines and meetings are shown. Absent means UTC. */
  timeZone: { kind: "time-zone", shownIn: ["forum", "files"], option: "--time-zone <name>" },
  /** Its logo, which everybody sees, also strangers to a closed forum. */
  logo: { kind: "logo", shownIn: ["forum"] },
  /**
   * The languages offered to readers. Absent means all. Only scripts that name stored languages still use the option,
   * because there are no translations to choose from.
   */
  languages: { kind: "languages", shownIn: ["forum"], option: "--languages <codes>", isOptionHidden: true },
  /** Name of the sender of messages. Absent or empty for the configured one. */
  senderName: { kind: "line", limit: 100, shownIn: [], option: "--sender-name <name>" },
  /** Mail address to which answers to messages go. Without one, nobody reads them. */
  replyTo: { kind: "address", limit: 254, shownIn: [], option: "--reply-to <address>" },
  /** Text at the beginning of invitations and announcements, in paragraphs. */
  mailText: { kind: "text", limit: 2000, shownIn: [], option: "--mail-text <text>" },
  /** Whether the text of a person is kept or erased with them on legal demand. Kept if absent. */
  erasure: {
    kind: "choice",
    values: ["keep-text", "erase-text"],
    usual: "keep-text",
    shownIn: [],
    option: null,
  },
  /** Reasons that the desk offers for decisions, one per line. */
  decisionReasons: { kind: "text", limit: 20_000, shownIn: [], option: "--decision-reasons <text>" },
  /** Whether secretariat and chair must sign in with a passkey or a provider. */
  strongSignIn: { kind: "switch", shownIn: [], option: null },
  /** The Word template for exports. Absent for the usual look. */
  template: { kind: "template", shownIn: [] },
} as const satisfies Readonly<Record<string, ChangedSetting | OwnSetting>>;

type Settings = typeof forumSettings;
export type SettingName = keyof Settings;

/** A setting with an operation of its own, or one that `changeForum` changes. */
export type OwnName = { [N in SettingName]: Settings[N] extends { option: unknown } ? never : N }[SettingName];
export type ChangedName = Exclude<SettingName, OwnName>;

/** Returns whether `changeForum` changes a setting. */
export function isChanged(setting: ChangedSetting | OwnSetting): setting is ChangedSetting {
  return "option" in setting;
}

/** The parts of the settings, each with its settings in their order. Mail and stakeholder groups have a page of their own. */
export const settingParts = {
  identity: ["name", "shortName", "description", "logo"],
  access: ["audience", "sources"],
  place: ["timeZone", "languages", "jurisdiction"],
  files: ["template"],
  rules: ["decisionReasons", "erasure", "strongSignIn"],
  mail: ["senderName", "replyTo", "mailText"],
} as const satisfies Readonly<Record<string, readonly Exclude<SettingName, "groups">[]>>;
export type SettingPart = keyof typeof settingParts;

/** The settings that `changeForum` changes, in the order of the page. */
export const changedSettings: readonly ChangedName[] = Object.values(settingParts)
  .flat()
  .filter((name) => isChanged(forumSettings[name])) as ChangedName[];

/** The settings that appear in a place. */
export type SettingIn<Where extends Appearance> = {
  [N in SettingName]: Where extends Settings[N]["shownIn"][number] ? N : never;
}[SettingName];

/** Returns the names of the settings that appear in a place, in the order of the table. */
export function settingsIn<Where extends Appearance>(where: Where): SettingIn<Where>[] {
  const names = Object.keys(forumSettings) as SettingName[];
  return names.filter((name) =>
    (forumSettings[name].shownIn as readonly Appearance[]).includes(where),
  ) as SettingIn<Where>[];
}

/** The settings that are shown to nobody but those who read the settings. */
export const keptSettings = (Object.keys(forumSettings) as SettingName[]).filter(
  (name) => forumSettings[name].shownIn.length === 0,
) as Exclude<SettingName, SettingIn<Appearance>>[];

/** Returns those of the given fields that have a value. */
export function fieldsWithValue<Fields extends object, Name extends keyof Fields>(
  fields: Fields,
  names: readonly Name[],
): Pick<Fields, Name> {
  return Object.fromEntries(
    names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  ) as Pick<Fields, Name>;
}

/** The texts of the settings in a catalogue. Only those of settings that a person writes or chooses have a field. */
export type SettingTexts = { readonly [N in Exclude<SettingName, "groups">]: TextsOf<Settings[N]> };

type TextsOf<Setting> = {
  /** Its name within a sentence, in the list of changes. */ change: string;
} & (Setting extends {
  option: unknown;
}
  ? FieldTexts &
      (Setting extends { option: string } ? { /** Help of its option. */ option: string } : unknown) &
      (Setting extends { kind: "choice"; values: readonly (infer Value extends string)[] }
        ? { choices: Readonly<Record<Value, ChoiceTexts>> }
        : unknown)
  : unknown);

/** The texts of a setting's field. */
export interface FieldTexts {
  label: string;
  hint?: string;
  /** The sentence that reports a change. */
  saved: string;
}

/** The texts of a value to choose. */
export interface ChoiceTexts {
  label: string;
  hint: string;
}
