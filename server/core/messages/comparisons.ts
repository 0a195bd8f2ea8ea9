import type { Change, ClausePair } from "#core/compare/comparison.ts";
import type { ThreeWayRow } from "#core/compare/three-way.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

type SummaryCode =
  | "edited"
  | "moved"
  | "split"
  | "merged"
  | "added"
  | "removed"
  | "renumbered"
  | "same"
  | "words"
  | "words-moved"
  | "unknown"
  | "coarse"
  | "coarse-more"
  | "no-word"
  | "way"
  | "way-many"
  | "returned";

/** What sorts of change there are, what became of clauses, and how much changed in all. */
export const comparisons: Catalogue<
  | `class-${Change["class"]}`
  | `relation-${ClausePair["relation"]}`
  | `flag-${"edited" | "moved" | "renumbered"}`
  | `summary-${SummaryCode}`
  | `outcome-${ThreeWayRow["outcome"]}`
  | `origin-${"brought" | "returned" | "proposed-by" | "proposed" | "unknown"}`
> = {
  "class-wording": "wording",
  "class-verb": "verb",
  "class-number": "number",
  "class-bracket": "bracket",
  "class-punctuation": "punctuation",
  "class-variant": "spelling variant",
  "class-footnote": "footnote",
  "class-label": "numbering",
  "class-move": "move",

  "relation-1:1": "kept",
  "relation-1:n": "split",
  "relation-n:1": "merged",
  "relation-added": "added",
  "relation-removed": "removed",

  "flag-edited": "edited",
  "flag-moved": "moved",
  "flag-renumbered": "renumbered",

  "summary-edited": { by: "count", one: "{count} clause edited", other: "{count} clauses edited" },
  "summary-moved": "{count} moved",
  "summary-split": "{count} split",
  "summary-merged": "{count} merged",
  "summary-added": "{count} added",
  "summary-removed": "{count} removed",
  "summary-renumbered": "{count} renumbered",
  "summary-same": "The two texts are the same.",
  "summary-words": {
    by: "inserted",
    one: "{inserted} word in, {deleted} out",
    other: "{inserted} words in, {deleted} out",
  },
  "summary-unknown": "what changed",
  "summary-words-moved": "{moved} moved",
  "outcome-unchanged": "unchanged",
  "outcome-revised": "changed in the first",
  "outcome-other": "changed in the second",
  "outcome-agreed": "changed alike in both",
  "outcome-apart": "changed in both, at different places",
  "outcome-conflict": "changed differently in both",

  "origin-brought": "“{words}” came in with {draft}",
  "origin-returned": "and again with {draft}",
  "origin-proposed-by": "as {by} had proposed",
  "origin-proposed": "as had been proposed",
  "origin-unknown": "an earlier draft",

  "summary-coarse": "So much differs that the comparison is coarser than word by word in {clauses}",
  "summary-coarse-more": {
    by: "count",
    one: "So much differs that the comparison is coarser than word by word in {clauses} and {count} other place",
    other: "So much differs that the comparison is coarser than word by word in {clauses} and {count} other places",
  },
  "summary-no-word": "no word changed",
  "summary-way": "Words were followed through {drafts}",
  "summary-way-many": "Words were followed through the {count} drafts in between",
  "summary-returned": {
    by: "count",
    one: "{count} word or mark that was gone in between came back",
    other: "{count} words and marks that were gone in between came back",
  },
};
