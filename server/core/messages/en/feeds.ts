/** The files to which feed readers subscribe, and the links to them. */
export const forumTitle = "{forum}: news";
export const documentTitle = "{forum}, {document}: news";
export const threadTitle = "{forum}, {document}: a comment, its replies and its decision";
export const clauseTitle = "{forum}, {document}, {clause}: news";
export const organisationTitle = "{forum}: comments of {organisation}";
export const subtitle = "New drafts, consultations, comments and decisions that every reader of the forum may see.";

export const newDraft = "{document}: new draft, {draft}";
export const newWording = "{document}: new wording, {draft}";
export const commentsClose = "{document}, {draft}: comments close {time}";
export const commentsClosed = "{document}, {draft}: comments are closed";
export const consultationCancelled = "{document}, {draft}: the consultation is cancelled";
export const newComment = "{document}, {draft}: {kind, select, proposal {proposal} other {comment}}";
export const newReply = "{document}, {draft}: reply";
export const decision = "{document}, {draft}: decision, {outcome}";
export const by = "{title} by {source}";

// Links
export const calendar = "Calendar (.ics)";
export const feed = "News feed (Atom)";
export const feedOf = "Comments of {organisation} (Atom)";
export const ownAddress = "Calendar and feeds";

// One's own address
export const addressAbout =
  "An address for your calendar program and feed reader, which cannot sign in. It shows only what every reader of the forum may see.";
export const noAddress = "You have no address.";
export const addressFacts = "Made on {date}.";
export const makeAddress = "Make an address";
export const addressMade = "The address is made.";
export const addresses = "Your addresses";
export const addressOnce =
  "Copy the addresses now. They are not shown again. Anyone who has one can read the calendar and the feeds.";
export const renewAddress = "Renew";
export const renewTitle = "Renew your address?";
export const endAddress = "End";
export const endTitle = "End your address?";
export const endNote = "Programs that use it lose access at once. This cannot be undone.";
export const addressEnded = "The address no longer works.";
