/** Pages without scripts. Each message is in ICU MessageFormat. */

export const exportAsPage =
  "{count, plural, =0 {Export as a web page} one {Export with # comment as a web page} other {Export with # comments as a web page}}";
export const drafts = "Drafts";
export const commentNeedsScripts = "To comment, compare side by side or search, turn on JavaScript in your browser.";
export const reviewNeedsScripts = "To review a contribution, turn on JavaScript in your browser.";
export const clauseHistoryDescription = "The history of a clause of {version} in all drafts.";
export const documentsDescription = "The documents of {forum}, with all drafts.";
export const documents = "Documents";
export const nextDraftDescription = "The next draft of {title} from accepted proposals.";
export const uploadDescription = "Upload the next draft of {title}.";
export const draftDescription = "{title}: {draft} of {date}.";
export const outlineLabel = "Outline";
export const signIn = "Sign in";
export const goToDocuments = "Go to Documents";

export const stopMailsTitle = "Stop messages";
export const stopMailsQuestion = "Stop messages of this kind? {kind}.";
export const stopMailsButton = "Stop messages";
export const mailsStopped = "You no longer receive messages of this kind: {kind}.";
export const mailsStoppedUndo = "Choose which messages you receive";
export const mailboxStopped = "This mailbox no longer receives messages.";
export const mailboxResume = "Undo: receive messages again";
export const mailboxResumed = "This mailbox receives messages again.";
export const mailboxTitle = "Confirm the mailbox";
export const mailboxQuestion =
  "Is this address the mailbox of your organisation? It then receives announcements and a daily digest.";
export const mailboxButton = "Confirm the mailbox";
export const mailboxConfirmed = "The mailbox is confirmed. Every message has a link that stops them.";
