/** The reading room of a draft with very many comments, which loads those near the reader. In ICU MessageFormat. */

export const loadingComments = "Loading comments: {read, number} of {total, number}";
export const showComments = "{count, plural, one {Show # comment} other {Show # comments}} from {clause} on";
export const notAllPrinted = "Not all comments could be loaded for printing.";
