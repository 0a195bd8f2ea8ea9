import type { Deed, Grain } from "#core/compile/history-view.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

type Picture = "flow" | "changes" | "said";

type PictureCode =
  | `picture-${Picture | `${Picture}-${"caption" | "note"}`}`
  | `picture-${"clause" | "section" | "whole" | "absent" | "same" | "none" | "no-remark"}`
  | `picture-${"words" | "brought" | "proposed" | "proposed-by" | "in" | "out" | "moved-in" | "moved-out"}`
  | `picture-${"said-count" | "small-groups" | "gone" | "nobody" | "somebody"}`
  | `picture-words-${"in" | "out" | "moved-in" | "moved-out"}`
  | `grain-${Grain}`
  | `deed-${Deed}`
  | `deeds-${Deed}`;

/** Text of the charts and their tables. */
export const pictures: Catalogue<PictureCode> = {
  "picture-flow": "Flow of text",
  "picture-flow-caption": "Text of each clause, draft by draft",
  "picture-flow-note":
    "The height of a bar shows its number of words. A ribbon follows words to their position in the next draft. A line after a bar marks deleted text.",
  "picture-changes": "Changes",
  "picture-changes-caption": "Words added and deleted, draft by draft",
  "picture-changes-note":
    "Bars from the middle to the start show deleted words. Bars to the end show added words. Moved words have their own colour.",
  "picture-said": "Comments",
  "picture-said-caption": "Comments and proposals, by draft and group",
  "picture-said-note":
    "Each counts once for every clause it is about and every group that made it. A higher count does not mean a stronger argument.",

  "grain-clause": "Clauses",
  "grain-section": "Sections",
  "picture-clause": "Clause",
  "picture-section": "Section",
  "picture-whole": "The whole document",
  "picture-absent": "—",
  "picture-same": "unchanged",
  "picture-none": "No published drafts yet.",
  "picture-no-remark": "no comments",
  "picture-gone": "{name} (deleted)",
  "picture-somebody": "proposed, source not shown",
  "picture-nobody": "not from a proposal",

  "picture-words": "{count, plural, one {# word} other {# words}}",
  "picture-brought": "added in {draft}",
  "picture-proposed": "contains proposed wording",
  "picture-proposed-by": "contains wording proposed by {by}",
  "picture-in": "{count} added",
  "picture-out": "{count} deleted",
  "picture-moved-in": "{count} moved here",
  "picture-moved-out": "{count} moved elsewhere",
  "picture-words-in": "words added",
  "picture-words-out": "words deleted",
  "picture-words-moved-in": "moved here",
  "picture-words-moved-out": "moved elsewhere",
  "picture-said-count": "{group} {count}",
  "picture-small-groups": "small groups",

  "deed-added": "added",
  "deed-edited": "edited",
  "deed-moved": "moved",
  "deed-split": "split",
  "deed-merged": "merged",
  "deed-renumbered": "renumbered",
  "deeds-added": "{count} added",
  "deeds-edited": "{count} edited",
  "deeds-moved": "{count} moved",
  "deeds-split": "{count} split",
  "deeds-merged": "{count} merged",
  "deeds-renumbered": "{count} renumbered",
};
