/**
 * The keyboard shortcuts of the reading room, as listed under "?". None is used by the browser, and none works while
 * typing.
 */
export const shortcuts = [
  { key: "j", does: "Next clause" },
  { key: "k", does: "Previous clause" },
  { key: "n", does: "Next comment" },
  { key: "p", does: "Previous comment" },
  { key: "c", does: "Comment on the words or clause" },
  { key: "e", does: "Propose wording" },
  { key: "a", does: "Add the words to the comment being written" },
  { key: "r", does: "Reply to the open comment" },
  { key: "b", does: "The clause in all drafts" },
  { key: "w", does: "Who brought each word in" },
  { key: "[", does: "Earlier draft" },
  { key: "]", does: "Later draft" },
  { key: "g", does: "Go to a clause" },
  { key: "/", does: "Search" },
  { key: "?", does: "This list" },
  { key: "Escape", does: "Close, or let go" },
] as const;

/** Keys of the focused clause. None is a single letter, so they always work. */
export const clauseKeys = [
  { key: "← →", does: "Choose a word of the clause" },
  { key: "Shift ← →", does: "Take a word in, or give it back" },
  { key: "Enter", does: "Open what is said of the clause" },
] as const;

export type ShortcutKey = (typeof shortcuts)[number]["key"];

const setting = "rapporteur:single-keys";

/**
 * Checks whether single-key shortcuts are on. They can be turned off because they interfere with speech input and some
 * assistive tools (WCAG 2.1.4).
 */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(setting) !== "off";
  } catch {
    return true;
  }
}

/** Turns single-key shortcuts on or off for this browser. */
export function turnSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(setting);
    else localStorage.setItem(setting, "off");
  } catch {
    // Storage is unavailable, so they stay on.
  }
}

/** Checks whether a key press is meant for the page, and not for a text field, a menu, a dialog or the browser. */
export function isForThePage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  if (target.isContentEditable) return false;
  return !target.closest(
    "input:not([type=checkbox]), textarea, select, [role=menu], [role=listbox], [role=dialog], [role=alertdialog]",
  );
}
