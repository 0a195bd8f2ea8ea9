import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { anchor } from "#core/place/anchor.ts";
import { clausesOf, type Placed } from "#core/place/place-range.ts";
import { type TextMapping, wordNumbers } from "#core/place/text-mapping.ts";
import { hasOnlyClause } from "#core/place/placement.ts";
import { clauseById } from "#core/text/clause.ts";

/** A placement of a target, with the text mapping that gave it. */
export interface PlacedBy {
  placed: Placed;
  mapping: TextMapping;
}

/**
 * Minimum score of text that the direct comparison finds, but the steps through the versions between do not. They
 * contradict it, so it must be more certain than text that nothing contradicts.
 */
const surest = 0.9;

/**
 * Chooses between two placements of a target on the same version: `through` follows its words through versions between,
 * and `direct` compares only its own version. Following words is more accurate in general. It fails for text that one
 * of those versions lacked or that one step matched wrongly, because every later step then starts from there.
 *
 * The direct placement is better supported if it is certain, and
 *
 * - neither the text nor its clause was found otherwise, or only a likely place of it; or
 * - it is exactly the target's text, and the other one is not; or
 * - it is in another clause, which has more words of the target's own clause than the other one; or
 * - it is in fewer clauses, which have as many of those words.
 */
export function bestSupported(target: Target, through: PlacedBy, direct: PlacedBy): PlacedBy {
  const isSure = target.kind !== "range" || direct.placed.score >= surest;
  if (isSure && through.placed.state === "orphan" && hasOnlyClause(direct.placed.state)) return direct;
  if (!isSure || !isFirm(direct.placed)) return through;
  // They agree on the location, and the words that were followed are more accurate about its extent.
  if (isWithin(through, direct)) return through;
  if (!isFirm(through.placed)) return direct;
  const isExact = hasSameText(target, direct);
  if (isExact !== hasSameText(target, through)) return isExact ? direct : through;
  if (!agrees(through, direct)) return ownWords(target, direct) > ownWords(target, through) ? direct : through;
  const isSimpler = clausesAt(direct).length < clausesAt(through).length;
  return isSimpler && ownWords(target, direct) >= ownWords(target, through) ? direct : through;
}

/** Whether the text was found, and no person has to confirm it. */
export function isFirm({ state }: Pick<Placed, "state">): boolean {
  return state !== "orphan" && state !== "approximate" && !hasOnlyClause(state);
}

/** Whether two placements have a clause in common. */
export function agrees(one: PlacedBy, other: PlacedBy): boolean {
  const clauses = new Set(clausesAt(one).map(({ id }) => id));
  return clausesAt(other).some(({ id }) => clauses.has(id));
}

/** Whether the target's whole clause is unchanged at a placement. Nothing can support another placement better. */
export function hasWholeClause(target: Target, { placed, mapping }: PlacedBy): boolean {
  const { base, revised } = mapping;
  const range = target.kind === "document" ? null : anchor(base, target);
  const own = range ? clausesOf(base, range) : [];
  const there = clausesAt({ placed, mapping });
  return (
    isFirm(placed) &&
    own.length === there.length &&
    own.every(({ start, end }, index) => {
      const clause = there[index];
      return clause && base.text.slice(start, end) === revised.text.slice(clause.start, clause.end);
    })
  );
}

function isWithin({ placed, mapping }: PlacedBy, other: PlacedBy): boolean {
  const [inner, outer] = [placed.targets[0], other.placed.targets[0]];
  if (hasOnlyClause(placed.state) || !inner || !outer) return false;
  const [range, wider] = [anchor(mapping.revised, inner), anchor(other.mapping.revised, outer)];
  return range !== null && wider !== null && wider[0] <= range[0] && range[1] <= wider[1];
}

/** Whether exactly the target's text is at a placement. */
export function hasSameText(target: Target, { placed, mapping: { base, revised } }: PlacedBy): boolean {
  const [place, ...others] = placed.targets;
  const [from, to] = [anchor(base, target), place ? anchor(revised, place) : null];
  return others.length === 0 && !!from && !!to && base.text.slice(...from) === revised.text.slice(...to);
}

function clausesAt({ placed, mapping: { revised } }: PlacedBy): ReturnType<typeof clausesOf> {
  return placed.targets.flatMap((place) => {
    const range = anchor(revised, place);
    return range ? clausesOf(revised, range) : [];
  });
}

/** Counts the words of the target's own clause that are in the clauses of a placement. */
function ownWords(target: Target, by: PlacedBy): number {
  const { base, words } = by.mapping;
  const own = clauseById(base, clauseOfTarget(target) ?? "");
  if (!own) return 0;
  const ranges = clausesAt(by).map(({ start, end }) => wordNumbers(words.revised, [start, end]));
  const [first, next] = wordNumbers(words.base, [own.start, own.end]);
  return words.toRevised
    .subarray(first, next)
    .reduce((count, word) => count + Number(ranges.some(([from, to]) => word >= from && word < to)), 0);
}
