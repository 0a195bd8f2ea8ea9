import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { isNarrowQueue } from "./use-open-item.ts";
import "./queue-list.css";

/** Longer lists render only the rows in view. */
const longFrom = 150;
/** Estimated height of a row before it is rendered, in pixels. */
const rowHeight = 92;

/**
 * The list of a queue: a press on a row opens its item beside the list. The list, and not the page, scrolls to the open
 * row.
 */
export function QueueList<Item extends { id: string }>({
  label,
  items,
  open,
  selection,
  content,
  onOpen,
}: {
  label: string;
  items: readonly Item[];
  /** Id of the open item. */
  open: string | null;
  /** Which items are selected, and how to select one. Without it, none can be. */
  selection?: {
    ids: ReadonlySet<string>;
    /** Names the box that selects an item. Null if it cannot be selected. */
    labelOf: (item: Item) => string | null;
    onSelect: (id: string, isSelected: boolean) => void;
  };
  content: (item: Item) => ReactNode;
  onOpen: (id: string) => void;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = items.length > longFrom;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    enabled: isLong,
  });
  const at = items.findIndex(({ id }) => id === open);
  useEffect(() => {
    if (at < 0) return;
    if (isLong) virtual.scrollToIndex(at, { align: "auto" });
    else keepInView(scroller.current);
  }, [at, isLong, virtual]);
  // The first item that opens beside the list is shown whole. One that replaces the list begins at its beginning, and the
  // list shows its row afterwards.
  const last = useRef({ open, at });
  useEffect(() => {
    const before = last.current;
    // An item that left the list had the row that another one has now.
    last.current = { open, at: at < 0 ? before.at : at };
    const list = scroller.current;
    if (!list || before.open === open) return;
    const columns = list.closest(".queue-columns");
    if (!isNarrowQueue()) {
      if (before.open === null) columns?.scrollIntoView({ block: "nearest" });
      return;
    }
    const row = list.querySelector(`[data-index="${before.at}"]`);
    if (open !== null) columns?.scrollIntoView();
    else if (row) row.scrollIntoView({ block: "center" });
    else window.scrollBy(0, list.getBoundingClientRect().top + (virtual.measurementsCache[before.at]?.start ?? 0));
  }, [open, at, virtual]);
  const listed = isLong ? virtual.getVirtualItems() : items.map((_item, index) => ({ index, start: 0, end: 0 }));
  const before = isLong ? (listed[0]?.start ?? 0) : 0;
  const after = isLong ? virtual.getTotalSize() - (listed.at(-1)?.end ?? 0) : 0;
  return (
    <div className="queue-scroll" ref={scroller}>
      <ol className="queue-list" aria-label={label} style={{ paddingBlock: `${before}px ${after}px` }}>
        {listed.map(({ index }) => {
          const item = items[index];
          const name = item && selection?.labelOf(item);
          return (
            item && (
              <li
                key={item.id}
                data-index={index}
                ref={isLong ? virtual.measureElement : undefined}
                className={item.id === open ? "queue-row is-open" : "queue-row"}
              >
                {selection && (
                  <label className="queue-select">
                    {typeof name === "string" && (
                      <input
                        type="checkbox"
                        checked={selection.ids.has(item.id)}
                        aria-label={name}
                        onChange={({ target }) => selection.onSelect(item.id, target.checked)}
                      />
                    )}
                  </label>
                )}
                <button
                  type="button"
                  className="queue-open"
                  aria-current={item.id === open ? "true" : undefined}
                  onClick={() => onOpen(item.id)}
                >
                  {content(item)}
                </button>
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

/** Scrolls the list, and not the page, so that its open row is in view. */
function keepInView(list: HTMLElement | null): void {
  const row = list?.querySelector("[aria-current]")?.parentElement;
  if (!list || !row) return;
  const [frame, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  list.scrollTop += Math.min(0, box.top - frame.top) + Math.max(0, box.bottom - frame.bottom);
}
