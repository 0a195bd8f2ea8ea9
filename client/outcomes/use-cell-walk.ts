import { useCallback, useRef, type KeyboardEvent, type RefObject } from "react";

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/**
 * Moves between the cells of a grid with the arrow keys, as the grid role requires; Tab leaves it. A cell's button has
 * its position in `data-cell`: "row column". Cells without a button are skipped: sideways in the direction of travel,
 * up and down to the left. A row that is not rendered is scrolled into view first.
 */
export function useCellWalk(
  rows: number,
  columns: number,
  onRow: (row: number) => void,
): { grid: RefObject<HTMLTableElement | null>; onKeyDown: (event: KeyboardEvent) => void } {
  const grid = useRef<HTMLTableElement>(null);
  const onKeyDown = useCallback(
    (event: KeyboardEvent): void => {
      const step = steps[event.key];
      const from = event.target instanceof Element ? event.target.getAttribute("data-cell") : null;
      if (!step || from === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const [row = 0, column = 0] = from.split(" ").map(Number);
      const backwards = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
      const next = Math.max(0, Math.min(rows - 1, row + step[0]));
      const sideways = step[1] * backwards;
      const find = (): HTMLElement | undefined => {
        for (let at = column + sideways; at >= 0 && at < columns; at += sideways || -1) {
          const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${String(next)} ${String(at)}"]`);
          if (cell) return cell;
        }
        return undefined;
      };
      onRow(next);
      const there = find();
      if (there) there.focus();
      else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
    },
    [rows, columns, onRow],
  );
  return { grid, onKeyDown };
}
