import { X } from "lucide-react";
import { useEffect, type ReactNode, type RefObject } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/comparison-page.en.ts";
import { showOrigins } from "./origins-shown.ts";
import { useOrigin, type AskedPlace } from "./use-origin.ts";
import "./origins.css";

/** A position in the page's DOM. */
interface DomPlace {
  node: Node;
  offset: number;
}

/** A position in a text, with a way to find its words on the page. */
export interface PointedWords extends AskedPlace {
  /** Returns the DOM range of two offsets of the clause, near the position; null if the page does not show them. */
  rangeOf: (start: number, end: number) => Range | null;
}

/** Finds the text at a position of the page; null if it has no word origins. */
export type FindWords = (node: Node, offset: number) => PointedWords | null;

/** Name of the highlight on the words shown in the bar; the stylesheet draws it. */
const highlight = "word-origin";

/**
 * Shows which draft added the words under the pointer, the selection or the focus. The answer appears in a separate
 * bar, which a screen reader reads out. The bar never covers the words.
 */
export function WordOriginBar({ within, find }: { within: RefObject<HTMLElement | null>; find: FindWords }): ReactNode {
  const { told, ask, forget } = useOrigin();
  useEffect(() => {
    const root = within.current;
    if (!root) return undefined;
    const tell = (places: readonly DomPlace[], pointer?: { x: number; y: number }): void => {
      const words = places.flatMap(({ node, offset }) => find(node, offset) ?? []);
      if (words.length === 0) return;
      ask(words, (told) => {
        const ranges = words.flatMap(({ rangeOf }, index) => {
          const origin = told[index];
          return (origin && rangeOf(origin.start, origin.end)) ?? [];
        });
        // A caret is also found beside the end of a line, where the pointer is on no words.
        mark(pointer ? ranges.filter((range) => isOver(range, pointer)) : ranges);
      });
    };
    const onPointer = ({ clientX, clientY, buttons }: PointerEvent): void => {
      if (buttons > 0) return;
      const place = caretAt(root.ownerDocument, clientX, clientY);
      if (place && root.contains(place.node)) tell([place], { x: clientX, y: clientY });
    };
    const onSelection = (): void => {
      const selection = root.ownerDocument.getSelection();
      if (!selection || selection.isCollapsed) return;
      const { startContainer, startOffset } = selection.getRangeAt(0);
      if (root.contains(startContainer)) tell([{ node: startContainer, offset: startOffset }]);
    };
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element) || !target.matches("ins, del")) return;
      // A replacement is one change, so the deleted and the inserted words are both explained.
      const other = target.matches("ins") ? target.previousElementSibling : target.nextElementSibling;
      const replaces = other?.matches("ins, del") === true && other.tagName !== target.tagName;
      tell((replaces ? [target, other] : [target]).flatMap(firstWordOf));
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
      mark([]);
      forget();
    };
  }, [within, find, ask, forget]);
  return (
    <aside className="origin-bar" aria-label={messages.wordOrigins} lang="en" dir="ltr">
      <p role="status">{told ?? messages.wordOriginsHint}</p>
      <Button className="icon-button" aria-label={messages.hideWordOriginsKey} onPress={() => showOrigins(false)}>
        <X size={16} aria-hidden />
      </Button>
    </aside>
  );
}

function mark(ranges: readonly Range[]): void {
  if (!("highlights" in CSS)) return;
  if (ranges.length > 0) CSS.highlights.set(highlight, new Highlight(...ranges));
  else CSS.highlights.delete(highlight);
}

/** Returns the position of a change's first word. The change may start with a space. */
function firstWordOf({ lastChild: node }: Element): DomPlace[] {
  return node ? [{ node, offset: Math.max(0, (node.textContent ?? "").search(/\S/u)) }] : [];
}

function isOver(range: Range, { x, y }: { x: number; y: number }): boolean {
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2,
  );
}

/** Returns the text position at a point of the window; null beside the text, or if the browser does not support it. */
function caretAt(page: Document, x: number, y: number): DomPlace | null {
  if (!("caretPositionFromPoint" in page)) return null;
  const place = page.caretPositionFromPoint(x, y);
  return place && { node: place.offsetNode, offset: place.offset };
}
