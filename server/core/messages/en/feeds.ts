/** The files to which feed readers subscribe, and the links to them. */
export const forumTitle = "{forum}: news";
export const documentTitle = "{forum}, {document}: news";
export const threadTitle = "{forum}, {document}: a comment, its replies and its decision";
export const organisationTitle = "{forum}: comments of {organisation}";
export const subtitle = "New drafts, consultations, comments and decisions that every reader of the forum may see.";

export const newDraft = "{document}: new draft, {draft}";
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
