/** Damage of stored texts and files. Each message is in ICU MessageFormat. */

export const heading = "Stored texts or files are damaged";
export const about =
  "Only what needs them fails. Everything else works. Ask the operator to restore each file below from a backup and to run “rapporteur verify”. What is restored disappears from this list within a minute.";
export const textOf = "The text of {what}";
export const fileOf = "The uploaded file of {what}";
export const unused = "nothing that is shown";
export const contribution = "the contribution {file}";
export const logo = "the logo of {organisation}";
export const template = "the Word template";
export const others =
  "{count, plural, one {# other fault} other {# other faults}}. “rapporteur verify” names {count, plural, one {it} other {them}}.";
export const leftOut = "Left out, because the stored text is damaged: {drafts}. The secretariat has been told.";
export const damagedDraft = "text damaged";
