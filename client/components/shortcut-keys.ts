import { common as messages } from "#core/messages/catalogues.ts";

/**
 * The keyboard shortcuts of the reading room, as listed under "?". None is used by the browser, and none works while
 * typing.
 */
export const shortcuts = [
  { key: "j", does: messages.nextClause },
  { key: "k", does: messages.previousClause },
  { key: "n", does: messages.nextComment },
  { key: "p", does: messages.previousComment },
  { key: "u", does: messages.nextNew },
  { key: "c", does: messages.commentOnSelection },
  { key: "e", does: messages.proposeWording },
  { key: "a", does: messages.addSelectionToComment },
  { key: "r", does: messages.replyToOpenComment },
  { key: "d", does: messages.decideOpenComment },
  { key: "b", does: messages.clauseHistory },
  { key: "w", does: messages.wordOrigins },
  { key: "l", does: messages.lineNumbers },
  { key: "[", does: messages.earlierDraft },
  { key: "]", does: messages.laterDraft },
  { key: "g", does: messages.goToClause },
  { key: "/", does: messages.search },
  { key: "?", does: messages.keyboardShortcuts },
  { key: "Escape", does: messages.closeOrCancel },
] as const;

/** The keyboard shortcuts of a comparison. */
export const comparisonShortcuts = [
  { key: "n", does: messages.nextChange },
  { key: "p", does: messages.previousChange },
  ...shortcuts.filter(({ key }) => ["c", "e", "r", "b", "w", "?", "Escape"].includes(key)),
];

/** Keys of the focused clause. None is a single letter, so they always work. */
export const clauseKeys = [
  { key: "← →", does: messages.chooseWord },
  { key: "Shift ← →", does: messages.resizeSelection },
  { key: "Enter", does: messages.openClauseComments },
] as const;
