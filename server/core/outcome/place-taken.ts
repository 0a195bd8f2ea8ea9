import type { TextRange } from "#core/compare/comparison.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import type { Uptake } from "#core/outcome/uptake.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import type { Placement } from "#core/place/placement.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

/**
 * Whether the text of an annotation's targets may have been replaced by the text that it proposes. If so, its uptake
 * decides; see `placeTaken`.
 *
 * A proposal whose target is unchanged keeps its placement, for example one that inserts text beside it. A proposal
 * that is no longer open keeps it too, because the position of its text would reveal that text.
 */
export function mayBeTaken(
  { kind, standing, operations, targets }: Pick<Annotation, "kind" | "standing" | "operations" | "targets">,
  placement: Placement,
  { base, revised }: TextMapping,
): boolean {
  if (!hasOperations({ kind }) || standing !== "open" || operations.length === 0) return false;
  return textsOf(targets, base) !== textsOf(placement.targets, revised);
}

/**
 * Places a proposal at its own text if all of it is in the revised version ("taken"). In each clause, the target is the
 * range from the first to the last proposed word, like the targets of a new proposal. It includes text of the proposal
 * that was already in the base, unless that was placed only approximately. The score is the uptake's.
 *
 * Other proposals keep their placement: those taken up in part or not at all, and those without new text, which only
 * delete, move or renumber.
 */
export function placeTaken(
  placement: Placement,
  { extent, score, words }: Pick<Uptake, "extent" | "score" | "words">,
  { revised }: Pick<TextMapping, "revised">,
): Placement {
  if (extent !== "verbatim") return placement;
  const ranges = new Map<string, TextRange>();
  const include = (clause: string, start: number, end: number): void => {
    const [from, to] = ranges.get(clause) ?? [start, end];
    ranges.set(clause, [Math.min(from, start), Math.max(to, end)]);
  };
  for (const { clause, start, end } of words) include(clause, start, end);
  const carried = placement.state === "approximate" ? [] : placement.targets;
  for (const target of carried) {
    const isNear = target.kind === "range" && target.start.clause === target.end.clause;
    if (isNear && ranges.has(target.start.clause)) {
      include(target.start.clause, target.start.offset, target.end.offset);
    }
  }
  const places = [...ranges]
    .flatMap(([id, range]) => {
      const clause = clauseById(revised, id);
      return clause ? [{ clause, range }] : [];
    })
    .sort((one, other) => one.clause.start - other.clause.start);
  const [first] = places;
  if (!first) return placement;
  return {
    ...placement,
    state: "taken",
    score,
    reason: { code: "proposal-taken", params: { to: first.clause.citation } },
    targets: places.map(({ clause, range: [start, end] }) =>
      describe(revised, clause.start + start, clause.start + end),
    ),
  };
}

/** Returns the texts of targets; two lists of targets with the same texts give the same string. */
function textsOf(targets: readonly Target[], version: VersionText): string {
  const texts = targets.map((target) => {
    const range = anchor(version, target);
    return range && version.text.slice(...range);
  });
  return JSON.stringify(texts);
}
