/** The reading room of a draft with very many comments, which loads those near the reader. In ICU MessageFormat. */
export const longDiscussion = {
  loadingComments: "Loading comments: {read, number} of {total, number}",
  showComments: "{count, plural, one {Show # comment} other {Show # comments}} from {clause} on",
  notAllPrinted: "Not all comments could be loaded for printing.",
} as const;

/** The browser's find in page in the reading room. In ICU MessageFormat. */
export const findInPage = {
  loadingToFind: "Loading all comments for the search: {read, number} of {total, number}",
  allCanBeFound:
    "{count, plural, one {Your browser now finds text in # comment.} other {Your browser now finds text in all # comments.}}",
  notAllFound: "Not all comments could be loaded. Your browser finds text only in those that are shown.",
} as const;

/** Amendments to the wording of proposals. Each message is in ICU MessageFormat. */
export const amendments = {
  amendWording: "Amend the wording",
  wordingField: "{count, plural, one {Amended wording} other {Amended wording, text {number} of {count}}}",
  severalInsertions:
    "{count, plural, one {The proposal inserts # text. Change it.} other {The proposal inserts # texts. Change one or more of them.}}",
  tooManyInsertions:
    "The proposal inserts text in too many places to amend each. Describe your amendment in the reply.",
  deletesAll: "This deletes all of the proposal’s wording. To reply so, choose the position “opposes”.",
  yourAmendment: "Your amendment",
  acceptedWording: "Accepted wording",
  asProposed: "As proposed",
  asAmendedBy: "As amended by {source}",
  outcomeAsAmendedBy: "{outcome}, as amended by {source}",
  /** If the source is not shown. */
  outcomeAsAmended: "{outcome}, as amended",
} as const;
