/** The barometer: its page, its table and its feed. Each message is in ICU MessageFormat. */

export const barometer = "Barometer";
export const about = "Brackets and options still open, draft by draft";
export const pageDescription =
  "Brackets, options and words in brackets of {document}, draft by draft, and what opened, closed and remained.";
export const noDrafts = "No published drafts yet.";
export const nothingOpen = "No draft of {document} has brackets or options.";
export const goToDocuments = "Go to Documents";
export const languagesLabel = "Languages of the drafts";
export const draftsLabel = "Show changes in";

export const summarySince =
  "Brackets: {brackets} now, {bracketsBefore} in {before}. Options: {options} now, {optionsBefore} then.";
export const summaryFirst =
  "{draft} has {brackets, plural, one {# bracket} other {# brackets}} and {options, plural, one {# option} other {# options}}.";
export const summaryWords = "{words, plural, one {# of {all} words is} other {# of {all} words are}} in brackets.";
export const countsOfDraft =
  "{brackets, plural, one {# bracket} other {# brackets}} ({outermost} outermost), {options, plural, one {# option} other {# options}}, {words, plural, one {# word} other {# words}} in brackets";
export const changesOfDraft = "Since {before}: {opened} opened, {closed} closed, {remained} remained.";

export const draft = "Draft";
export const article = "Article or section";
export const clause = "Clause";
export const brackets = "Brackets";
export const outermost = "Outermost";
export const options = "Options";
export const words = "Words in brackets";
export const nestedBrackets = "Nested in others";
export const byDraft = "Open text by draft";
export const byArticle = "Open text by article in {draft}";
export const byArticleSince = "Open text by article in {draft}, with the change since {before}";
export const chartLabel = "Chart of {measure} by draft. The table below has the same numbers.";
export const clausesOf = "Clauses of {article}";
export const clauseCount = "{count, plural, one {# clause} other {# clauses}}";
export const noHeading = "Text without a heading";
export const notThereBefore = "not in {before}";
export const notThereNow = "of {before}, not in {draft}";
export const plainNumber = "{count}";
export const increase = "+{count}";
export const decrease = "−{count}";

export const changesSince = "From {before} to {draft}";
export const compareDrafts = "Compare the two drafts";
export const openedCount = "{count} opened";
export const closedCount = "{count} closed";
export const remainedCount = "{count} remained";
export const noneOpened = "No bracket or option opened.";
export const noneClosed = "No bracket or option closed.";
export const noneRemained = "No bracket or option remained.";
export const closedLinksNote = "These links lead to {before}, because the brackets are only there.";
export const kind = "{kind, select, option {option} other {bracket}}";
export const openedWording = "{wording, select, new {new words} other {words of the draft before}}";
export const closedOutcome =
  "{outcome, select, agreed {{kind, select, option {words stay, without the option} other {words stay, without the bracket}}} moved {words moved} enclosed {{kind, select, option {words stay in another option} other {words stay in another bracket}}} changed {words changed} other {words deleted}}";
export const askedBy = "asked for by {source}";
export const askedInProposal = "asked for in a proposal";

export const ruleHeading = "Rule of counting";
export const ruleBrackets =
  "A bracket is a pair of square brackets. Brackets inside others count in the total, but not as outermost. A bracket counts in the clause where it opens.";
export const ruleNotCounted =
  "Not counted: brackets that only say “agreed” or name a source, and brackets without a partner.";
export const ruleOptions =
  "An option is text that begins with a name such as “Option 1”, “Alternative A” or “Variant 2”.";
export const ruleWords = "Words in brackets are the words inside any bracket. Each counts once, in its own clause.";
export const ruleArticles =
  "Articles, annexes and other divisions are counted separately. Without them, the top headings are.";
export const ruleRemained =
  "A bracket remained if one bracket of the other draft has both of its signs or most of its words, if most words of that one are in it, or if they are the only brackets between the same words. Each has at most one counterpart.";
export const ruleRemainedOptions =
  "An option remained if most of its words are in one option of the other draft, or if an option of the same name is in the same place.";
export const ruleClosed =
  "All other brackets and options closed or opened. One closed with its words if most of them stay, and with changed words if new words replace them.";
export const ruleAsked =
  "A proposal asked for a bracket if it was made on the draft before and its wording contains the bracket.";
export const ruleLimits = "The count reads signs in the text. Text without signs is not necessarily agreed.";

export const downloadCsv = "Download CSV";
export const feed = "Feed (Atom)";
export const feedTitle = "{document}: barometer";
export const entryTitle =
  "{draft}: {brackets, plural, one {# bracket} other {# brackets}}, {options, plural, one {# option} other {# options}}";
export const moreInList = "{count} more";

export const columnAddress = "Address";
export const columnDate = "Date";
export const columnLevel = "Level";
export const columnLink = "Link";
export const level = "{level, select, draft {draft} article {article} other {clause}}";
