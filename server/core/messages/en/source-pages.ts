/** The pages of people and organisations. Each message is in ICU MessageFormat. */

export const ownAbout =
  "Your comments and proposals in all documents. What is not submitted yet is marked, and nobody else sees it on this page.";
export const totals =
  "{comments, plural, one {# comment} other {# comments}} and {proposals, plural, one {# proposal} other {# proposals}} submitted";
export const formerNames = "Also commented as {names}";
export const peopleWhoCommented = "Commented for {organisation}: {people}";
export const mailbox = "Mailbox";
export const mailboxOf = "Mailbox of {organisation}";
export const mailboxAbout =
  "A shared address of the organisation, such as that of an office. It receives announcements at once, and a daily digest of drafts, deadlines, and replies to and decisions on the organisation’s comments. It receives only text that all members of the organisation may read, and nobody can sign in with it.";
export const mailboxAddress = "Address";
export const mailboxHint = "We mail a link to the address. Whoever reads it confirms the mailbox with it.";
export const mailboxChangeHint =
  "We mail a link to a new address, and the mailbox changes once it is confirmed. To remove the mailbox, clear the field.";
export const sendMailboxLink = "Send link";
export const removeMailbox = "Remove mailbox";
export const mailboxAsked = "A link was mailed to {email}.";
export const mailboxRemoved = "The mailbox is removed.";
export const mailboxRestored = "The mailbox is back.";
export const mailboxOn = "{email} receives messages.";
export const mailboxStopped =
  "{email} receives nothing, because somebody stopped it with the link in a message. Send a new link to ask again.";
export const mailboxReturned =
  "{email} has received nothing since {date}, because messages were returned. Send a new link to try again.";
export const mailboxPending = "{email} is not confirmed yet. The link works until {time}.";
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
