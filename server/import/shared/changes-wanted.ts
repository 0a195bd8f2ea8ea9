/** What to do with tracked changes: show the text with all of them made, or with none. */
export type ChangesShown = "accept" | "reject";

/** The same, or with none and handed over together with the comments. */
export type ChangesWanted = ChangesShown | "keep";
