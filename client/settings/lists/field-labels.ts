import { forumSettingTexts as settings, settingsChanges as messages } from "#core/messages/catalogues.ts";

/** The names of fields within a sentence: those of the forum's settings, some of which records have too, and those of records. */
const labels = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(settings).map(([name, { change }]) => [name, change])),
  language: messages.fieldLanguage,
  group: messages.fieldGroup,
  contact: messages.fieldContact,
  clearance: messages.fieldClearance,
  firstVisibility: messages.fieldFirstVisibility,
  email: messages.fieldEmail,
  organisation: messages.fieldOrganisation,
  organisationId: messages.fieldOrganisation,
  role: messages.fieldRole,
});

/** Returns the name of a field of the settings within a sentence, or the name that the data has. */
export function fieldLabel(field: string): string {
  return labels()[field] ?? field;
}

/** Returns whether a field has a name for people. Others are details of storage. */
export function hasLabel(field: string): boolean {
  return Object.hasOwn(labels(), field);
}
