import { X } from "lucide-react";
import { useEffect, type ReactNode, type RefObject } from "react";
import { Button } from "react-aria-components";
import type { ClausePoint } from "#core/annotate/target.ts";
import { showOrigins } from "./origins-shown.ts";
import { useOrigin, type AskedText } from "./use-origin.ts";
import "./origins.css";

/** What the page knows of a place in its text. */
export interface PointedWords {
  asked: AskedText;
  point: ClausePoint;
  /** The words between two offsets of the clause, as the page shows them around the place; null where it shows none. */
  rangeOf: (start: number, end: number) => Range | null;
}

/** Finds what stands at a place of the page; null where that is no text to ask about. */
export type FindWords = (node: Node, offset: number) => PointedWords | null;

/** The words that are told of, drawn by the stylesheet. */
const highlight = "word-origin";

/**
 * Tells who brought in the words one points at, selects, or steps to in a text. What is told stands in a bar of its own,
 * which a screen reader reads out: it never lies over the words.
 */
export function WordOriginBar({ within, find }: { within: RefObject<HTMLElement | null>; find: FindWords }): ReactNode {
  const { told, ask, forget } = useOrigin();
  useEffect(() => {
    const root = within.current;
    if (!root) return undefined;
    const tell = (node: Node, offset: number, pointer?: { x: number; y: number }): void => {
      const words = find(node, offset);
      if (!words) return;
      ask(words.asked, words.point, ({ start, end }) => {
        const range = words.rangeOf(start, end);
        mark(range);
        // A caret is found beside a line's end too: there the pointer is on no words.
        if (pointer && range && !isOver(range, pointer)) unmark();
      });
    };
    const onPointer = ({ clientX, clientY, buttons }: PointerEvent): void => {
      if (buttons > 0) return;
      const place = caretAt(root.ownerDocument, clientX, clientY);
      if (place && root.contains(place.node)) tell(place.node, place.offset, { x: clientX, y: clientY });
    };
    const onSelection = (): void => {
      const selection = root.ownerDocument.getSelection();
      if (!selection || selection.isCollapsed) return;
      const { startContainer, startOffset } = selection.getRangeAt(0);
      if (root.contains(startContainer)) tell(startContainer, startOffset);
    };
    const onFocus = ({ target }: FocusEvent): void => {
      const words = target instanceof Element && target.matches("ins, del") ? target.lastChild : null;
      // A change may begin with the blank before its first word.
      if (words) tell(words, Math.max(0, (words.textContent ?? "").search(/\S/u)));
    };
    root.addEventListener("pointermove", onPointer);
    root.addEventListener("pointerup", onPointer);
    root.addEventListener("focusin", onFocus);
    root.ownerDocument.addEventListener("selectionchange", onSelection);
    return () => {
      root.removeEventListener("pointermove", onPointer);
      root.removeEventListener("pointerup", onPointer);
      root.removeEventListener("focusin", onFocus);
      root.ownerDocument.removeEventListener("selectionchange", onSelection);
      unmark();
      forget();
    };
  }, [within, find, ask, forget]);
  return (
    <aside className="origin-bar" aria-label="Who brought each word in" lang="en" dir="ltr">
      <p role="status">{told ?? "Point at words, or choose them with the arrow keys."}</p>
      <Button
        className="icon-button"
        aria-label="Stop telling who brought each word (w)"
        onPress={() => showOrigins(false)}
      >
        <X size={16} aria-hidden />
      </Button>
    </aside>
  );
}

function mark(range: Range | null): void {
  if (!("highlights" in CSS)) return;
  if (range) CSS.highlights.set(highlight, new Highlight(range));
  else CSS.highlights.delete(highlight);
}

function unmark(): void {
  mark(null);
}

function isOver(range: Range, { x, y }: { x: number; y: number }): boolean {
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2,
  );
}

/** The place in a text at a point of the window; null beside it, and in a browser that does not tell. */
function caretAt(page: Document, x: number, y: number): { node: Node; offset: number } | null {
  if (!("caretPositionFromPoint" in page)) return null;
  const place = page.caretPositionFromPoint(x, y);
  return place && { node: place.offsetNode, offset: place.offset };
}
