import { useCallback, useState, type FocusEvent, type KeyboardEvent } from "react";

/** A cell of a grid, counted from 0. */
export interface GridPosition {
  row: number;
  column: number;
}

/** Makes a table a grid with keyboard navigation: one tab stop, and arrow keys between cells. */
export interface GridFocus {
  /** Attributes of the focusable element in a cell. */
  cell: (row: number, column: number) => { tabIndex: number; "data-cell": string };
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
}

/**
 * The keyboard of a grid, by the pattern of the ARIA Authoring Practices. Arrow keys move by one cell. Home and End go
 * to the ends of the row; with Ctrl, to the first and last cell of all.
 */
export function useGridFocus(rows: number, columns: number): GridFocus {
  const [at, setAt] = useState<GridPosition>({ row: 0, column: 0 });
  const clamped = { row: Math.min(at.row, rows - 1), column: Math.min(at.column, columns - 1) };
  const cell = useCallback(
    (row: number, column: number) => ({
      tabIndex: row === clamped.row && column === clamped.column ? 0 : -1,
      "data-cell": `${String(row)} ${String(column)}`,
    }),
    [clamped.row, clamped.column],
  );
  const onFocus = useCallback(({ target }: FocusEvent) => {
    const position = positionOf(target);
    if (position) setAt(position);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = event.target instanceof Element ? positionOf(event.target) : null;
    const to = from && stepped(from, event, { rows, columns });
    if (!to) return;
    event.preventDefault();
    setAt(to);
    event.currentTarget
      .querySelector<HTMLElement | SVGElement>(`[data-cell="${String(to.row)} ${String(to.column)}"]`)
      ?.focus();
  };
  return { cell, onKeyDown, onFocus };
}

/** Returns the cell a key leads to; null if the grid does not use the key. */
export function stepped(
  { row, column }: GridPosition,
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  { rows, columns }: { rows: number; columns: number },
): GridPosition | null {
  const within = (position: GridPosition): GridPosition => ({
    row: Math.max(0, Math.min(position.row, rows - 1)),
    column: Math.max(0, Math.min(position.column, columns - 1)),
  });
  switch (key) {
    case "ArrowUp":
      return within({ row: row - 1, column });
    case "ArrowDown":
      return within({ row: row + 1, column });
    case "ArrowLeft":
      return within({ row, column: column - 1 });
    case "ArrowRight":
      return within({ row, column: column + 1 });
    case "Home":
      return within({ row: ctrlKey ? 0 : row, column: 0 });
    case "End":
      return within({ row: ctrlKey ? rows - 1 : row, column: columns - 1 });
    default:
      return null;
  }
}

function positionOf(target: Element): GridPosition | null {
  const [row, column] = target.closest("[data-cell]")?.getAttribute("data-cell")?.split(" ").map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}
