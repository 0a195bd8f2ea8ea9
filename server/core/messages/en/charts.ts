import type { Deed, Grain } from "#core/compile/history-view.ts";

type Chart = "flow" | "changes" | "comments";

type ChartCode =
  | `chart-${Chart | `${Chart}-${"caption" | "note"}`}`
  | `chart-${"clause" | "section" | "whole" | "absent" | "same" | "none" | "no-remark"}`
  | `chart-${"words" | "brought" | "proposed" | "proposed-by" | "in" | "out" | "moved-in" | "moved-out"}`
  | `chart-${"comments-count" | "small-groups" | "gone" | "nobody" | "somebody"}`
  | `chart-words-${"in" | "out" | "moved-in" | "moved-out"}`
  | `grain-${Grain}`
  | `deed-${Deed}`
  | `deeds-${Deed}`;

/** Text of the charts and their tables. */
export const charts = {
  "chart-flow": "Flow of text",
  "chart-flow-caption": "Text of each clause, draft by draft",
  "chart-flow-note":
    "The height of a bar shows its number of words. A ribbon follows words to their position in the next draft. A line after a bar marks deleted text.",
  "chart-changes": "Changes",
  "chart-changes-caption": "Words added and deleted, draft by draft",
  "chart-changes-note":
    "Bars from the middle to the start show deleted words. Bars to the end show added words. Moved words have their own colour.",
  "chart-comments": "Comments",
  "chart-comments-caption": "Comments and proposals, by draft and group",
  "chart-comments-note":
    "Each counts once for every clause it is about and every group that made it. A higher count does not mean a stronger argument.",

  "grain-clause": "Clauses",
  "grain-section": "Sections",
  "chart-clause": "Clause",
  "chart-section": "Section",
  "chart-whole": "The whole document",
  "chart-absent": "—",
  "chart-same": "unchanged",
  "chart-none": "No published drafts yet.",
  "chart-no-remark": "no comments",
  "chart-gone": "{name} (deleted)",
  "chart-somebody": "proposed, source not shown",
  "chart-nobody": "not from a proposal",

  "chart-words": "{count, plural, one {# word} other {# words}}",
  "chart-brought": "added in {draft}",
  "chart-proposed": "contains proposed wording",
  "chart-proposed-by": "contains wording proposed by {by}",
  "chart-in": "{count} added",
  "chart-out": "{count} deleted",
  "chart-moved-in": "{count} moved here",
  "chart-moved-out": "{count} moved elsewhere",
  "chart-words-in": "words added",
  "chart-words-out": "words deleted",
  "chart-words-moved-in": "moved here",
  "chart-words-moved-out": "moved elsewhere",
  "chart-comments-count": "{group} {count}",
  "chart-small-groups": "small groups",

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
} as const satisfies Readonly<Record<ChartCode, string>>;
