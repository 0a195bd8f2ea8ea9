import { Check, ChevronRight, Minus } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import {
  Button,
  CheckboxButton,
  CheckboxField,
  Collection,
  I18nProvider,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  Virtualizer,
  type Key,
} from "react-aria-components";
import type { CompilationFilters } from "#core/compile/compilation.ts";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { sectionEnd } from "#core/text/section.ts";
import { useMedia } from "../components/use-media.ts";
import "./clause-tree.css";

/** Row height on a desktop and on touch screens, in pixels. */
const [rowSize, touchedRowSize] = [32, 44];

/**
 * Selects clauses of a text. Selecting a section selects everything in it, and a section expands into its clauses. It
 * follows the keyboard pattern of a tree: up and down move between rows, right and left expand and collapse them, the
 * space bar selects.
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
  const touch = useMedia("(pointer: coarse)");
  const byId = useMemo(() => new Map(flat(tree).map((node) => [node.clause.id, node])), [tree]);
  const ticked = useMemo(
    () =>
      new Set([...byId.values()].filter((node) => shareChosen(node, chosen) === "all").map(({ clause }) => clause.id)),
    [byId, chosen],
  );
  const select = (keys: "all" | ReadonlySet<Key>): void => {
    const next = keys === "all" ? new Set<Key>(byId.keys()) : keys;
    const pressed = [...byId.keys()].filter((id) => next.has(id) !== ticked.has(id));
    // If the whole tree is selected or cleared at once, toggle its top-level sections only. Their contents follow.
    const outermost =
      pressed.length > 1 ? tree.map(({ clause }) => clause.id).filter((id) => pressed.includes(id)) : pressed;
    onChoose(
      outermost.reduce((before, id) => {
        const node = byId.get(id);
        return node ? toggleSection(node, before) : before;
      }, chosen),
    );
  };
  const row = (node: ClauseNode): ReactNode => {
    const { clause, text, children } = node;
    return (
      <TreeItem id={clause.id} textValue={`${clause.citation} ${text}`.trim()} className="clause-tree-row">
        <TreeItemContent>
          {({ hasChildItems }) => (
            <>
              {hasChildItems ? (
                <Button slot="chevron" className="clause-tree-chevron">
                  <ChevronRight size={16} aria-hidden />
                </Button>
              ) : (
                <span className="clause-tree-chevron" />
              )}
              <CheckboxField
                slot="selection"
                className="clause-tree-field"
                isIndeterminate={shareChosen(node, chosen) === "some"}
              >
                <CheckboxButton className="clause-tree-tick">
                  {({ isSelected, isIndeterminate }) =>
                    isIndeterminate ? (
                      <Minus size={14} aria-hidden />
                    ) : isSelected ? (
                      <Check size={14} aria-hidden />
                    ) : null
                  }
                </CheckboxButton>
              </CheckboxField>
              <span className="clause-tree-text">
                <bdi className={clause.kind === "verb" ? "outline-verb" : "clause-tree-citation"}>
                  {clause.citation}
                </bdi>{" "}
                {text}
              </span>
            </>
          )}
        </TreeItemContent>
        <Collection items={children} dependencies={[chosen]}>
          {row}
        </Collection>
      </TreeItem>
    );
  };
  return (
    // The reading direction of the text decides which arrow key expands a row.
    <I18nProvider locale={language}>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: touch ? touchedRowSize : rowSize }}>
        <Tree
          className="clause-tree"
          aria-label={messages.clausesLabel}
          items={tree}
          selectionMode="multiple"
          selectedKeys={ticked}
          onSelectionChange={select}
          dependencies={[chosen]}
          lang={language}
          dir={directionOf(language)}
        >
          {row}
        </Tree>
      </Virtualizer>
    </I18nProvider>
  );
}

function flat(nodes: readonly ClauseNode[]): ClauseNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
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
