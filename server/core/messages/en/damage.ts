/** Damage of stored texts, files and records. Each message is in ICU MessageFormat. */

export const heading = "Stored data is damaged or was changed";
export const about =
  "Only what needs them fails. Everything else works. Ask the operator to restore each file below from a backup and to run “rapporteur verify”. What is restored disappears from this list within a minute.";
export const textOf = "The text of {what}";
export const fileOf = "The uploaded file of {what}";
export const unused = "nothing that is shown";
export const contribution = "the contribution {file}";
export const logo = "the logo of {organisation}";
export const template = "the Word template";
export const forumLogo = "the logo of the forum";
export const others =
  "{count, plural, one {# record is} other {# records are}} missing, or not as the last act on {count, plural, one {it} other {them}} recorded. Ask the operator to run “rapporteur verify”, which names {count, plural, one {it} other {them}}, and to compare with a backup.";
export const leftOut = "Left out, because the stored text is damaged: {drafts}. The secretariat has been told.";
export const damagedDraft = "text damaged";
