import { anchor } from "#core/place/anchor.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { clauseById } from "#core/text/clause-index.ts";
import { placeClause } from "#core/place/place-clause.ts";
import { placementStates, type Placement } from "#core/place/placement.ts";
import { placeRange, type Placed } from "#core/place/place-range.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * Places an annotation of the base version on the revised one. The annotation itself is not changed.
 *
 * - Each target is placed separately: text by `placeRange`, clauses and sections by `placeClause`. The whole document
 *   can always be placed.
 * - The state is the worst state of the placed targets, and the score is their lowest score.
 * - If only some of the targets can be placed, the reason says so, and the state is "text-changed" or worse.
 * - If no target can be placed, the annotation is an orphan, with the reason of its first target.
 */
export function carryForward(
  annotation: Pick<Annotation, "id" | "targets">,
  mapping: TextMapping,
  revisedId: string,
): Placement {
  const all = annotation.targets.map((target) => place(target, mapping));
  const kept = all.filter(({ state }) => state !== "orphan");
  const lost = all.length - kept.length;
  const worst = (kept.length > 0 ? kept : all.slice(0, 1)).reduce(worse);
  const partly: Placed =
    kept.length > 0 && lost > 0
      ? {
          ...worse(worst, { ...worst, state: "text-changed" }),
          reason: { code: "some-targets-lost", params: { lost, total: all.length } },
        }
      : worst;
  return {
    annotationId: annotation.id,
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

function place(target: Target, mapping: TextMapping): Placed {
  switch (target.kind) {
    case "document":
      return { state: "exact", score: 1, reason: { code: "whole-document", params: {} }, targets: [target] };
    case "range":
      return placeRange(target, mapping);
    case "clause":
    case "section":
      return placeClause(target, mapping);
  }
}

function worse(one: Placed, other: Placed): Placed {
  return placementStates.indexOf(other.state) > placementStates.indexOf(one.state) ? other : one;
}
