import { sectionEnd } from "#core/text/section.ts";
import type { CompilationFilters } from "#core/compile/compilation.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

/** A clause with what stands in its section, as one chooses from it. */
export interface ClauseNode {
  clause: Clause;
  /** Its own words from their beginning; empty where its citation says them. */
  words: string;
  /** Ids of its section, its own first: with its footnotes and cells, which are chosen with what they follow. */
  section: readonly string[];
  children: readonly ClauseNode[];
}

/** How many letters of a clause tell it from the others. */
const telling = 80;

/** The clauses of a text, each in the section it belongs to. A section ends no later than the one it is part of. */
export function clauseTree({ text, clauses }: VersionText): ClauseNode[] {
  return nodes(0, clauses.length);

  function nodes(from: number, to: number): ClauseNode[] {
    const found: ClauseNode[] = [];
    let at = from;
    for (let clause = clauses[at]; clause && at < to; clause = clauses[at]) {
      const end = Math.min(sectionEnd(clauses, at), to);
      if (!follows(clause)) {
        const own = text.slice(clause.start, Math.min(clause.end, clause.start + telling));
        found.push({
          clause,
          words: clause.kind === "verb" ? "" : own,
          section: clauses.slice(at, end).map(({ id }) => id),
          children: nodes(at + 1, end),
        });
      }
      at = end;
    }
    return found;
  }
}

/** Whether a clause belongs to the one before it. */
function follows({ kind }: Clause): boolean {
  return kind === "footnote" || kind === "cell";
}

/** How much of a clause's section is chosen. */
export function shareChosen({ section }: ClauseNode, chosen: ReadonlySet<string>): "all" | "some" | "none" {
  const count = section.filter((id) => chosen.has(id)).length;
  return count === section.length ? "all" : count > 0 ? "some" : "none";
}

/** Chooses a clause with what stands in it, or lets go of it where all of it is chosen. */
export function toggleSection(node: ClauseNode, chosen: ReadonlySet<string>): ReadonlySet<string> {
  const within = new Set(node.section);
  if (shareChosen(node, chosen) === "all") return new Set([...chosen].filter((id) => !within.has(id)));
  return new Set([...chosen, ...within]);
}

/** What was chosen, in the fewest words: whole sections by the clause that opens them, any other clause by itself. */
export function filtersOfChosen(
  tree: readonly ClauseNode[],
  chosen: ReadonlySet<string>,
): Pick<CompilationFilters, "clauses" | "sections"> {
  const [clauses, sections]: [string[], string[]] = [[], []];
  const visit = (node: ClauseNode): void => {
    const { id } = node.clause;
    if (node.section.length > 1 && shareChosen(node, chosen) === "all") {
      sections.push(id);
      return;
    }
    if (chosen.has(id)) clauses.push(id);
    node.children.forEach(visit);
  };
  tree.forEach(visit);
  return { clauses, sections };
}
