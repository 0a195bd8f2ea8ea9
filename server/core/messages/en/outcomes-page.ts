/** Comment outcomes, decisions and proposal uptake. Each message is in ICU MessageFormat. */

export const commentOutcomes = "Comment outcomes";
export const outcomesSummary =
  "The outcome of {comments, plural, one {# comment} other {# comments}} on {drafts, plural, one {# draft} other {# drafts}}.";
export const earlierCommentsSummary =
  "{total, plural, one {# comment on earlier drafts: {states}.} other {# comments on earlier drafts: {states}.}}";
export const stateCount = "{count} {state}";
export const readThisDraft = "Read this draft";
export const whoHasAnswered = "Who has answered";
export const allDrafts = "All drafts";
export const commentColumn = "Comment";
export const decisionColumn = "Decision";
export const filtersLabel = "Filters";
export const needsLocationDecision = "Needs a decision on location";
export const rightlyGone = "Clause deleted";
export const rightlyGoneCount =
  "{count, plural, one {The clause of # comment was deleted, and no clause is similar.} other {The clauses of # comments were deleted, and no clause is similar.}}";
export const rightlyGoneNote =
  "No clause of this draft is similar to the deleted one. You can still choose a location by hand.";
export const clearFilters = "{count, plural, one {Clear # filter} other {Clear # filters}}";
export const commentsShown = "{shown} of {total, plural, one {# comment} other {# comments}} shown";
export const noComments = "No comments yet.";
export const noEarlierComments = "No comments on earlier drafts.";
export const noCommentsMatchFilters = "No comments match these filters.";

export const commentOnDraft = "Comment on one draft";
export const draftField = "Draft";
export const closePanel = "Close";
export const outcomeOnDraft = "Outcome on this draft";
export const placementConfidence = "{percent} % confidence.";
export const madeOn = "Made on <link>{draft}</link>.";
export const readOnThisDraft = "Read it on this draft";
export const madeOnThisDraft = "Made on this draft. <link>Read it there</link>";
export const madeOnLaterDraft = "Made on a later draft. <link>Read it there</link>";
export const locationHistory = "Location history ({count})";
export const locationDecision =
  "{decision, select, confirmed {Confirmed by {source}, {date}} placed {Placed by {source}, {date}} other {Left unplaced by {source}, {date}}}";
export const validUntil = "valid until {date}";

export const changeDecision = "Change decision";
export const reasonField = "Reason";
export const appearsInDraft = "appears in {draft}";
export const previousOutcomes = "previously: {outcomes}";
export const otherCommentBySource = "{kind, select, proposal {{source}’s proposal} other {{source}’s comment}}";
export const otherComment = "the other comment";
export const decisionRevoked = "Decision revoked.";
export const previousDecisionRestored = "Previous decision restored.";

export const proposalUptake = "Proposal uptake";
export const noProposalsYet = "No proposals yet.";
export const proposalColumn = "Proposal";
export const proposalQuote = "proposal: {text}";
export const proposalsShown = "{shown} of {total, plural, one {# proposal} other {# proposals}} shown";
export const showAll = "Show all";
export const seeText = "See the text";
export const wordingInLaterDrafts = "Wording in later drafts";
export const uptakeShare = "{percent} % of the proposal.";
export const correctedBySecretariat = "Corrected by the secretariat";
export const correctionSource = "Secretariat, {date}; computed: {uptake}";
export const correctUptake = "Correct uptake";
export const revokeCorrection = "Revoke correction";
export const uptakeInDraft = "Uptake in {draft}";
export const computedUptake =
  "Computed from the text: {uptake}. The computed result stays visible next to your correction.";
export const uptakeField = "Uptake";
export const saveCorrection = "Save correction";
export const uptakeCorrected = "Uptake corrected.";
export const correctionRevoked = "Correction revoked. The computed uptake applies again.";
export const previousUptakeRestored = "Previous uptake restored.";
export const letters = "Letters to organisations";
