/** Announcements, the preview of recipients, and the table of answers. Each message is in ICU MessageFormat. */

export const about = "Messages of the secretariat and the chair to you, your group or your organisation.";
export const aboutAll =
  "Messages to everybody, a group or organisations. Each is sent after 2 minutes, so that it can be undone.";
export const needsScripts = "Writing an announcement needs JavaScript.";
export const none = "There are no announcements.";
export const write = "Write an announcement";
export const toField = "To";
export const groupField = "Group";
export const organisationsField = "Organisations";
export const subjectField = "Subject";
export const textField = "Text";
export const textAbout = "Empty lines separate paragraphs. Web addresses become links.";
export const preview = "Preview";
export const send = "Send";
export const written = "The announcement will be sent in 2 minutes.";
export const notSent = "The announcement is not sent.";
export const withdraw = "Withdraw";
export const withdrawn = "The announcement is withdrawn.";
export const withdrawQuestion = "Withdraw “{subject}”?";
export const withdrawUnsent = "It is not sent yet, so nobody will get it.";
export const withdrawSent = "It was sent. It stays on this page and in “For you”, marked as withdrawn.";
export const byOn = "{by} · {time}";
export const sendsOn = "{by} · will be sent on {time}";
export const isWithdrawn = "Withdrawn";
export const isWithdrawnUnsent = "Withdrawn before it was sent";
export const toEverybody = "Everybody";
export const toGroup = "A group";
export const toOrganisations = "Organisations";
export const toNamedGroup = "Group: {group}";
export const toNamedOrganisations = "To {count, plural, one {# organisation} other {# organisations}}: {names}";
export const toChosen = "To chosen organisations";
export const toNotAnswered = "To organisations that had not answered the consultation on {draft}";
export const toLetters = "To those with letters on {draft}";

export const recipients = "Recipients";
export const recipientCount =
  "{count, plural, =0 {Nobody will be notified.} one {# person will be notified.} other {# people will be notified.}}";
export const recipientTimes = "{times}.";
export const byMailAtOnce = "{count} by mail at once";
export const inDigest = "{count} in the next digest";
export const onPage = "{count} only on the page";
export const toMailboxes =
  "{count, plural, one {# mailbox of an organisation} other {# mailboxes of organisations}} will get it by mail.";
export const names = "Names";
export const moreNames = "and {count, plural, one {# more person} other {# more people}}";
export const notification = "Notification and message";
export const notifyNobody = "Notify nobody";
export const notifyNobodyAbout = "The record of the act says so.";

export const answersAbout =
  "Organisations by their answer to the consultation on {draft}: submitted comments in all languages. Drafts count only if you may know of them.";
export const answersClose = "Comments close on {time}.";
export const whoHasAnswered = "Who has answered";
export const answered = "Answered";
export const drafting = "Drafting";
export const notAnswered = "Not answered";
export const organisation = "Organisation";
export const group = "Group";
export const answer = "Answer";
export const comments = "Comments";
export const lastComment = "Last comment";
export const byGroup = "Answers by group";
export const answeredOf = "{answered} of {total}";
export const remind = "{count, plural, one {Remind # organisation} other {Remind # organisations}}";
export const reminderSubject = "Please answer the consultation on {draft}";
export const reminderText =
  "Your organisation has not commented on {draft} of {document} yet.\n\n{closing, select, none {} other {Comments close on {closing}.\n\n}}Read the draft and comment here: {link}";
export const allAnswered = "All organisations have answered.";
