/** Letters on the outcomes of comments and the public record: their pages and files. Each message is in ICU MessageFormat. */

export const heading = "Outcomes of your comments";
export const toLabel = "To";
export const outcomeCount = "{outcome}: {count, number}";
export const clauseHeading =
  "{change, select, none {{citation} in {draft}, unchanged} deleted {{citation}, deleted in {draft}} inserted {{citation}, new in {draft}} other {{citation} in {draft}}}";
export const fileColumn = "File";
export const commentsColumn = "Comments";
export const proposalsColumn = "Proposals";
export const undecidedColumn = "Not decided yet";
export const listTitle = "Letters on outcomes: {document}, {draft}";
export const letterTitle = "Outcomes of your comments: {recipient}, {document}, {draft}";
export const about =
  "One letter for each organisation, and for each person who commented personally: their comments and proposals up to this draft, with location, decision, reason and text.";
export const letterAbout = "To {recipient}. Your comments and proposals up to {draft}, in the order of the text.";
export const allLetters = "All letters on this draft";
export const none = "There are no letters on this draft that you may read.";
export const recipientCounts =
  "{comments, plural, one {# comment} other {# comments}}, {proposals, plural, one {# proposal} other {# proposals}}{undecided, plural, =0 {} other {, # not decided yet}}";
export const saveAll = "All letters: {format}";
export const madeOn = "Made on {draft}, {date}: {citations}";
export const madeOnDraft = "Made on {draft}, {date}";
export const wholeDocument = "The whole document";
export const unplaced = "Not in this draft";
export const mergedWith = "The decision on number {number, number} applies.";
export const ofSource = "Outcomes by letter: {letters}";
export const mailTitle = "Send letters by mail";
export const mailSent = "The last message about these letters was sent {time}.";
export const mailSubject = "Outcomes of your comments: {document}, {draft}";
export const mailText = `The outcomes of the comments and proposals on {document} up to {draft} can be read.

{outcomes}

Your letter has each of your comments and proposals with the decision, the reason and the text:

{link}`;
export const publicRecord = "Public record";
export const recordTitle = "Public record: {document}, {draft}";
export const recordAbout =
  "How {draft} was made, clause by clause: each comment and proposal, who made it, the decision, the reason and the text.";
export const recordDescription =
  "How a draft was made, clause by clause: each comment and proposal, who made it, the decision, the reason and the text.";
export const nothingRecorded = "There are no comments and proposals on this draft.";
export const changedSince = "Changes since {draft}";
export const showAllClauses =
  "{count, plural, one {Show # clause without comments} other {Show # clauses without comments}}";
export const showCommented = "Show only clauses with comments";
export const recordSections = "{section, select, general {The whole document} other {Not in this draft}}";
export const shownIn = "Shown in {draft}";
