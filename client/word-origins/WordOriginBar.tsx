import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import type { ClausePoint } from "#core/discuss/target.ts";
import * as messages from "#core/messages/comparison-page.en.ts";
import type { VersionText } from "#core/text/clause.ts";
import { originsQuery } from "../api/queries.ts";
import { sayOrigin, showOrigins } from "./origins-shown.ts";
import "./origins.css";

/** A position in the page's DOM. */
interface DomPlace {
  node: Node;
  offset: number;
}

/** A position in a text, with a way to find its words on the page. */
interface PointedWords extends AskedPlace {
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

/** A text with word origins. */
interface AskedText {
  /** Address of its version. */
  address: string;
  documentId: string;
  text: VersionText;
}

/** Words that were added together, and the description of their origin. */
interface ToldOrigin {
  says: string;
  /** UTF-16 offsets into the clause. */
  start: number;
  end: number;
}

/** Number of clauses fetched at a time. One answer also serves the text around the pointer. */
const atATime = 200;

/** A position in one of the texts. */
interface AskedPlace {
  asked: AskedText;
  point: ClausePoint;
}

/** Finds the origin of the words at some positions. Answers may arrive out of order; only the latest request counts. */
function useOrigin(): {
  told: string | null;
  ask: (places: readonly AskedPlace[], onTold: (told: readonly (ToldOrigin | null)[]) => void) => void;
  forget: () => void;
} {
  const client = useQueryClient();
  const [told, setTold] = useState<string | null>(null);
  const last = useRef(0);
  const ask = useCallback(
    (places: readonly AskedPlace[], onTold: (told: readonly (ToldOrigin | null)[]) => void): void => {
      const number = (last.current += 1);
      Promise.all(places.map((place) => originAt(client, place)))
        .then((origins) => {
          const says = origins.flatMap((origin) => origin?.says ?? []);
          if (number !== last.current || says.length === 0) return;
          setTold(says.join("; "));
          onTold(origins);
        })
        .catch(() => {
          if (number === last.current) setTold(messages.wordOriginFailed);
        });
    },
    [client],
  );
  const forget = useCallback(() => {
    last.current += 1;
    setTold(null);
  }, []);
  return { told, ask, forget };
}

async function originAt(
  client: QueryClient,
  { asked: { address, documentId, text }, point }: AskedPlace,
): Promise<ToldOrigin | null> {
  const at = text.clauses.findIndex(({ id }) => id === point.clause);
  const clause = text.clauses[at];
  if (!clause) return null;
  const after = text.clauses[Math.floor(at / atATime) * atATime - 1]?.id;
  const { versions, clauses } = await client.query(originsQuery(address, after, atATime));
  const offset = clause.start + point.offset;
  const runs = clauses.find((one) => one.clause === point.clause)?.runs ?? [];
  const run =
    runs.find(({ range: [start, end] }) => start <= offset && offset < end) ??
    runs.find(({ range: [, end] }) => offset === end);
  if (!run) return null;
  const [start, end] = run.range;
  const says = sayOrigin(run, text.text.slice(start, end), versions, documentId);
  return { says, start: start - clause.start, end: end - clause.start };
}
