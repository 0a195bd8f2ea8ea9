/** “For you”: notifications, following and muting. Each message is in ICU MessageFormat. */

export const newItems = "New";
export const earlierItems = "Earlier";
export const doneItems = "Done";
export const nothingNew = "There is nothing new for you.";
export const nothingNewAbout =
  "Replies, decisions, mentions and new drafts appear here. To be notified of more, follow a document or a thread.";
export const nothingEarlier = "There are no earlier notifications.";
export const nothingDone = "Nothing is marked as done.";
export const ofForum = "Forum";
export const showMore = "Show more";
export const showDone = "Show done items";
export const markAllRead = "Mark all as read";
export const allRead = "All are marked as read.";
export const done = "Done";
export const markedDone = "Marked as done.";
export const backToInbox = "Back to the list";
export const markUnread = "Mark as unread";
export const muteThread = "Mute";
export const muted = "Muted. Requests and mentions still reach you.";
export const restored = "Back in the list.";
export const unmuted = "No longer muted.";
export const more = "{count, plural, one {# more} other {# more}}";
export const unread = "Unread";
export const urgent = "Needs your answer";

export const waiting = "Waiting for you";
export const closingSoon = "Comments on {draft} close on {date}.";
export const toClear =
  "{count, plural, one {# comment or reply awaits your clearance.} other {# comments and replies await your clearance.}}";
export const mailedReplies =
  "{count, plural, one {# answer by mail awaits your confirmation.} other {# answers by mail await your confirmation.}}";
export const newReader = "An organisation joined a circle in which you share drafts.";
export const newColleague = "The people of your organisation changed. Choose whether they read earlier drafts.";
export const unconfirmed = "{count, plural, one {# location to confirm.} other {# locations to confirm.}}";
export const unreviewed = "{count, plural, one {# contribution to review.} other {# contributions to review.}}";
export const undecided = "{count, plural, one {# comment awaits a decision.} other {# comments await a decision.}}";

export const someone = "Somebody";
export const ofOrganisation = "{name} ({organisation})";
export const mention = "{by} mentioned you.";
export const coSignRequest = "{by} asks your organisation to co-sign this.";
export const clearanceRequest = "{by} asks you to clear this.";
export const clearanceGiven = "{by} cleared this, and it is submitted.";
export const sentBack = "{by} sent this back to you.";
export const hiddenNow = "{by} hid this.";
export const coSigned = "{organisation} co-signed.";
export const coSignDeclined = "{organisation} declined to co-sign.";
export const coSignLeft = "{organisation} no longer co-signs.";
export const anOrganisation = "An organisation";
export const decision = "Decision: {outcome}.";
export const decisionChanged = "{by} made a decision, which was revoked later.";
export const decisionRevoked = "{by} revoked the decision.";
export const reply = "{by} replied.";
export const replyWithPosition = "{by} replied: {position}.";
export const place = "{by} settled the location in a later draft.";
export const comment = "{by} commented.";
export const followedComment = "{by} commented on a clause that you follow.";
export const newDraft = "{draft} is published.";
export const clausesChanged =
  "{draft} is published. {count, plural, one {# clause that you follow} other {# clauses that you follow}} changed.";
export const clauseEdited = "{to} changed.";
export const clauseEditedAs = "{from}, now {to}, changed.";
export const clauseMoved = "{to} moved.";
export const clauseMovedAs = "{from} moved and is now {to}.";
export const clauseSplit = "{from} was split into {to}.";
export const clausesMerged = "{from} were merged into {to}.";
export const clauseDeleted = "{from} was deleted.";
export const moreClauses = "{count, plural, one {# more clause changed.} other {# more clauses changed.}}";
export const ownOutcomes = "{total, plural, one {Your comment} other {Your # comments}}: {list}.";
export const outcomeSame = "{count} at the same text";
export const outcomeProposed = "{count} adopted as proposed";
export const outcomeChanged = "{count} at changed text";
export const outcomeToConfirm = "{count, plural, one {# location to confirm} other {# locations to confirm}}";
export const outcomeGone = "{count} without their text";
export const consultationSet = "Comments on {draft} are open until {date}.";
export const consultationRevoked = "A consultation on {draft} was opened, and cancelled later.";
export const consultationCancelled = "The consultation on {draft} is cancelled.";
export const consultationClosed = "The consultation on {draft} is closed.";
export const contributionReceived = "{file} was received and awaits a review.";
export const aContribution = "A contribution";
export const contributionImported = "{file} was imported.";
export const ownImported =
  "{file} was imported. {imported} of {received, plural, one {# part} other {# parts}} in the name of your organisation {imported, plural, one {was} other {were}} imported.";
export const importQuestioned = "{by} objects to this imported comment and withdrew it.";

export const announcement = "{by} announced: {subject}";
export const withdrawnAnnouncement = "{by} announced, and withdrew later: {subject}";

export const seeOutcomes = "See the outcomes of comments";
export const confirmLocations = "{count, plural, one {Confirm the location} other {Confirm the locations}}";
export const locationsConfirmed = "All locations of your comments are settled.";
export const clearOrSendBack = "Clear or send back";
export const toClearance = "Open clearance";

export const becauseMentioned = "You are mentioned";
export const becauseAuthor = "You wrote the comment";
export const becauseSpeaker = "You wrote this";
export const becauseInvited = "Your organisation is invited";
export const becauseCoordinates = "You coordinate the organisation";
export const becauseTookPart = "You replied in this thread";
export const becauseFollowsThread = "You follow this thread";
export const becauseFollowsDocument = "You follow this document";
export const becauseFollowsClause = "You follow a clause";
export const becauseFollowsOrganisation = "You follow the organisation";
export const becauseTookPartInDocument = "You took part in this document";
export const becauseSecretariat = "You belong to the secretariat";
export const becauseAddressed = "The announcement is for you or your organisation";
export const becauseMailbox = "This is the mailbox of your organisation";

export const threadTitle = "Notifications of this thread";
export const documentTitle = "Notifications of this document";
export const followThread = "Follow: every reply and decision";
export const followDocument = "Follow: new drafts, consultations and comments";
export const usualThread = "Usual: if you wrote or replied";
export const usualDocument = "Usual: new drafts and consultations if you took part";
export const followClause = "Follow this clause";
export const unfollowClause = "Stop following this clause";
export const clauseFollowed =
  "You follow this clause in all drafts. You are notified when it changes, and of comments and decisions on it.";
export const clauseUnfollowed = "You no longer follow this clause.";
export const followOrganisation = "Follow";
export const unfollowOrganisation = "Stop following";
export const organisationFollowed = "You are notified of the organisation’s comments and of decisions on them.";
export const organisationUnfollowed = "You no longer follow the organisation.";
export const muteAll = "Mute: only requests and mentions";
export const close = "Close";
export const followingSaved = "Your choice is saved.";

export const keysAbout = "Keys: j next, k previous, Enter open, r reply or clear, e done, u undo, m mute";
