import type { CompiledClause } from "#core/compile/compilation.ts";

/** A clause with the clauses below it, or a table with its cells. */
export type AknBlock =
  | { kind: "clause"; clause: CompiledClause; children: AknBlock[] }
  | { kind: "table"; id: string; cells: CompiledClause[] };

type ClauseBlock = Extract<AknBlock, { kind: "clause" }>;

/**
 * Arranges the flat list of clauses into the hierarchy that Akoma Ntoso requires. Headings nest by depth and contain
 * verbs; verbs contain recitals and operative paragraphs. Items are below the clause they belong to, and tables below
 * their heading or verb. `inText` holds the footnotes that are rendered at their reference.
 */
export function aknTree(clauses: readonly CompiledClause[], inText: ReadonlySet<string>): AknBlock[] {
  const roots: AknBlock[] = [];
  const open: { rank: number; block: ClauseBlock }[] = [];
  let table: Extract<AknBlock, { kind: "table" }> | null = null;
  const place = (rank: number, block: AknBlock): void => {
    while ((open.at(-1)?.rank ?? -1) >= rank) open.pop();
    (open.at(-1)?.block.children ?? roots).push(block);
    if (block.kind === "clause") open.push({ rank, block });
  };
  for (const clause of clauses) {
    if (inText.has(clause.id)) continue;
    if (clause.table && table?.id === clause.table.id) {
      table.cells.push(clause);
      continue;
    }
    table = clause.table ? { kind: "table", id: clause.table.id, cells: [clause] } : null;
    if (table) place(paragraphRank, table);
    else place(rankOf(clause), { kind: "clause", clause, children: [] });
  }
  return roots;
}

/** Headings nest by depth, and no document has headings this deep. */
const verbRank = 1000;
const paragraphRank = verbRank + 1;

function rankOf({ kind, depth }: CompiledClause): number {
  if (kind === "heading") return Math.min(depth, verbRank - 1);
  if (kind === "verb") return verbRank;
  return kind === "item" ? paragraphRank + 1 + depth : paragraphRank;
}
