import { useCallback, useMemo, useState } from "react";
import type { VersionText } from "#core/text/clause.ts";
import type { Reader } from "../../reader/mount.ts";
import { type DiscussionWindow, windowsBetween, windowWith } from "./discussion-windows.ts";

/** Time between two looks at the position while the reader scrolls, in ms. */
const interval = 150;

/** The windows of a discussion that are near the reader. */
export interface NearWindows {
  /** Indexes of those whose annotations are kept up to date. */
  active: ReadonlySet<number>;
  /** Adds a window, wherever the reader is. */
  ask: (index: number) => void;
  /** Follows the position of a mounted reader, until the returned function is called. */
  follow: (reader: Reader | null) => (() => void) | undefined;
}

/**
 * Finds the windows within a screen of the window, and those around the clause of the open annotation. While it is not
 * known where that annotation is, none is near.
 */
export function useNearWindows(
  text: VersionText,
  windows: readonly DiscussionWindow[],
  clause: string | null,
  isPending: boolean,
): NearWindows {
  const here = windowWith(text, windows, clause);
  const [near, setNear] = useState<readonly number[]>(() => {
    if (isPending) return [];
    const linked = windowWith(text, windows, decodeURIComponent(location.hash.slice(1)));
    return [here ?? linked ?? 0];
  });
  const [asked, setAsked] = useState<readonly number[]>([]);
  const ask = useCallback(
    (index: number): void => setAsked((before) => (before.includes(index) ? before : [...before, index])),
    [],
  );
  const follow = useCallback(
    (reader: Reader | null): (() => void) | undefined => {
      if (!reader) return undefined;
      const look = (): void => {
        const { clientHeight } = document.documentElement;
        const top = -reader.top();
        const tops = reader.tops(windows.map(({ from }) => ({ clause: from, offset: 0 })));
        const found = windowsBetween(tops, top - clientHeight, top + 2 * clientHeight);
        setNear((before) => (before.join() === found.join() ? before : found));
      };
      let timer: ReturnType<typeof setTimeout> | undefined;
      const onMove = (): void => {
        timer ??= setTimeout(() => {
          timer = undefined;
          look();
        }, interval);
      };
      onMove();
      window.addEventListener("scroll", onMove, { passive: true });
      window.addEventListener("resize", onMove);
      return () => {
        clearTimeout(timer);
        window.removeEventListener("scroll", onMove);
        window.removeEventListener("resize", onMove);
      };
    },
    [windows],
  );
  const active = useMemo(() => {
    const around = here === undefined ? [] : [here - 1, here, here + 1];
    return new Set([...near, ...asked, ...around]);
  }, [near, asked, here]);
  return useMemo(() => ({ active, ask, follow }), [active, ask, follow]);
}
