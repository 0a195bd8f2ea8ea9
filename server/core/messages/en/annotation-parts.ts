/** Parts that several pages share: margin, filters, audiences, proposed changes, mentions. Each message is in ICU MessageFormat. */

export const visibleTo = "Visible to";
export const filter = "Filter";
export const filterComments = "Filter comments";
export const textFilter = "Text";
export const kindFilter = "Kind";
export const typeFilter = "Type";
export const locationFilter = "Location in this draft";
export const decisionFilter = "Decision";
export const madeOnFilter = "Made on";
export const groupFilter = "Group";
export const authorFilter = "Author";
export const mine = "Mine";
export const otherAuthor = "Another author";
export const organisationFilter = "Organisation";
export const clearFilters = "Clear filters";
export const noNumber = "no number";
export const andMore = "and {count} more";
export const deleteClause = "Delete {clause}";
export const deleteRow = "Delete the row of {clause}";
export const newClauseFirst = "New clause at the beginning";
export const newRowFirst = "New row at the beginning";
export const newClauseAfter = "New clause after {after}";
export const newRowAfter = "New row after {after}";
export const moveFirst = "Move {clause} to the beginning";
export const moveAfter = "Move {clause} after {after}";
export const wholeDocument = "the whole document";
export const clauseAndBelow = "{citation} and everything under it";
export const clauseRange = "{first} to {last}";
export const actionFailed = "The action failed. Try again.";
export const reinstated = "Restored.";
export const undoWithdrawalFirst =
  "The edit cannot be undone while the comment is withdrawn. Undo the withdrawal first.";
export const submitted = "Submitted.";
export const submissionUndone = "Submission undone. Only you can see the text.";
export const sentForClearance = "Sent to your coordinator for clearance.";
export const changesSaved = "Changes saved.";
export const shared = "Shared.";
export const hidden = "Hidden. The reason remains visible.";
export const erasedForGood = "Erased permanently. A note remains that something was erased.";
export const positionRecorded = "Position recorded.";
export const submitDrafts = "{count, plural, one {Submit # draft} other {Submit all # drafts}}";
export const submitDraftsNote =
  "Everyone who reads the comments will see them, unless a coordinator clears them first.";
export const draftWithoutText = "A proposal without a comment";
export const submitAll = "Submit all";
export const draftsSubmitted =
  "{count, plural, one {# draft submitted.} other {# drafts submitted.}}{refused, plural, =0 {} one { # draft could not be submitted and remains a draft.} other { # drafts could not be submitted and remain drafts.}}";
export const replyAdded = "Reply added.";
export const replyChanged = "Reply changed.";
export const replyWithdrawn = "Reply withdrawn.";
export const withdrawn = "{kind, select, proposal {Proposal withdrawn.} other {Comment withdrawn.}}";
export const savedAsPrivateDraft =
  "{kind, select, proposal {Proposal saved as your private draft.} other {Comment saved as your private draft.}}";
export const sharedWithOrganisation =
  "{kind, select, proposal {Proposal shared with your organisation as a draft.} other {Comment shared with your organisation as a draft.}}";
export const sharedWithCircle =
  "{kind, select, proposal {Proposal shared with the circle as a draft.} other {Comment shared with the circle as a draft.}}";
export const created = "{kind, select, proposal {Proposal submitted.} other {Comment submitted.}}";
export const suggestionCount =
  "{count, plural, one {# suggestion} other {# suggestions}}. Use the arrow keys to choose.";
export const suggestions = "Suggestions";
