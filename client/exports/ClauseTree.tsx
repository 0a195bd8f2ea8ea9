import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import type { CompilationFilters } from "#core/compile/compilation.ts";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { sectionEnd } from "#core/text/section.ts";
import "./clause-tree.css";

/**
 * Selects clauses of a text. Selecting a section selects everything in it, and a section expands into its clauses. It
 * follows the tree pattern of the ARIA Authoring Practices: up and down move between rows, right and left expand and
 * collapse them, the space bar selects.
 */
export function ClauseTree({
  tree,
  language,
  chosen,
  onChoose,
}: {
  tree: readonly ClauseNode[];
  /** The language of the text. */
  language: string;
  /** Ids of the selected clauses. */
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const rows = useMemo(() => shownRows(tree, expanded, 1), [tree, expanded]);
  const current = rows.find(({ node }) => node.clause.id === focused) ?? rows[0];
  const direction = directionOf(language);
  const expand = (id: string, isExpanded: boolean): void => {
    const next = new Set(expanded);
    if (isExpanded) next.add(id);
    else next.delete(id);
    setExpanded(next);
  };
  const goTo = (row: ShownRow | undefined): void => {
    if (!row) return;
    setFocused(row.node.clause.id);
    box.current?.querySelector<HTMLElement>(`[data-clause="${CSS.escape(row.node.clause.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const { node, level } = current;
    const { id } = node.clause;
    const at = rows.indexOf(current);
    const [open, close] = direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    if (event.key === "ArrowDown") goTo(rows[at + 1]);
    else if (event.key === "ArrowUp") goTo(rows[at - 1]);
    else if (event.key === "Home") goTo(rows[0]);
    else if (event.key === "End") goTo(rows.at(-1));
    else if (event.key === " " || event.key === "Enter") onChoose(toggleSection(node, chosen));
    else if (event.key === open) {
      if (expanded.has(id)) goTo(rows[at + 1]);
      else if (node.children.length > 0) expand(id, true);
    } else if (event.key === close) {
      if (expanded.has(id)) expand(id, false);
      else goTo(rows.slice(0, at).findLast((row) => row.level < level));
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="clause-tree"
      role="tree"
      aria-label={messages.clausesLabel}
      aria-multiselectable
      lang={language}
      dir={direction}
      onKeyDown={onKeyDown}
    >
      {rows.map((row) => {
        const { node, level, position, siblings } = row;
        const { clause, text, children } = node;
        const share = shareChosen(node, chosen);
        const isExpanded = expanded.has(clause.id);
        return (
          <div
            key={clause.id}
            role="treeitem"
            className="clause-tree-row"
            data-clause={clause.id}
            data-share={share}
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblings}
            aria-expanded={children.length > 0 ? isExpanded : undefined}
            aria-selected={share === "all"}
            aria-checked={share === "some" ? "mixed" : share === "all"}
            tabIndex={row === current ? 0 : -1}
            style={{ paddingInlineStart: `calc(var(--gap-1) + ${(level - 1) * 20}px)` }}
            onFocus={() => setFocused(clause.id)}
            onClick={() => onChoose(toggleSection(node, chosen))}
          >
            <span
              className="clause-tree-chevron"
              onClick={(event) => {
                if (children.length === 0) return;
                event.stopPropagation();
                expand(clause.id, !isExpanded);
              }}
            >
              {children.length > 0 && <ChevronRight size={16} aria-hidden />}
            </span>
            <span className="clause-tree-tick" aria-hidden />
            <span className="clause-tree-text">
              <bdi className={clause.kind === "verb" ? "outline-verb" : "clause-tree-citation"}>{clause.citation}</bdi>{" "}
              {text}
            </span>
          </div>
        );
      })}
    </div>
  );
}

interface ShownRow {
  node: ClauseNode;
  /** 1 for the outermost sections. */
  level: number;
  /** Among its siblings, from 1. */
  position: number;
  siblings: number;
}

/** Returns the rows that are not within a collapsed one. */
function shownRows(nodes: readonly ClauseNode[], expanded: ReadonlySet<string>, level: number): ShownRow[] {
  return nodes.flatMap((node, index) => [
    { node, level, position: index + 1, siblings: nodes.length },
    ...(expanded.has(node.clause.id) ? shownRows(node.children, expanded, level + 1) : []),
  ]);
}

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
function shareChosen({ section }: ClauseNode, chosen: ReadonlySet<string>): "all" | "some" | "none" {
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
