/** The columns of a file of people, with their names in other programs, without spaces and punctuation. */
export const peopleColumns = {
  id: ["id"],
  name: ["name", "fullname"],
  email: ["email", "mail", "emailaddress"],
  organisation: ["organisation", "organization"],
  role: ["role"],
  group: ["group", "stakeholdergroup"],
  language: ["language"],
  deputyOf: ["deputyof"],
} as const;

/** The columns of a file of organisations, likewise. */
export const organisationColumns = {
  id: ["id"],
  shortName: ["shortname", "abbreviation", "acronym"],
  name: ["name", "fullname"],
  group: ["group", "stakeholdergroup"],
  contact: ["contact"],
} as const;
