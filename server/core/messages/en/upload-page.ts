/** Uploading a draft, its preview, and the next draft from accepted proposals. Each message is in ICU MessageFormat. */

export const wrongLabelOrType = "Its label or type is wrong";
export const belongsToPrevious = "It belongs to the previous clause";
export const twoClauses = "It contains two clauses";
export const correctTitle = "What is wrong with {citation}?";
export const correctClause = "Correct";
export const problemChoices = "Problem";
export const labelField = "Label (leave empty for none)";
export const typeField = "Type";
export const keepLabelAsText = "Keep “{label}” as part of the text";
export const addedToEndOf = "It is added to the end of {clause}.";
export const secondClauseField = "The second clause begins with this text";
export const splitHint = "Enter enough text to match only once.";
export const splitFound = "The clause is split before this text.";
export const splitNotFound = "This text is not in the clause.";
export const splitAtStart = "The clause itself begins with this text.";
export const splitAmbiguous = "This text occurs more than once. Enter more of it.";
export const draftNameField = "Name of the draft";
export const roundField = "Draft number (part of the link)";
export const roundPattern = "Use lower-case letters, digits, dots and hyphens";
export const coverDateField = "Date on the cover";
export const suggestedDraftName =
  "{number, plural, =1 {First draft} =2 {Second draft} =3 {Third draft} =4 {Fourth draft} =5 {Fifth draft} =6 {Sixth draft} =7 {Seventh draft} =8 {Eighth draft} =9 {Ninth draft} =10 {Tenth draft} other {Draft #}}";
export const marksQuestion =
  "{found, select, changes {The file has tracked changes.} comments {The file has comments.} other {The file has tracked changes and comments.}} What do you want to do with them?";
export const trackedChangesChoices = "Tracked changes in the file";
export const acceptAll = "Accept all: the text with every change made";
export const rejectAll = "Reject all: the text before the changes";
export const keepMarks =
  "Keep as a contribution: the text before the changes, and each mark as its author’s proposal or comment";
export const commentsNotInText = "Comments are not part of a draft’s text.";
export const keepAsContribution = "Keep as a contribution";
export const marksAfterPublishing = "After you publish this draft, you can import its marks.";
export const readingAgain = "Reading the file again";
export const preparedDraft = "<link>{label}, {date}</link> ({fileName}) is prepared but not published.";
export const compileNextDraft = "Or <link>create the draft from {label} and accepted proposals</link>.";
export const readingFile = "Reading the file and comparing it with the previous draft";
export const uploadingFile = "Uploading the file: {progress}";
export const cancelUpload = "Cancel";
export const draftState = "{label} is {state, select, published {published} withdrawn {withdrawn} other {superseded}}.";
export const readDraft = "Read the draft";
export const exportClean = "Export as a Word file: <clean>clean text</clean>.";
export const exportCleanOrTracked =
  "Export as a Word file: <clean>clean text</clean> or <tracked>with tracked changes</tracked>.";
export const draftPublished = "{label} is published.";
export const discardDraft = "Discard";
export const keepForLater = "Keep for later";
export const publishing = "Publishing";
export const publishDraft = "Publish";
export const publishQuestion = "Publish {label}?";
export const replacesLink =
  "This draft takes over the link of {label}, which is already published. The earlier draft then opens only by its id. To keep both links, use another draft number.";
export const thenLetters = "Open the letters on the outcomes of comments afterwards, to send them by mail";
export const publishConsequence =
  "Everyone who can read the forum sees it at once. A published text never changes, but you can withdraw a mistaken draft.";
export const consultationIsOpen = "The consultation on {draft} is open until {closes}.";
export const keepConsultation = "Keep it on {draft}. The new draft has no consultation until you open one.";
export const closeConsultation =
  "Close it now. Later comments are marked as Late{blind, select, yes {, and hidden comments become visible} other {}}.";
export const moveConsultation =
  "{blind, select, yes {Hold it on {label} too, with the same deadline. Hidden comments stay hidden until then.} other {Move it to {label}, with the same deadline. {draft} then has none.}}";
export const consultationConsequence =
  "{choice, select, close {The consultation on {draft} closes now.} move {The consultation on {draft} moves to this draft.} extend {The consultation on {draft} is held on this draft too.} other {The consultation on {draft} stays open until {closes}.}}";
export const changesByClause = "Changes by clause";
export const noComments = "No comments yet.";
export const placedAgainGroup = "<b>{count}</b> unplaced or without their text on the previous draft, placed again";
export const stayUnplaced =
  "{count, plural, one {# comment is unplaced on the previous draft and stays unplaced.} other {# comments are unplaced on the previous draft and stay unplaced.}}";
export const noPlacedComments = "The previous draft has no placed comments.";
export const commentsEffect = "{count, plural, one {# comment} other {# comments}}: {effects}.";
export const keepLocation = "{count, plural, one {# keeps its location} other {# keep their location}}";
export const needConfirmation =
  "{count, plural, one {# needs its location confirmed} other {# need their location confirmed}}";
export const moveToChosenOption =
  "{count, plural, one {# moves to the option that was chosen} other {# move to the option that was chosen}}";
export const keepOnlyClause = "{count, plural, one {# keeps only its clause} other {# keep only their clauses}}";
export const becomeUnplaced = "{count, plural, one {# becomes unplaced} other {# become unplaced}}";
export const areRightlyGone =
  "{count, plural, one {# becomes unplaced because its clause was deleted} other {# become unplaced because their clauses were deleted}}";
export const arePlacedAgain = "{count, plural, one {# is placed again} other {# are placed again}}";
export const clauseCount = "{count, plural, one {# clause} other {# clauses}}";
export const unusualLabels = "{count, plural, one {# unusual label} other {# unusual labels}}";
export const noticeCount = "{count, plural, one {# notice} other {# notices}}";
export const previewOf = "Preview of {label}";
export const previewReady =
  "The preview of {label} is ready: {count, plural, one {# clause} other {# clauses}}. Nothing is published yet.";
export const fileFacts = "{fileName}: {label}, {date}, {count, plural, one {# word} other {# words}}";
export const textStep = "Text";
export const changesTitle = "Changes";
export const commentsTitle = "Effect on comments";
export const textTitle = "Text as read from the file";
export const changesAgainst = "Compared with {draft}: {changes} <link>Compare the whole text</link>";
export const firstInLanguage = "This is the first draft in its language.";
export const sameTextPublished = "The same text is already published as <link>{draft}</link>.";
export const sameDraftPrepared =
  "The same draft is already prepared as <link>{label}, {fileName}</link>. Publish one and discard the other.";
export const nothingUnclear = "No problems were found.";
export const textOf = "Text of {name}";
export const correctCitation = "Correct {citation}";
export const chooseFileFirst = "Choose a file first.";
export const dropDraft = "Drop the draft here: {formats}, up to {limit}";
export const chooseAnotherFile = "Choose another file";
export const chooseFile = "Choose a file";
export const languageField = "Language code, if the file does not state it";
export const languagePlaceholder = "as stated in the file";
export const languagePattern = "Enter a code such as en, fr or ar";
export const previewChanges = "Preview changes";
export const unsupportedFile =
  "The file type of {name} is not supported. Save the file as one of {accepted} and upload it again.";
export const fileTooLarge = "{name} is {size}. The limit is {limit}. Remove pictures and upload the file again.";
export const emptyFile = "{name} is empty. Choose another file.";
export const sameFile =
  "This file is already {state, select, prepared {prepared} published {published} withdrawn {withdrawn} other {superseded}} as <link>{document}, {label}</link>.";
export const nextDraft = "Next draft";
export const uploadDraft = "Upload a draft";
export const onlySecretariatUploads = "Only the secretariat can upload drafts.";
export const goToDocuments = "Go to Documents";
export const listBegins = "A list begins with “{label}”.";
export const labelFollows = "“{label}” follows “{after}”.";
export const undoFailed = "The action could not be undone.";
export const draftDiscarded = "{label} is discarded.";
export const correctionUndone = "The correction is undone.";
export const correctionFailed = "The clause could not be corrected. Try again.";
export const clausesJoined = "Clauses joined.";
export const clauseSplit = "Clause split.";
export const clauseCorrected = "Clause corrected.";
export const addClause = "Add a clause after this one";
export const deleteClause = "Delete this clause";
export const moveClauseUp = "Move this clause up";
export const moveClauseDown = "Move this clause down";
export const undoEdit = "Undo";
export const redoEdit = "Redo";
export const clauseToolbar = "Current clause";
export const clauseLabelField = "Label";
export const changedClauses = "{count, plural, one {# clause changed} other {# clauses changed}}";
export const previousChange = "Previous change";
export const nextChange = "Next change";
export const boundClauses = "Table cells and footnotes cannot be moved, but you can edit their text.";
export const includeProposal = "Include the proposal by {source}";
export const included = "included";
export const noProposals = "There are no accepted proposals left to include.";
export const otherProposals = "Other proposals you can include: accepted in part or not decided ({count})";
export const notIncludedBy = "Not included: {source}";
export const notIncluded = "Not included.";
export const leaveOtherOut = "Leave out {source} instead";
export const leaveThisOut = "Leave this out";
export const addedByHand = "I added it to the text by hand";
export const prepareAbout =
  "Next, you preview the changes and the effect on each comment. You can also export a Word file. Nothing is public until you publish it.";
export const preparing = "Preparing";
export const textReset = "The text is reset to the proposals.";
export const includedCount =
  "From {label}: {included, plural, one {# proposal included} other {# proposals included}}{byHand, plural, =0 {} other {, # added by hand}}{toCheck, plural, =0 {} other {, # to check}}.";
export const proposalsTitle = "Proposals";
export const proposalsLocked = "You have edited the text, so you cannot change which proposals it includes.";
export const startOver = "Start over from the proposals";
export const textWithChanges = "Text with changes";
export const nextDraftName = "{document}, next draft";
export const nextDraftFromProposals = "Next draft from accepted proposals";
export const onlySecretariatCompiles = "Only the secretariat can prepare the next draft.";
export const needsPublishedDraft =
  "This draft is {state, select, prepared {prepared} withdrawn {withdrawn} other {superseded}}. You can prepare the next draft only from a published draft.";
export const backToSetUp = "Back to the set-up";
export const uploadNeedsScripts =
  "To upload here, turn on JavaScript in your browser. You can also use the command line: rapporteur import.";
export const nextDraftNeedsScripts = "To prepare a draft here, turn on JavaScript in your browser.";
