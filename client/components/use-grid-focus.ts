import { useCallback, useState, type FocusEvent, type KeyboardEvent } from "react";

/** A cell of a grid, counted from 0. */
export interface GridPlace {
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
  const [at, setAt] = useState<GridPlace>({ row: 0, column: 0 });
  const kept = { row: Math.min(at.row, rows - 1), column: Math.min(at.column, columns - 1) };
  const cell = useCallback(
    (row: number, column: number) => ({
      tabIndex: row === kept.row && column === kept.column ? 0 : -1,
      "data-cell": `${String(row)} ${String(column)}`,
    }),
    [kept.row, kept.column],
  );
  const onFocus = useCallback(({ target }: FocusEvent) => {
    const place = placeOf(target);
    if (place) setAt(place);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = event.target instanceof Element ? placeOf(event.target) : null;
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
  { row, column }: GridPlace,
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  { rows, columns }: { rows: number; columns: number },
): GridPlace | null {
  const within = (place: GridPlace): GridPlace => ({
    row: Math.max(0, Math.min(place.row, rows - 1)),
    column: Math.max(0, Math.min(place.column, columns - 1)),
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

function placeOf(target: Element): GridPlace | null {
  const [row, column] = target.closest("[data-cell]")?.getAttribute("data-cell")?.split(" ").map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}
