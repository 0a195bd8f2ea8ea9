/** Links between the clauses of two drafts, and candidates for them. Each message is in ICU MessageFormat. */

export const candidatesTitle = "Clauses without a counterpart";
export const candidatesIntro =
  "{count, plural, one {# clause} other {# clauses}} may have become, or may come from, the clauses shown. Confirm those that are the same and refuse the others. Comments, redline and clause history follow your decision.";
export const candidatesToRead =
  "{count, plural, one {# clause} other {# clauses}} may have become, or may come from, the clauses shown. The secretariat can confirm them.";
export const candidatesSummary =
  "{count, plural, =0 {Nothing to confirm} one {# clause may have become another} other {# clauses may have become others}}";
export const noCandidates = "Every clause has its counterpart, or no clause is like it. There is nothing to confirm.";
export const mayHaveBecome = "{clause} is not in {draft}. It may have become:";
export const mayComeFrom = "{clause} is new in {draft}. It may come from:";
export const candidateChance = "{percent} % likely";
export const bothContain = "both contain {words}";
export const pairedAlready = "also the counterpart of {clauses}: it may be a part of a split or a merger";
export const confirmCandidate = "Confirm";
export const confirmCandidateOf = "Confirm that {clause} and {candidate} are the same clause";
export const refuseCandidate = "Refuse";
export const refuseCandidateOf = "Refuse: {clause} and {candidate} are not the same clause";
export const reasonForDecision = "Reason for the record";
export const confirmedReason = "Confirmed by comparing both texts.";
export const refusedReason = "Refused after comparing both texts.";
export const otherCandidates = "{count, plural, one {# less likely candidate} other {# less likely candidates}}";
export const allCandidates = "Show all {count} clauses";
export const textInDraft = "{clause} in {draft}";
export const clausesLinked = "Clauses linked. The comparison is updated.";
export const candidateRefused = "Candidate refused. It is not proposed again.";
export const linkUndoneReason = "Undone.";
export const linkRevoked = "Link revoked. The comparison shows the computed result again.";
export const refusalRevoked = "Refusal revoked. The clauses may be proposed again.";
export const clausesDecided =
  "{count, plural, =0 {No decisions on clauses by hand} one {# decision on clauses by hand} other {# decisions on clauses by hand}}";
export const notSameClause = "not the same clause";
export const noCounterpart = "no counterpart";
export const revokeLinkTitle = "Revoke this link?";
export const revokeLink = "Revoke link";
export const revokeRefusalTitle = "Revoke this refusal?";
export const revokeRefusal = "Revoke refusal";
export const computedForLink = "Computed: {counterpart}";
export const revokedOn = "Revoked {date}: {reason}";
export const reasonField = "Reason";
