/** Pages without scripts. Each message is in ICU MessageFormat. */

export const clauseHistoryDescription = "A clause in every draft of {version}.";
export const clauseHistory = "Biography";
export const comparisonTrail = "Comparison";
export const movedFromHere = "moved from here";
export const movedToHere = "moved to here";
export const documentsDescription = "The documents of {name}, in all their drafts.";
export const documents = "Documents";
export const commentCount = "comments: {annotationCount}";
export const nextDraftDescription = "The next draft of {title} from accepted proposals.";
export const uploadDescription = "Upload the next draft of {title}.";
export const nextDraft = "Next draft";
export const nextDraftTitle = "Next draft of {shortTitle}";
export const uploadNeedsScripts =
  "Uploading needs a browser with scripts; the command line does the same: rapporteur import.";
export const workingText = "Working text";
export const workingTextTitle = "Working text of {shortTitle}";
export const workingTextNeedsScripts = "Working on a text needs a browser with scripts.";
export const draftDescription = "{title}: {label} of {date}.";
export const outlineLabel = "Outline";
export const signIn = "Sign in";
export const goToDocuments = "Go to the library";
export const documents2 = "Library";
export const signInDescription = "Sign in with a link from the secretariat.";
export const signedInAs = "You are signed in as {name}.";
export const signInHelp = "You sign in with a link from the secretariat. Ask it for one, and open it here.";
export const signInLinkNote = "Your link is good for one sign-in on this device.";
export const signInWithLink = "Sign in with this link";
export const signOut = "Sign out {name}";
export const positionsTitle = "{document}, {label}: where everybody stands";
export const positionsByGroup = "Consensus";
export const howDocumentEvolved = "{document}, draft by draft";
export const howTextEvolved = "Pictures";
export const replyCount = "{count, plural, one {# reply} other {# replies}}";
