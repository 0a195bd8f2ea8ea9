import { anchor } from "#core/place/anchor.ts";
import type { Carriage } from "#core/place/text-mapping.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import type { TargetHit, TargetHits } from "#core/place/placement.ts";

/** What the revised version made of every target of an annotation on the base, each for itself. */
export function targetHits(targets: readonly Target[], carriage: Carriage): TargetHits {
  const hits = targets.map((target, index) => hitOf(target, index, carriage));
  return { hits, others: othersThan(hits, carriage) };
}

/**
 * For each place that targets of the base come to on the revised, which of them came there, by its number from 0. Carried
 * one by one they come to the same places, in the same order, as together.
 */
export function targetsBehind(targets: readonly Target[], carriage: Carriage): number[] {
  return targetHits(targets, carriage).hits.flatMap(({ index, places }) => places.map(() => index));
}

function hitOf(target: Target, index: number, carriage: Carriage): TargetHit {
  const { state, score, reason, targets: places } = carryForward({ id: "", targets: [target] }, carriage, "");
  const words = places.map((place) => textOf(place, carriage.revised)).join("\n");
  const outcome =
    state === "orphan"
      ? "gone"
      : state === "approximate"
        ? "unsure"
        : words === textOf(target, carriage.base)
          ? "stands"
          : "changed";
  return { index, target, outcome, state, score, reason, places, words };
}

/** Where the revised has the words that all targets share, at none of their places. */
function othersThan(hits: readonly TargetHit[], { revised }: Carriage): RangeTarget[] {
  const quotes = hits.map(({ target }) => (target.kind === "range" ? target.quote.exact.toLowerCase() : ""));
  const [phrase = ""] = quotes;
  if (quotes.length < 2 || quotes.some((quote) => quote !== phrase)) return [];
  const known = hits.flatMap(({ places }) => places.map((place) => anchor(revised, place)?.[0]));
  return occurrencesOf(revised, phrase).filter((target) => !known.includes(anchor(revised, target)?.[0]));
}

function textOf(target: Target, version: Carriage["base"]): string {
  const range = anchor(version, target);
  return range ? version.text.slice(...range) : "";
}
