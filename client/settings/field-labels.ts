import { settingsChanges as messages } from "#core/messages/catalogues.ts";

/** The names of fields within a sentence. */
const labels: Readonly<Record<string, string>> = {
  name: messages.fieldName,
  shortName: messages.fieldShortName,
  description: messages.fieldDescription,
  audience: messages.fieldAudience,
  sources: messages.fieldSources,
  timeZone: messages.fieldTimeZone,
  languages: messages.fieldLanguages,
  language: messages.fieldLanguage,
  jurisdiction: messages.fieldJurisdiction,
  erasure: messages.fieldErasure,
  strongSignIn: messages.fieldStrongSignIn,
  template: messages.fieldTemplate,
  group: messages.fieldGroup,
  contact: messages.fieldContact,
  logo: messages.fieldLogo,
  clearance: messages.fieldClearance,
  firstVisibility: messages.fieldFirstVisibility,
  email: messages.fieldEmail,
  organisation: messages.fieldOrganisation,
  organisationId: messages.fieldOrganisation,
  role: messages.fieldRole,
};

/** Returns the name of a field of the settings within a sentence, or the name that the data has. */
export function fieldLabel(field: string): string {
  return labels[field] ?? field;
}

/** Returns whether a field has a name for people. Others are details of storage. */
export function hasLabel(field: string): boolean {
  return Object.hasOwn(labels, field);
}
