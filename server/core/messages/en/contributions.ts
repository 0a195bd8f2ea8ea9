import type { ItemDoubt, ItemOrigin, SetAsideReason } from "#core/receive/contribution.ts";

/** Messages on contributions: the origin of items, doubts about them, and why some were set aside. */
export const contributions = {
  "contributions-about":
    "Files from organisations: marked-up drafts, comment forms and annotations. Review each file against its draft. Others see nothing of it until you import it.",
  "contributions-about-reader": "Files that organisations sent, with their comments and proposals.",
  "contributions-none": "No contributions yet.",

  "contribution-prepared": "not imported",
  "contribution-taken": "imported",

  "origin-tracked": "tracked change",
  "origin-comment": "margin comment",
  "origin-by-hand": "marked by formatting",
  "origin-unmarked": "untracked change",
  "origin-remark": "form or annotation",

  "doubt-place-likely": "The text differs in this version. This is the most likely location.",
  "doubt-place-unknown": "This text is not in this version.",
  "doubt-place-ambiguous": "This text occurs more than once in this version.",
  "doubt-citation-unknown": "This version has no clause {citation}.",
  "doubt-words-differ": "The text of {citation} has changed in this version, so this edit no longer applies.",
  "doubt-wording-for-people": "The proposal is described in prose, so it stays a comment.",
  "doubt-steps-collide": "Two of its changes conflict.",
  "doubt-several-authors":
    "{authors} wrote parts of this text. Nobody proposed all of it, so include it only if they agree.",

  "set-aside-before-the-text": "Before the text, on a cover or title page.",
  "set-aside-without-words": "No text.",
  "set-aside-said-already": "Already in the forum.",
  "set-aside-note-put-in": "The file does not link this inserted footnote to a change. Propose it in the draft.",
  "set-aside-changes-nothing": "No visible change.",
} as const satisfies Readonly<
  Record<
    | `origin-${ItemOrigin}`
    | `doubt-${ItemDoubt}`
    | `set-aside-${SetAsideReason}`
    | `contribution-${"prepared" | "taken"}`
    | `contributions-${"about" | "about-reader" | "none"}`,
    string
  >
>;
