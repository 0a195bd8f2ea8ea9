import type { Annotation } from "#core/discuss/annotation.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { anchor } from "#core/place/anchor.ts";
import { placeAlternative, placeDeleted } from "#core/place/place-deleted.ts";
import { placeClause } from "#core/place/place-clause.ts";
import { type Placed, placeRange } from "#core/place/place-range.ts";
import { hasOnlyClause, type Placement, placementStates } from "#core/place/placement.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

/** Places an annotation of the base version on the revised one. The annotation itself is not changed. */
export function carryForward(
  { id, targets }: Pick<Annotation, "id" | "targets">,
  mapping: TextMapping,
  revisedId: string,
): Placement {
  return placementOf(
    id,
    revisedId,
    targets.map((target) => placeTarget(target, mapping)),
  );
}

/**
 * Joins the placements of an annotation's targets to that of the annotation.
 *
 * - Each target is placed separately: text by `placeRange` and, if it was deleted, by `placeDeleted`; clauses and
 *   sections by `placeClause`; those of an option that was not chosen by `placeAlternative`. The whole document can
 *   always be placed.
 * - The state is the worst state of the targets whose text was found, and the score is the lowest score of the placed
 *   targets.
 * - If the text of only some targets was found, the reason says so, and the state is "text-changed" or worse. Targets
 *   whose text was deleted are placed at their clauses.
 * - If the text of no target was found, the annotation is "clause-only" or "alternative". If no clause was found
 *   either, it is an orphan with the reason of its first target.
 */
export function placementOf(annotationId: string, revisedId: string, all: readonly Placed[]): Placement {
  const kept = all.filter(({ state }) => state !== "orphan");
  const found = kept.filter(({ state }) => !hasOnlyClause(state));
  const [total, lost, removed] = [all.length, all.length - kept.length, kept.length - found.length];
  const worst = (found.length > 0 ? found : kept.length > 0 ? kept : all.slice(0, 1)).reduce(worse);
  const partly: Placed =
    found.length > 0 && found.length < total
      ? {
          ...worse(worst, { ...worst, state: "text-changed" }),
          reason:
            lost > 0
              ? { code: "some-targets-lost", params: { lost: lost + removed, total } }
              : { code: "some-words-removed", params: { removed, total } },
        }
      : worst;
  return {
    annotationId,
    versionId: revisedId,
    state: partly.state,
    score: Math.min(...(kept.length > 0 ? kept : all).map(({ score }) => score)),
    reason: partly.reason,
    targets: kept.flatMap(({ targets }) => targets),
  };
}

/** Places an annotation on the version it was made on. It is an orphan if a target does not fit. */
export function placeAtHome(
  annotation: Pick<Annotation, "id" | "versionId" | "targets">,
  version: VersionText,
): Placement {
  const ids = { annotationId: annotation.id, versionId: annotation.versionId };
  if (!annotation.targets.every((target) => anchor(version, target))) {
    return { ...ids, state: "orphan", score: 0, reason: { code: "target-unknown", params: {} }, targets: [] };
  }
  const [first] = annotation.targets;
  const clause = first && clauseOfTarget(first);
  const reason =
    clause === undefined
      ? ({ code: "whole-document", params: {} } as const)
      : ({ code: "same-words", params: { to: clauseById(version, clause)?.citation ?? "" } } as const);
  return { ...ids, state: "exact", score: 1, reason, targets: annotation.targets };
}

/** Places one target of the base version on the revised one. */
export function placeTarget(target: Target, mapping: TextMapping): Placed {
  switch (target.kind) {
    case "document":
      return { state: "exact", score: 1, reason: { code: "whole-document", params: {} }, targets: [target] };
    case "range": {
      const placed = placeRange(target, mapping);
      const found = placed.state === "orphan" ? placeDeleted(target, placed, mapping) : placed;
      return placeAlternative(target, found, mapping);
    }
    case "clause":
    case "section":
      return placeAlternative(target, placeClause(target, mapping), mapping);
  }
}

function worse(one: Placed, other: Placed): Placed {
  return placementStates.indexOf(other.state) > placementStates.indexOf(one.state) ? other : one;
}
