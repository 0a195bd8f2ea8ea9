import type { EditorView } from "prosemirror-view";
import type { ClausePoint } from "#core/discuss/target.ts";
import type { ClausePositions } from "./clause-positions.ts";

/** A selection in the text; it may span several clauses. */
export interface ReaderSelection {
  start: ClausePoint;
  end: ClausePoint;
  /** The end of the selection in the window, where a toolbar can appear. */
  box: DOMRect;
}

/**
 * Returns the selection in the text; null if nothing is selected or one end is outside the text. Spaces at the edges
 * are dropped, because on some systems a double click also selects the space after a word.
 */
export function readSelection(view: EditorView, positions: ClausePositions): ReaderSelection | null {
  const selection = view.dom.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!view.dom.contains(range.startContainer) || !view.dom.contains(range.endContainer)) return null;

  const start = positions.point(view.posAtDOM(range.startContainer, range.startOffset, 1), "after");
  const end = positions.point(view.posAtDOM(range.endContainer, range.endOffset, -1), "before");
  if (!start || !end) return null;
  const trimmedStart = skipBlanks(positions, start, 1);
  const trimmedEnd = skipBlanks(positions, end, -1);
  if (!inOrder(positions, trimmedStart, trimmedEnd)) return null;

  const boxes = range.getClientRects();
  return { start: trimmedStart, end: trimmedEnd, box: boxes[boxes.length - 1] ?? range.getBoundingClientRect() };
}

function skipBlanks(positions: ClausePositions, point: ClausePoint, direction: 1 | -1): ClausePoint {
  const text = positions.get(point.clause)?.node.textContent ?? "";
  let { offset } = point;
  const next = (): string => text.charAt(direction === 1 ? offset : offset - 1);
  while (next() !== "" && next().trim() === "") offset += direction;
  return { clause: point.clause, offset };
}

function inOrder(positions: ClausePositions, start: ClausePoint, end: ClausePoint): boolean {
  if (start.clause === end.clause) return start.offset < end.offset;
  return (positions.get(start.clause)?.before ?? 0) < (positions.get(end.clause)?.before ?? 0);
}
