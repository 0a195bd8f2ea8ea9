/** The pages of people and organisations. Each message is in ICU MessageFormat. */

export const ownAbout =
  "Your comments and proposals in all documents. What is not submitted yet is marked, and nobody else sees it on this page.";
export const totals =
  "{comments, plural, one {# comment} other {# comments}} and {proposals, plural, one {# proposal} other {# proposals}} submitted";
export const formerNames = "Also commented as {names}";
export const peopleWhoCommented = "Commented for {organisation}: {people}";
export const listHeading = "Comments and proposals";
export const filters = "Filters";
export const kindFilter = "Kind";
export const documentFilter = "Document";
export const outcomeFilter = "Outcome";
export const anyValue = "All";
export const onTarget = "{document}, {draft}: {citations}";
export const onDraft = "{document}, {draft}";
export const uptake = "Uptake:";
export const sourcesHidden = "This forum does not show who made a comment.";
export const noneMatch = "None of the comments looked through so far matches these filters.";
export const clearFilters = "Show all comments";
export const none = "No comments or proposals yet.";
export const personDescription = "Comments and proposals by {name}, with their outcomes";
