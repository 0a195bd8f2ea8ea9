import type { CompiledClause } from "#core/compile/compilation.ts";

/** Maximum number of clauses to look for a model in each direction. */
const farthest = 400;

/**
 * Finds the clause whose paragraph a new clause looks like: the nearest one of the same kind and depth before it, then
 * after it, then the nearest of the same kind, then the one before it. `blockOf` returns
 * the paragraph of a clause outside tables.
 */
export function modelFor<Block>(
  { kind, depth }: Pick<CompiledClause, "kind" | "depth">,
  after: string,
  { clauses, blockOf }: { clauses: readonly CompiledClause[]; blockOf: (clause: string) => Block | undefined },
): { clause: CompiledClause; block: Block } | undefined {
  const index = clauses.findIndex(({ id }) => id === after);
  const before = clauses.slice(Math.max(0, index + 1 - farthest), index + 1).toReversed();
  const near = [...before, ...clauses.slice(index + 1, index + 1 + farthest)];
  const find = (accept: (clause: CompiledClause) => boolean): { clause: CompiledClause; block: Block } | undefined => {
    for (const clause of near) {
      const block = accept(clause) ? blockOf(clause.id) : undefined;
      if (block) return { clause, block };
    }
    return undefined;
  };
  return (
    find((clause) => clause.kind === kind && clause.depth === depth) ??
    find((clause) => clause.kind === kind) ??
    find(({ kind: other }) => other !== "footnote")
  );
}

/** Returns a label as its clause prints it: "(b)" if "a)" is printed as "(a)". */
export function likePrinted(label: string, clause: CompiledClause, typed: string | undefined): string {
  const printed = typed ?? clause.printed;
  if (clause.label === null || printed == null || !printed.includes(clause.label)) return label;
  return printed.replace(clause.label, () => label);
}
