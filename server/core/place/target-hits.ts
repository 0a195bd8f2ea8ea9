import { anchor } from "#core/place/anchor.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import type { TargetHit, TargetHits } from "#core/place/placement.ts";

/** Finds the outcome of each of an annotation's base targets on the revised version. */
export function targetHits(targets: readonly Target[], mapping: TextMapping): TargetHits {
  const hits = targets.map((target, index) => hitOf(target, index, mapping));
  return { hits, others: othersThan(hits, mapping) };
}

/**
 * Returns, for each revised target of the given base targets, the index of its base target, from 0. Targets carried one
 * by one give the same revised targets, in the same order, as targets carried together.
 */
export function targetsBehind(targets: readonly Target[], mapping: TextMapping): number[] {
  return targetHits(targets, mapping).hits.flatMap(({ index, places }) => places.map(() => index));
}

function hitOf(target: Target, index: number, mapping: TextMapping): TargetHit {
  const { state, score, reason, targets: places } = carryForward({ id: "", targets: [target] }, mapping, "");
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
