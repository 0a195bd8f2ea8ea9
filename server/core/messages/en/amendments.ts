/** Amendments to the wording of proposals. Each message is in ICU MessageFormat. */

export const amendWording = "Amend the wording";
export const wordingField = "{count, plural, one {Amended wording} other {Amended wording, text {number} of {count}}}";
export const severalInsertions =
  "{count, plural, one {The proposal inserts # text. Change it.} other {The proposal inserts # texts. Change one or more of them.}}";
export const tooManyInsertions =
  "The proposal inserts text in too many places to amend each. Describe your amendment in the reply.";
export const deletesAll = "This deletes all of the proposal’s wording. To reply so, choose the position “opposes”.";
export const yourAmendment = "Your amendment";
export const acceptedWording = "Accepted wording";
export const asProposed = "As proposed";
export const asAmendedBy = "As amended by {source}";
export const outcomeAsAmendedBy = "{outcome}, as amended by {source}";
/** If the source is not shown. */
export const outcomeAsAmended = "{outcome}, as amended";
