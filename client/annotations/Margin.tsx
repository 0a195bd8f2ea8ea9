import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { onReaderInput } from "../components/use-kept-in-view.ts";
import { isPressed, onceReleased } from "../components/watched-input.ts";
import type { Reader } from "../reader/mount.ts";
import "./margin.css";

/** An item shown beside a point in the text. */
export interface MarginItem {
  key: string;
  clause: string;
  offset: number;
  render: () => ReactNode;
}

/** The assumed height of an item before it is rendered, and the gap between items, in pixels. */
const supposedHeight = 104;
const gap = 8;
/** The part of the window covered by the page header and the margin's header, in pixels. */
const covered = 116;
/** How far beyond the window items are rendered, and the step in which scrolling is tracked, in pixels. */
const ahead = 1200;
const step = 400;

const hidden = { visibility: "hidden" } as const;

/** An item's distance from the margin's upper edge, and whether its height was measured or assumed. */
interface LaidOut {
  top: number;
  measured: boolean;
}

/**
 * The margin. Each item is beside its text, none overlaps another, and the focused one is exactly aligned. Only items
 * near the window are rendered, so thousands cost no more than the visible ones.
 *
 * An item is measured before it becomes visible. Nothing moves while the pointer is pressed, so that a button is
 * released where it was pressed.
 */
export function Margin({
  reader,
  tick,
  items,
  focused,
  foot = 24,
}: {
  reader: Reader;
  /** Changes whenever clauses may have moved. */
  tick: number;
  items: readonly MarginItem[];
  /** Key of the item to align exactly. */
  focused: string | null;
  /** The space kept free below the focused item, in pixels: more if a bar covers the window's lower edge. */
  foot?: number;
}): ReactNode {
  const { heights, measure, watch } = useHeights();
  const box = useRef<HTMLDivElement>(null);
  const from = useScrollStep(box);
  const layout = useLayout(box, { reader, tick, items, focused, heights, measure });

  // Pauses items that are moving, so that none slides away under the pointer.
  const onPointerDown = (): void => {
    const sliding = [...(box.current?.children ?? [])].flatMap((child) => child.getAnimations());
    for (const animation of sliding) animation.pause();
    onceReleased(() => {
      for (const animation of sliding) animation.play();
    });
  };

  const topOf = (key: string): number | undefined => {
    const itemLayout = layout.get(key);
    return itemLayout?.measured ? itemLayout.top : undefined;
  };
  const focusedTop = focused === null ? undefined : topOf(focused);
  useFocusedInView(box, {
    focused,
    top: focusedTop,
    height: focused === null ? undefined : heights.get(focused),
    foot,
  });

  const last = items.at(-1);
  const bottom = last ? (layout.get(last.key)?.top ?? 0) + (heights.get(last.key) ?? supposedHeight) : 0;
  return (
    <div ref={box} className="margin" style={{ minBlockSize: bottom }} onPointerDown={onPointerDown}>
      {items.map(({ key, render }) => {
        const { top } = layout.get(key) ?? {};
        const isNear = top !== undefined && top >= from - ahead && top <= from + 2 * ahead + step;
        if (!isNear && key !== focused) return null;
        const itemTop = topOf(key);
        // A hidden form could not take the focus.
        const unplaced = key === focused ? undefined : hidden;
        return (
          <div
            key={key}
            ref={watch}
            data-key={key}
            className={key === focused ? "margin-item is-focused" : "margin-item"}
            style={itemTop === undefined ? unplaced : { insetBlockStart: Math.round(itemTop) }}
          >
            {render()}
          </div>
        );
      })}
    </div>
  );
}

/** Measures the items and lays them out, as soon as no pointer is down. */
function useLayout(
  box: RefObject<HTMLDivElement | null>,
  {
    reader,
    tick,
    items,
    focused,
    heights,
    measure,
  }: Pick<Parameters<typeof Margin>[0], "reader" | "tick" | "items" | "focused"> & Omit<Heights, "watch">,
): ReadonlyMap<string, LaidOut> {
  const [layout, setLayout] = useState<ReadonlyMap<string, LaidOut>>(new Map());
  const [releases, setReleases] = useState(0);

  useLayoutEffect(() => {
    if (isPressed()) return onceReleased(() => setReleases((count) => count + 1));
    // Measure new items first. If the layout came before, the other items would visibly move out of their way.
    if (measure([...(box.current?.children ?? [])])) return undefined;
    const anchorTops = reader.tops(items);
    // The content above the text and the content above the margin differ in height.
    const shift = reader.top() - (box.current?.getBoundingClientRect().top ?? 0);
    const boxes = items.map(({ key }, index) => ({
      top: (anchorTops[index] ?? 0) + shift,
      height: heights.get(key) ?? supposedHeight,
    }));
    const index = items.findIndex(({ key }) => key === focused);
    const tops = layoutMargin(boxes, index < 0 ? null : index, gap);
    setLayout(new Map(items.map(({ key }, at) => [key, { top: tops[at] ?? 0, measured: heights.has(key) }])));
    return undefined;
  }, [box, reader, tick, items, focused, heights, measure, releases]);
  return layout;
}

/**
 * Scrolls to the focused item. It grows when its data arrive, and items above it can push it away. Scrolls to it again
 * each time, until the user scrolls, presses or types.
 */
function useFocusedInView(
  box: RefObject<HTMLDivElement | null>,
  {
    focused,
    top,
    height,
    foot,
  }: {
    focused: string | null;
    /** Its position and height, in pixels. Undefined until both are measured. */
    top: number | undefined;
    height: number | undefined;
    foot: number;
  },
): void {
  const bring = useCallback(
    (top: number): void => {
      const item = box.current?.querySelector<HTMLElement>(".margin-item.is-focused");
      if (!box.current || !item) return;
      // Use its final position, because it may still be moving there.
      const targetTop = box.current.getBoundingClientRect().top + top;
      const lack = covered - targetTop;
      const excess = targetTop + item.offsetHeight + foot - document.documentElement.clientHeight;
      if (lack > 0) window.scrollBy({ top: -lack, behavior: "instant" });
      else if (excess > 0) window.scrollBy({ top: Math.min(excess, -lack), behavior: "instant" });
    },
    [box, foot],
  );
  const readerMoved = useRef(false);
  useEffect(() => {
    readerMoved.current = false;
    return onReaderInput(() => {
      readerMoved.current = true;
    });
  }, [focused]);
  useEffect(() => {
    if (height !== undefined && top !== undefined && !readerMoved.current) bring(top);
  }, [focused, height, top, bring]);
}

/** Heights of elements by their `data-key`. */
interface Heights {
  heights: ReadonlyMap<string, number>;
  /** Measures elements at once. Returns whether any height differs from the known one, and stores the new heights. */
  measure: (elements: readonly Element[]) => boolean;
  /** A ref that keeps an element's height up to date. */
  watch: (element: HTMLElement | null) => (() => void) | undefined;
}

function useHeights(): Heights {
  const measured = useRef<ReadonlyMap<string, number>>(new Map());
  const [heights, setHeights] = useState(measured.current);
  const measure = useCallback((elements: readonly Element[]): boolean => {
    const changed = elements.flatMap((element): [string, number][] => {
      if (!(element instanceof HTMLElement) || !element.isConnected) return [];
      const { key = "" } = element.dataset;
      return measured.current.get(key) === element.offsetHeight ? [] : [[key, element.offsetHeight]];
    });
    if (changed.length === 0) return false;
    measured.current = new Map([...measured.current, ...changed]);
    setHeights(measured.current);
    return true;
  }, []);
  const [observer] = useState(() => new ResizeObserver((entries) => measure(entries.map(({ target }) => target))));
  const watch = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      observer.observe(element);
      return () => observer.unobserve(element);
    },
    [observer],
  );
  return { heights, measure, watch };
}

/**
 * Returns the distance of the window's upper edge below the element's, rounded to steps so that scrolling seldom causes
 * a render.
 */
function useScrollStep(element: RefObject<HTMLElement | null>): number {
  const [from, setFrom] = useState(0);
  useLayoutEffect(() => {
    const read = (): void => {
      const top = -(element.current?.getBoundingClientRect().top ?? 0);
      setFrom(Math.floor(top / step) * step);
    };
    read();
    window.addEventListener("scroll", read, { passive: true });
    return () => window.removeEventListener("scroll", read);
  }, [element]);
  return from;
}

/** A box beside the text: its preferred top and its height, in pixels. */
export interface MarginBox {
  top: number;
  height: number;
}

/**
 * Returns the tops of boxes so that none overlaps the next. Boxes must be sorted by preferred top; each is placed as
 * near to it as possible. The focused box is placed exactly. Its neighbours give way, upwards before it and downwards
 * after it. Boxes above may leave the top of the page if there is too little room.
 *
 * Without a focus, touching boxes form a block at the mean of their members' preferred tops (pool adjacent violators).
 * The block is pushed down if it would leave the top. So ten comments on one line spread evenly around it. If each box
 * only gave way to the one before, a long run would drift downwards.
 */
export function layoutMargin(boxes: readonly MarginBox[], focused: number | null, gap: number): number[] {
  if (focused === null || !boxes[focused]) return settle(boxes, gap, 0, Infinity);
  const focusedBox = boxes[focused];
  const above = settle(boxes.slice(0, focused), gap, -Infinity, focusedBox.top - gap);
  const below = settle(boxes.slice(focused + 1), gap, focusedBox.top + focusedBox.height + gap, Infinity);
  return [...above, focusedBox.top, ...below];
}

/**
 * A run of touching boxes: their number, their total height with gaps, and the sum of the block tops their members
 * prefer.
 */
interface Block {
  count: number;
  height: number;
  anchorTop: number;
}

function settle(boxes: readonly MarginBox[], gap: number, floor: number, ceiling: number): number[] {
  const blocks: Block[] = [];
  const topOf = (block: Block): number =>
    Math.max(floor, Math.min(block.anchorTop / block.count, ceiling - block.height + gap));
  for (const { top, height } of boxes) {
    let block: Block = { count: 1, height: height + gap, anchorTop: top };
    for (let before = blocks.at(-1); before && topOf(before) + before.height > topOf(block); before = blocks.at(-1)) {
      blocks.pop();
      block = {
        count: before.count + block.count,
        height: before.height + block.height,
        // To reach its preferred top, each member of the later block needs the block to begin higher, by the height of
        // the boxes before it.
        anchorTop: before.anchorTop + block.anchorTop - block.count * before.height,
      };
    }
    blocks.push(block);
  }
  const tops: number[] = [];
  for (const block of blocks) {
    let top = topOf(block);
    for (let index = 0; index < block.count; index += 1) {
      const box = boxes[tops.length];
      tops.push(top);
      top += (box?.height ?? 0) + gap;
    }
  }
  return tops;
}
