import { memo, type ReactNode, startTransition, useCallback, useEffect, useMemo, useState } from "react";
import { Button } from "react-aria-components";
import type { Redline, RedlineRow } from "#core/compare/redline.ts";
import * as messages from "#core/messages/comparison-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { RedlineRowView } from "./RedlineRowView.tsx";
import type { ComparisonState } from "./comparison-state.ts";
import { useDrawing } from "./drawing.ts";
import { foldUnchanged, isChanged, type RedlineItem, sectionsOf, seenRows } from "./redline-items.ts";

/**
 * The redline, row by row, in one column or two. With `clauses: "changed"`, each run of unchanged rows is folded into
 * one line.
 */
export function RedlineRows({
  rows,
  state,
  atRow,
}: {
  rows: Redline;
  state: ComparisonState;
  /** The row of the change that has the focus; -1 for none. */
  atRow: number;
}): ReactNode {
  const { clauses, marked } = useDrawing();
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  // The fold that was pressed disappears. Its first clause takes the focus; otherwise keyboard navigation would restart
  // at the top of the page.
  const [lastOpened, setLastOpened] = useState(-1);
  const open = useCallback((index: number) => {
    setOpened((before) => new Set(before).add(index));
    setLastOpened(index);
  }, []);
  // Only once: a row rendered again in another view must not take the focus from the control that was pressed.
  const focused = useCallback(() => setLastOpened(-1), []);
  const isMarked = useCallback((row: RedlineRow) => isChanged(row, state.classes, marked), [state.classes, marked]);
  const sections = useMemo(() => {
    const seen = seenRows(rows, state.view, marked);
    const items = state.clauses === "changed" ? foldUnchanged(seen, isMarked, opened) : seen;
    const lengthIn = (side: "base" | "revised", id: string | null): number => {
      const clause = id === null ? undefined : clauses[side].get(id);
      return clause ? clause.end - clause.start : 0;
    };
    return sectionsOf(items, state.view, (row) =>
      Math.max(lengthIn("base", row.base), lengthIn("revised", row.revised)),
    );
  }, [rows, clauses, marked, isMarked, opened, state.clauses, state.view]);
  const atSection = sections.findLastIndex(({ items }) => (items[0]?.index ?? 0) <= atRow);
  const drawn = useGrowing(sections.length, atSection + 2);
  return sections.map(({ items, height }, index) => (
    <div
      className="redline-section"
      key={index}
      style={index < drawn ? { containIntrinsicBlockSize: `auto ${height}px` } : { blockSize: height }}
    >
      {index < drawn && (
        <SectionRows
          items={items}
          view={state.view}
          isMarked={isMarked}
          at={index === atSection ? state.at : null}
          atRow={index === atSection ? atRow : -1}
          lastOpened={lastOpened}
          onOpen={open}
          onFocused={focused}
        />
      )}
    </div>
  ));
}

const SectionRows = memo(function SectionRows({
  items,
  view,
  isMarked,
  at,
  atRow,
  lastOpened,
  onOpen,
  onFocused,
}: {
  items: readonly RedlineItem[];
  view: ComparisonState["view"];
  isMarked: (row: RedlineRow) => boolean;
  at: string | null;
  atRow: number;
  /** The first row of the fold opened last; -1 for none. */
  lastOpened: number;
  onOpen: (index: number) => void;
  onFocused: () => void;
}): ReactNode {
  return items.map((item) =>
    "row" in item ? (
      <RedlineRowView
        key={item.index}
        row={item.row}
        view={view}
        changed={isMarked(item.row)}
        at={item.index === atRow ? at : null}
        takesFocus={item.index === lastOpened}
        onFocused={onFocused}
      />
    ) : (
      <Button key={item.index} className="redline-fold" onPress={() => onOpen(item.index)}>
        {formatMessage(messages.clausesUnchanged, { count: item.folded })}
      </Button>
    ),
  );
});

/**
 * Returns how many of `total` parts to render: two at first, so that the page appears at once, then more as the browser
 * has time. In the end all are rendered, for find-in-page and screen readers. At least `least` are always rendered.
 */
function useGrowing(total: number, least: number): number {
  const [count, setCount] = useState(2);
  const drawn = Math.min(total, Math.max(count, least));
  useEffect(() => {
    if (drawn >= total) return undefined;
    const timer = setTimeout(() => startTransition(() => setCount(drawn + 2)));
    return () => clearTimeout(timer);
  }, [drawn, total]);
  return drawn;
}
