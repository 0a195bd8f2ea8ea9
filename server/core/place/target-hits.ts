import { anchor } from "#core/place/anchor.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import type { LookedFor } from "#core/place/place-anew.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import type { TargetHit, TargetHits } from "#core/place/placement.ts";

/** Returns the outcome of each of an annotation's targets, given their placements. */
export function targetHits(looked: readonly LookedFor[]): TargetHits {
  const hits = looked.map(hitOf);
  const [mapping] = looked[0]?.mappings ?? [];
  return { hits, others: mapping ? othersThan(hits, mapping) : [] };
}

/**
 * Returns, for each target of a placement, the index of the annotation's target that it comes from, from 0. Targets
 * placed one by one give the same targets, in the same order, as an annotation's placement.
 */
export function targetsBehind(looked: readonly Pick<LookedFor, "placed">[]): number[] {
  return looked.flatMap(({ placed }, index) => placed.targets.map(() => index));
}

function hitOf({ target, placed, mappings: [mapping] }: LookedFor, index: number): TargetHit {
  const { state, score, reason, targets: places } = placed;
  const gone = state === "orphan" || state === "clause-only" || state === "alternative";
  const text = gone ? "" : places.map((place) => textOf(place, mapping.revised)).join("\n");
  const outcome = gone
    ? "gone"
    : state === "approximate"
      ? "unsure"
      : text === textOf(target, mapping.base)
        ? "stands"
        : "changed";
  return { index, target, outcome, state, score, reason, places, words: text };
}

/** Finds the revised occurrences of the text that all targets share, except at their own positions. */
function othersThan(hits: readonly TargetHit[], { revised }: TextMapping): RangeTarget[] {
  const quotes = hits.map(({ target }) => (target.kind === "range" ? target.quote.exact.toLowerCase() : ""));
  const [phrase = ""] = quotes;
  if (quotes.length < 2 || quotes.some((quote) => quote !== phrase)) return [];
  const known = hits.flatMap(({ places }) => places.map((place) => anchor(revised, place)?.[0]));
  return occurrencesOf(revised, phrase).filter((target) => !known.includes(anchor(revised, target)?.[0]));
}

function textOf(target: Target, version: TextMapping["base"]): string {
  const range = anchor(version, target);
  return range ? version.text.slice(...range) : "";
}
