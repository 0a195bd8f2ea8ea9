import { sectionEnd } from "#core/text/section.ts";
import type { CompilationFilters } from "#core/compile/compilation.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

/** A clause with its section, as an entry in a selection tree. */
export interface ClauseNode {
  clause: Clause;
  /** The beginning of its text; empty if its citation already is that text. */
  text: string;
  /**
   * Ids of its section, its own first. Footnotes and cells are included, because they are selected with the clause they
   * follow.
   */
  section: readonly string[];
  children: readonly ClauseNode[];
}

/** Number of characters that distinguish a clause from the others. */
const telling = 80;

/** Returns the clauses of a text as a tree of sections. A section never extends past the end of its parent. */
export function clauseTree({ text, clauses }: VersionText): ClauseNode[] {
  return nodes(0, clauses.length);

  function nodes(from: number, to: number): ClauseNode[] {
    const children: ClauseNode[] = [];
    let at = from;
    for (let clause = clauses[at]; clause && at < to; clause = clauses[at]) {
      const end = Math.min(sectionEnd(clauses, at), to);
      if (!follows(clause)) {
        const clauseText = text.slice(clause.start, Math.min(clause.end, clause.start + telling));
        children.push({
          clause,
          text: clause.kind === "verb" ? "" : clauseText,
          section: clauses.slice(at, end).map(({ id }) => id),
          children: nodes(at + 1, end),
        });
      }
      at = end;
    }
    return children;
  }
}

/** Checks whether a clause belongs to the one before it. */
function follows({ kind }: Clause): boolean {
  return kind === "footnote" || kind === "cell";
}

/** Returns how much of a clause's section is selected. */
export function shareChosen({ section }: ClauseNode, chosen: ReadonlySet<string>): "all" | "some" | "none" {
  const count = section.filter((id) => chosen.has(id)).length;
  return count === section.length ? "all" : count > 0 ? "some" : "none";
}

/** Selects a clause with its section, or deselects them if all of it is selected. */
export function toggleSection(node: ClauseNode, chosen: ReadonlySet<string>): ReadonlySet<string> {
  const within = new Set(node.section);
  if (shareChosen(node, chosen) === "all") return new Set([...chosen].filter((id) => !within.has(id)));
  return new Set([...chosen, ...within]);
}

/**
 * Returns the selection as short as possible: complete sections by their opening clause, and all other clauses one by
 * one.
 */
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
