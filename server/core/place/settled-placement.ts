import { clauseOfTarget, type RangeTarget, type Target } from "#core/discuss/target.ts";
import { anchor } from "#core/place/anchor.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import type { LookedFor } from "#core/place/place-anew.ts";
import {
  hasOnlyClause,
  type Placement,
  type PlacementState,
  type TargetHit,
  type TargetHits,
} from "#core/place/placement.ts";
import type { PlaceAct } from "#core/place/settlement.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

/** A person's decision on a placement, with the version it applies to. */
export interface SettledPlace {
  act: PlaceAct;
  versionId: string;
}

/**
 * Returns an annotation's settled placement on the version where a person decided it.
 *
 * The score is 1, because a person decided. The state describes the text as for a computed placement: the same text, or
 * changed text. If the person gave the placement up, the annotation is an orphan here and on later versions. `computed`
 * is kept with the result.
 */
export function settledPlacement(
  annotation: { targets: readonly Target[] },
  { act, versionId }: SettledPlace,
  version: VersionText,
  computed: Placement,
): Placement {
  const [first] = act.targets;
  const clause = first && clauseOfTarget(first);
  const to = clause === undefined ? "" : (clauseById(version, clause)?.citation ?? "");
  const reason =
    act.kind === "given-up"
      ? ({ code: "place-given-up", params: {} } as const)
      : ({ code: `place-${act.kind}`, params: { to } } as const);
  const { annotationId, versionId: on } = computed;
  return {
    annotationId,
    versionId: on,
    state: stateOf(annotation.targets, act),
    score: 1,
    reason,
    targets: act.targets,
    settled: settledBy({ act, versionId }, computed),
  };
}

/** Returns the placement on a later version, carried from a settled placement, whose targets were looked for there. */
export function carriedFromSettled(
  place: SettledPlace,
  { gone: _decided, ...carried }: Placement,
  computed: Placement,
  looked: readonly Pick<LookedFor, "placed">[],
): Placement {
  const { standsFor } = place.act;
  if (!standsFor) return { ...carried, settled: settledBy(place, computed) };
  const there = targetsBehind(looked).map((index) => standsFor[index] ?? []);
  return { ...carried, settled: settledBy({ ...place, act: { ...place.act, standsFor: there } }, computed) };
}

function settledBy({ act, versionId }: SettledPlace, computed: Placement): Placement["settled"] {
  const { kind, reason, by, at, standsFor } = act;
  const { state, score, reason: why, targets } = computed;
  return {
    kind,
    reason,
    by,
    at,
    ...(standsFor && { standsFor }),
    versionId,
    computed: { state, score, reason: why, targets },
  };
}

/**
 * A whole clause counts as changed. Its text was never compared, because a clause is settled only if its computed
 * placement was uncertain.
 */
function stateOf(base: readonly Target[], { kind, targets }: PlaceAct): PlacementState {
  if (kind === "given-up") return "orphan";
  const quotes = (all: readonly Target[]): (string | undefined)[] =>
    all.map((target) => (target.kind === "range" ? target.quote.exact : undefined));
  const [was, is] = [quotes(base), quotes(targets)];
  const same = was.length === is.length && was.every((quote, index) => quote !== undefined && quote === is[index]);
  return same ? "shifted" : "text-changed";
}

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
  const gone = state === "orphan" || hasOnlyClause(state);
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
