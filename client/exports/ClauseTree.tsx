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
import { directionOf } from "#core/text/direction.ts";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import { shareChosen, toggleSection, type ClauseNode } from "./clause-tree.ts";
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
