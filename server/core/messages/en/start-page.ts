/** The start page of signed-in people. Each message is in ICU MessageFormat. */

export const nothingNew = "Nothing is waiting for you, and there is nothing new.";
export const allNews = "All notifications";
export const furtherRequests = "{count, plural, one {# more request to co-sign} other {# more requests to co-sign}}";
export const loading = "Loading your work and news.";

export const ownComments = "Your comments";
export const allOwnComments = "All your comments";
export const onDraft = "{document}, {draft}";
export const withoutText = "Deletion";

export const sameText = "Its text is unchanged in {draft}.";
export const changedText = "Its text changed in {draft}.";
export const asProposed = "{draft} has the text as proposed.";
export const movedClause = "Moved with its clause in {draft}.";
export const splitClause = "Its clause was split in {draft}.";
export const deletedText = "Its text was deleted in {draft}.";
export const otherOption = "Another option was chosen in {draft}.";
export const likelyLocation = "Its location in {draft} is to be confirmed.";
export const unplaced = "Unplaced in {draft}.";
export const deletedClause = "Its clause was deleted in {draft}.";

export const showDetails = "Show time line and all links";
export const more = "More about {document}";
export const openForComments = "open for comments";
export const notOpenYet = "not open yet";
export const closedForComments = "comments closed";
export const commentsClosed = "Comments closed {closes}";

export const countingWork = "Counting pending work …";
export const workNotCounted = "Pending work could not be counted.";
export const noPendingWork = "No pending work";
export const undecided = "{count} undecided";
export const unconfirmed = "{count, plural, one {# location to confirm} other {# locations to confirm}}";
export const contributions = "{count, plural, one {# contribution to review} other {# contributions to review}}";
export const inTranslations = "{count} in translations";
export const inLanguage = "{text} ({language})";
export const unmatchedContributions =
  "{count, plural, one {# contribution needs a draft} other {# contributions need a draft}}";
