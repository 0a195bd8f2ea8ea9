/** Letters on the outcomes of comments: their page and files. Each message is in ICU MessageFormat. */

export const heading = "Outcomes of your comments";
export const toLabel = "To";
export const outcomeCount = "{outcome}: {count, number}";
export const clauseHeading =
  "{change, select, none {{citation} in {draft}, unchanged} deleted {{citation}, deleted in {draft}} inserted {{citation}, new in {draft}} other {{citation} in {draft}}}";
export const fileColumn = "File";
export const commentsColumn = "Comments";
export const proposalsColumn = "Proposals";
export const undecidedColumn = "Not decided yet";
