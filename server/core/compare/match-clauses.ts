import type { Share, Shares } from "#core/compare/shares.ts";

/** Two clauses may be each other's when they share this much of the smaller one's words. */
const enough = 0.3;

/**
 * Pairs clauses one to one so that they share as many words as can be. The strongest first is not enough: where half of
 * clause A went into B, and more of it than stayed, A and B would take each other and leave both A's rest and what B was
 * before without a counterpart. So a pair is given up again where the two pairs that this sets free share more together.
 *
 * @returns the pairs, as shares, in no order.
 */
export function matchClauses({ base, revised }: Shares, edges: readonly Share[]): Share[] {
  const likely = edges.filter(
    (edge) => edge.weight >= enough * Math.min(base[edge.base] ?? 0, revised[edge.revised] ?? 0),
  );
  const strongest = [...likely].sort((x, y) => y.weight - x.weight || x.base - y.base || x.revised - y.revised);
  const ofBase = new Map<number, Share>();
  const ofRevised = new Map<number, Share>();
  const take = (edge: Share): void => {
    ofBase.set(edge.base, edge);
    ofRevised.set(edge.revised, edge);
  };
  for (const edge of strongest) if (!ofBase.has(edge.base) && !ofRevised.has(edge.revised)) take(edge);

  const fromBase = listsBy(strongest, (edge) => edge.base);
  const fromRevised = listsBy(strongest, (edge) => edge.revised);
  // Each exchange adds weight, so this ends; what one exchange sets free another may use.
  for (let exchanged = true; exchanged;) {
    exchanged = false;
    for (const edge of strongest) {
      if (ofBase.get(edge.base) !== edge) continue;
      const one = fromBase.get(edge.base)?.find((other) => !ofRevised.has(other.revised));
      const other = fromRevised.get(edge.revised)?.find((another) => !ofBase.has(another.base));
      if (!one || !other || one.weight + other.weight <= edge.weight) continue;
      take(one);
      take(other);
      exchanged = true;
    }
  }
  return [...ofBase.values()];
}

function listsBy(edges: readonly Share[], clauseOf: (edge: Share) => number): Map<number, Share[]> {
  const lists = new Map<number, Share[]>();
  for (const edge of edges) {
    const list = lists.get(clauseOf(edge));
    if (list) list.push(edge);
    else lists.set(clauseOf(edge), [edge]);
  }
  return lists;
}
