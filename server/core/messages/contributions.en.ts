import type { ItemDoubt, ItemOrigin, SetAsideReason } from "#core/receive/contribution.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Messages on contributions: the origin of items, doubts about them, and why some were set aside. */
export const contributions: Catalogue<
  | `origin-${ItemOrigin}`
  | `doubt-${ItemDoubt}`
  | `set-aside-${SetAsideReason}`
  | `contribution-${"prepared" | "taken"}`
  | `contributions-${"title" | "about" | "about-reader" | "none" | "without-script"}`
> = {
  "contributions-title": "Contributions",
  "contributions-about":
    "Files that organisations send back: marked-up drafts, filled comment forms, annotations. Each is matched to the draft it was written on and reviewed here before anything of it is seen by others.",
  "contributions-about-reader": "Files that organisations sent, and what was made of each.",
  "contributions-without-script": "Reviewing a contribution needs a browser with scripts.",
  "contributions-none": "No contribution has come yet.",

  "contribution-prepared": "to be reviewed",
  "contribution-taken": "taken",

  "origin-tracked": "tracked change",
  "origin-comment": "comment in the margin",
  "origin-by-hand": "marked by hand",
  "origin-unmarked": "changed without a mark",
  "origin-remark": "remark",

  "doubt-place-likely": "The words stand otherwise in this version; this is the likeliest place.",
  "doubt-place-unknown": "This version does not have these words.",
  "doubt-place-ambiguous": "This version has this in several places.",
  "doubt-citation-unknown": "This version has no clause {citation}.",
  "doubt-words-differ": "The words of {citation} are others in this version, so the change does not fit.",
  "doubt-wording-for-people": "What is proposed is told in words and stays a comment.",
  "doubt-steps-collide": "Two of its changes stand in each other’s way.",

  "set-aside-before-the-text": "It stands before the text: a cover or a title page.",
  "set-aside-without-words": "It has no words.",
  "set-aside-said-already": "The forum has it already.",
  "set-aside-note-put-in": "A footnote was put in, and the file does not tell with which words; propose it in words.",
  "set-aside-changes-nothing": "It changes nothing that is read.",
};
