// Comments that a coordinator sent back, on the page of clearance.

export const sentBackToYou = "Sent back to you";
export const sentBackToYouAbout = "These are private drafts again. Edit one and send it again, or withdraw it.";
export const sentBackBy = "Sent back by {name}, {date}";
export const sentBackOn = "Sent back, {date}";
export const editAndSendAgain = "Edit and send again";
export const draftRestored =
  "{isReply, select, yes {The reply is a private draft again.} other {The comment is a private draft again.}}";
export const backWithAuthors = "Sent back, with the author";
export const backWithAuthorsAbout =
  "They return to your list when their authors send them again. Until then, only the authors read them.";
export const statementOf =
  "{isReply, select, yes {Reply of {author} on {draft}} other {Comment of {author} on {draft}}}";
export const notClearedNow =
  "New comments of {organisation} need no clearance. Those below were sent for clearance before.";
export const withoutOrganisation =
  "You belong to no organisation now. The comments below wait for the organisation in whose name you made them.";
