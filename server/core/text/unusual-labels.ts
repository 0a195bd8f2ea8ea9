import type { Clause } from "#core/text/clause.ts";
import type { DivisionLevel } from "#core/text/division.ts";
import { follows, isFirst, isParent, labelOf, type Label } from "#core/text/numbering.ts";

/**
 * A label that its neighbours do not lead one to expect: a skipped or repeated number, or a list that does not begin at
 * its first label.
 */
export interface UnusualLabel {
  /** Id of the clause. */
  clause: string;
  label: string;
  /** The label before it in its list; null if it is the first. */
  after: string | null;
}

/**
 * Finds labels to check before a draft is published. Among the clauses of one depth under one parent, these are usual:
 *
 * - a first label that begins a list (1, a), i), A); if it is a number with parts, it must begin below its parent:
 *   1.2.1 under 1.2;
 * - any other label that follows the one before it: 2 or 1bis after 1.
 *
 * A verb or a clause of less depth starts a new sequence. Articles are numbered through parts and chapters: an article
 * follows the one before it wherever that is. Options have their own sequence, and those of several clauses may follow
 * one another. Footnotes and cells have their own numbering and are left out.
 */
export function unusualLabels(clauses: readonly Clause[]): UnusualLabel[] {
  const unusual: UnusualLabel[] = [];
  let last: (Label | undefined)[] = [];
  let options: (Label | undefined)[] = [];
  const divisions = new Map<DivisionLevel, Label>();
  for (const { id, kind, label: printed, depth } of clauses) {
    if (kind === "footnote" || kind === "cell") continue;
    if (kind === "verb") [last, options] = [[], []];
    last.length = Math.min(last.length, depth + 1);
    options.length = Math.min(options.length, depth + 1);
    if (printed === null) continue;
    const label = labelOf(printed);
    const { division, option } = label;
    const sequence = option === null ? last : options;
    const before = division ? divisions.get(division) : sequence[depth];
    const mayBegin = before === undefined || division !== null || option !== null;
    const usual = (before !== undefined && follows(before, label)) || (mayBegin && beginsUnder(last, label));
    if (!usual && !isUnnumbered(label)) unusual.push({ clause: id, label: printed, after: before?.text ?? null });
    sequence[depth] = label;
    if (division) divisions.set(division, label);
  }
  return unusual;
}

function isUnnumbered({ option, readings }: Label): boolean {
  return option !== null && readings.length === 0;
}

function beginsUnder(above: readonly (Label | undefined)[], label: Label): boolean {
  if (!isFirst(label)) return false;
  return label.path.length < 2 || above.some((parent) => parent !== undefined && isParent(parent, label));
}
