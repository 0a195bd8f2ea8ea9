import type { LookedFor } from "#core/place/place-anew.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import type { Placement, PlacementState } from "#core/place/placement.ts";
import type { PlaceAct } from "#core/place/settlement.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { targetsBehind } from "#core/place/target-hits.ts";

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
