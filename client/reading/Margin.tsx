import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import type { Reader } from "../reader/mount.ts";
import { layoutMargin } from "./margin-layout.ts";
import { onGoingOn } from "./on-going-on.ts";
import "./margin.css";

/** Something that stands beside a place of the text. */
export interface MarginItem {
  key: string;
  clause: string;
  offset: number;
  draw: () => ReactNode;
}

/** What an item is taken to measure before it is drawn, and how far apart items stand, in pixels. */
const supposedHeight = 104;
const gap = 8;
/** What the page's header and the margin's own cover of the window, and what is kept free below a focused item. */
const covered = 116;
const foot = 24;
/** How far beyond the window items are drawn, and the step in which scrolling is noticed. */
const ahead = 1200;
const step = 400;

/**
 * The margin: every item beside its words, none over another, the focused one exactly in line. Only those near the
 * window are drawn, so that thousands cost no more than what is seen.
 */
export function Margin({
  reader,
  tick,
  items,
  focused,
}: {
  reader: Reader;
  /** Changes when clauses may stand elsewhere. */
  tick: number;
  items: readonly MarginItem[];
  /** Key of the item that stands exactly in line. */
  focused: string | null;
}): ReactNode {
  const [heights, measure] = useHeights();
  const [tops, setTops] = useState<readonly number[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const from = useScrollStep(box);

  useLayoutEffect(() => {
    const wanted = reader.tops(items);
    // What stands over the text and over the margin differs in height.
    const shift = reader.top() - (box.current?.getBoundingClientRect().top ?? 0);
    const boxes = items.map(({ key }, index) => ({
      top: (wanted[index] ?? 0) + shift,
      height: heights.get(key) ?? supposedHeight,
    }));
    const index = items.findIndex(({ key }) => key === focused);
    setTops(layoutMargin(boxes, index < 0 ? null : index, gap));
  }, [reader, tick, items, focused, heights]);

  const focusedTop = tops[items.findIndex(({ key }) => key === focused)];
  const bring = useCallback((top: number): void => {
    const item = box.current?.querySelector<HTMLElement>(".margin-item.is-focused");
    if (!box.current || !item) return;
    // By where it will stand: it may still be on its way there.
    const there = box.current.getBoundingClientRect().top + top;
    const lack = covered - there;
    const excess = there + item.offsetHeight + foot - document.documentElement.clientHeight;
    if (lack > 0) window.scrollBy({ top: -lack, behavior: "instant" });
    else if (excess > 0) window.scrollBy({ top: Math.min(excess, -lack), behavior: "instant" });
  }, []);
  useEffect(() => {
    if (focusedTop !== undefined) bring(focusedTop);
  }, [focused, focusedTop, bring]);

  // What it asks the server for makes it longer: it is brought again, until one goes on by oneself.
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return onGoingOn(() => {
      left.current = true;
    });
  }, [focused]);
  const height = focused === null ? undefined : heights.get(focused);
  useEffect(() => {
    if (height !== undefined && focusedTop !== undefined && !left.current) bring(focusedTop);
  }, [height, focusedTop, bring]);

  const last = items.at(-1);
  const bottom = last ? (tops[items.length - 1] ?? 0) + (heights.get(last.key) ?? supposedHeight) : 0;
  return (
    <div ref={box} className="margin" style={{ minBlockSize: bottom }}>
      {items.map(({ key, draw }, index) => {
        const top = tops[index];
        if (top === undefined) return null;
        if (key !== focused && (top < from - ahead || top > from + 2 * ahead + step)) return null;
        return (
          <div
            key={key}
            ref={measure}
            data-key={key}
            className={key === focused ? "margin-item is-focused" : "margin-item"}
            style={{ insetBlockStart: Math.round(top) }}
          >
            {draw()}
          </div>
        );
      })}
    </div>
  );
}

/** Heights of elements by their `data-key`, kept up to date, and the ref that has an element measured. */
function useHeights(): [ReadonlyMap<string, number>, (element: HTMLElement | null) => (() => void) | undefined] {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [observer] = useState(
    () =>
      new ResizeObserver((entries) => {
        setHeights((before) => {
          const next = new Map(before);
          for (const { target } of entries) {
            const key = (target as HTMLElement).dataset["key"];
            if (key !== undefined && target.isConnected) next.set(key, (target as HTMLElement).offsetHeight);
          }
          return next;
        });
      }),
  );
  const measure = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      observer.observe(element);
      return () => observer.unobserve(element);
    },
    [observer],
  );
  return [heights, measure];
}

/** How far the window's upper edge is below the element's, in steps, so that scrolling draws seldom. */
function useScrollStep(element: React.RefObject<HTMLElement | null>): number {
  const [from, setFrom] = useState(0);
  useEffect(() => {
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
