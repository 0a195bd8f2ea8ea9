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
  "picture-flow-caption": "Where the text of each clause came from and went, draft by draft",
  "picture-flow-note":
    "A bar is as tall as it has words; a ribbon leads from where words stood to where they stand in the next draft. What ends in nothing was taken out.",
  "picture-changes": "Changes",
  "picture-changes-caption": "How many words came and went, from draft to draft",
  "picture-changes-note":
    "To the start words that were taken out, to the end words that were put in; words that only moved are told apart.",
  "picture-said": "Comments",
  "picture-said-caption": "Comments and proposals, by the draft they were made on and the groups behind them",
  "picture-said-note":
    "Each counts once for every clause it speaks of and every group behind it. How many spoke says nothing of how right they are.",

  "grain-clause": "Clauses",
  "grain-section": "Sections",
  "picture-clause": "Clause",
  "picture-section": "Section",
  "picture-whole": "The whole document",
  "picture-absent": "—",
  "picture-same": "no change",
  "picture-none": "Nothing is published yet, so there is nothing to draw.",
  "picture-no-remark": "nothing said",
  "picture-gone": "{name} (no longer there)",
  "picture-somebody": "proposed, source not shown",
  "picture-nobody": "nobody's proposal",

  "picture-words": "{count, plural, one {# word} other {# words}}",
  "picture-brought": "came in with {draft}",
  "picture-proposed": "holds words proposed by somebody",
  "picture-proposed-by": "holds words proposed by {by}",
  "picture-in": "{count} in",
  "picture-out": "{count} out",
  "picture-moved-in": "{count} moved here",
  "picture-moved-out": "{count} moved away",
  "picture-words-in": "words put in",
  "picture-words-out": "words taken out",
  "picture-words-moved-in": "moved here",
  "picture-words-moved-out": "moved away",
  "picture-said-count": "{group} {count}",
  "picture-small-groups": "small groups",

  "deed-added": "new",
  "deed-edited": "edited",
  "deed-moved": "moved",
  "deed-split": "split off",
  "deed-merged": "merged",
  "deed-renumbered": "renumbered",
  "deeds-added": "{count} new",
  "deeds-edited": "{count} edited",
  "deeds-moved": "{count} moved",
  "deeds-split": "{count} split",
  "deeds-merged": "{count} merged",
  "deeds-renumbered": "{count} renumbered",
};
