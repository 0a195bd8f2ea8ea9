/** The text of lists that are shown in parts. */
export const lists = {
  listPages: "Pages",
  pageOf: "Page {page} of {pages}",
  pageNumber: "Page {page}",
  firstPage: "First page",
  previousPage: "Previous page",
  nextPage: "Next page",
} as const;

/** Texts of the fields that choose a person by name. */
export const choosing = {
  typeName: "Type a name",
  nobodyFound: "Nobody found.",
  peopleFound: "{count, plural, one {# person} other {# people}} found. Use the arrow keys to choose.",
} as const;

/** Damage of stored texts, files and records. Each message is in ICU MessageFormat. */
export const damage = {
  heading: "Stored data is damaged or was changed",
  about:
    "Only what needs them fails. Everything else works. Ask the operator to restore each file below from a backup and to run “rapporteur verify”. What is restored disappears from this list within a minute.",
  textOf: "The text of {what}",
  fileOf: "The uploaded file of {what}",
  unused: "nothing that is shown",
  contribution: "the contribution {file}",
  logo: "the logo of {organisation}",
  template: "the Word template",
  forumLogo: "the logo of the forum",
  others:
    "{count, plural, one {# record is} other {# records are}} missing, or not as the last act on {count, plural, one {it} other {them}} recorded. Ask the operator to run “rapporteur verify”, which names {count, plural, one {it} other {them}}, and to compare with a backup.",
  leftOut: "Left out, because the stored text is damaged: {drafts}. The secretariat has been told.",
  damagedDraft: "text damaged",
} as const;
