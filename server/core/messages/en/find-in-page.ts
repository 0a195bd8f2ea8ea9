/** The browser's find in page in the reading room. In ICU MessageFormat. */

export const loadingToFind = "Loading all comments for the search: {read, number} of {total, number}";
export const allCanBeFound =
  "{count, plural, one {Your browser now finds text in # comment.} other {Your browser now finds text in all # comments.}}";
export const notAllFound = "Not all comments could be loaded. Your browser finds text only in those that are shown.";
