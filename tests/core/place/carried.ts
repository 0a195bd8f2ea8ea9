import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import { textMappingOf, type TextMapping } from "#core/place/text-mapping.ts";
import { carryForward, placeTarget } from "#core/place/carry-forward.ts";
import type { LookedFor } from "#core/place/place-anew.ts";
import type { Target } from "#core/discuss/target.ts";
import { compare } from "#core/compare/compare.ts";
import type { ClausePair, KeptRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";

/** The clauses that every case starts with; each case revises them. */
export const clauses = {
  verb: ["verb", null, "considering"],
  local: [
    "recital",
    "a)",
    "that exchange points keep regional traffic local and lower the cost of access for small providers, schools and hospitals far from any large city;",
  ],
  open: ["recital", "b)", "that an open process (with all stakeholders) leads to policies that more people accept;"],
  record: ["recital", "c)", "that the record of earlier meetings shows how often the same question came back."],
  invites: ["verb", null, "invites Member States"],
  support: ["operative", "1", "to support the building of exchange points in every region;"],
  report: ["operative", "2", "to report every year on the steps taken and on what remains to be done."],
} satisfies Record<string, ClauseInShort>;
/** These clauses as a version. */
export const base = versionTextOf(draftOf(Object.values(clauses)));

/** Returns the text mapping from the base to a version with these clauses. */
export function to(...revised: ClauseInShort[]): TextMapping {
  const text = versionTextOf(draftOf(revised));
  return textMappingOf(base, text, compare(base, text));
}
/**
 * Returns the text mapping to `revised` as if the comparison had found only these pairs. Kept texts are mapped between
 * their first occurrences in the two versions.
 */
export function found(revised: VersionText, pairs: Partial<ClausePair>[], kept: string[] = []): TextMapping {
  const one: ClausePair = {
    relation: "1:1",
    edited: true,
    moved: false,
    renumbered: false,
    base: [],
    revised: [],
    score: 1,
  };
  const ranges = kept.map((quote): KeptRange => {
    const [from, to] = [base.text.indexOf(quote), revised.text.indexOf(quote)];
    return [from, from + quote.length, to, to + quote.length];
  });
  return textMappingOf(base, revised, {
    ...compare(base, revised),
    pairs: pairs.map((pair) => ({ ...one, ...pair })),
    kept: ranges.sort(([one], [other]) => one - other),
  });
}
/** Returns a clause with another label and, if given, another text. */
export const withText = (clause: ClauseInShort, label: string | null, text = clause[2]): ClauseInShort => [
  clause[0],
  label,
  text,
];
/** Returns a target for the first occurrence of a quote. */
export const words = (quote: string, version: VersionText = base): Target => {
  const start = version.text.indexOf(quote);
  return describeRange(version, start, start + quote.length);
};
/** Returns targets as looked for by one text mapping. */
export function lookedFor(targets: readonly Target[], mapping: TextMapping): LookedFor[] {
  return targets.map((target) => ({ target, placed: placeTarget(target, mapping), mappings: [mapping] }));
}
/** Carries targets forward. Returns the state, the reason and the text at each new place. */
export const carried = (targets: Target[], mapping: TextMapping) => {
  const placement = carryForward({ id: "x", targets }, mapping, "revised");
  return {
    state: placement.state,
    reason: placement.reason,
    words: placement.targets.map((target) => {
      const range = anchor(mapping.revised, target);
      return range && mapping.revised.text.slice(...range);
    }),
  };
};
