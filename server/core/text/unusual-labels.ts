import type { Clause } from "#core/text/clause.ts";
import { follows, isFirst, isParent, labelOf, type Label } from "#core/text/numbering.ts";

/** A label that is not what its neighbours let one expect: a number left out or used twice, a list that begins late. */
export interface UnusualLabel {
  /** Id of the clause. */
  clause: string;
  label: string;
  /** The label before it in its list; null where it is the first. */
  after: string | null;
}

/**
 * Labels somebody should look at before a draft is published. Usual is, among the clauses of one depth under one parent:
 *
 * - the first label begins a list (1, a), i), A), and a number in parts begins one below its parent: 1.2.1 under 1.2;
 * - every other follows the one before: 2 or 1bis after 1.
 *
 * A verb or a clause of less depth begins anew. Footnotes and cells have counts of their own and are left out.
 */
export function unusualLabels(clauses: readonly Clause[]): UnusualLabel[] {
  const unusual: UnusualLabel[] = [];
  let last: (Label | undefined)[] = [];
  for (const { id, kind, label: printed, depth } of clauses) {
    if (kind === "footnote" || kind === "cell") continue;
    if (kind === "verb") last = [];
    last.length = Math.min(last.length, depth + 1);
    if (printed === null) continue;
    const label = labelOf(printed);
    const before = last[depth];
    const usual = before ? follows(before, label) : beginsUnder(last, label);
    if (!usual) unusual.push({ clause: id, label: printed, after: before?.text ?? null });
    last[depth] = label;
  }
  return unusual;
}

function beginsUnder(above: readonly (Label | undefined)[], label: Label): boolean {
  if (!isFirst(label)) return false;
  return label.path.length < 2 || above.some((parent) => parent !== undefined && isParent(parent, label));
}
