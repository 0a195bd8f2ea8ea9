import type { Change, ClausePair } from "#core/compare/comparison.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** What sorts of change there are, and what became of clauses. */
export const comparisons: Catalogue<
  `class-${Change["class"]}` | `relation-${ClausePair["relation"]}` | `flag-${"edited" | "moved" | "renumbered"}`
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
};
