import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ClausePoint } from "#core/discuss/target.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { forumQuery } from "../api/queries.ts";
import { caretAt, type DomPoint } from "../reader/clause-map.ts";
import { describeOrigin, originsQuery } from "./describe-origin.ts";
import { toggleOrigins } from "./origins-shown.ts";
import "./origins.css";
import { inInterface } from "../page-parts/messages.ts";

/** A position in a text, with a way to find its words on the page. */
interface PointedText extends TextPosition {
  /** Returns the DOM range of two offsets of the clause, near the position; null if the page does not show them. */
  rangeOf: (start: number, end: number) => Range | null;
}

/** Finds the text at a position of the page; null if it has no word origins. */
export type FindText = (node: Node, offset: number) => PointedText | null;

/** Name of the highlight on the words shown in the bar; the stylesheet draws it. */
const highlight = "word-origin";

/**
 * Shows which draft added the words under the pointer, the selection or the focus. The answer appears in a separate
 * bar, which a screen reader reads out. The bar never covers the words.
 */
export function WordOriginBar({ within, find }: { within: RefObject<HTMLElement | null>; find: FindText }): ReactNode {
  const { text, lookUp, forget } = useOrigin();
  useEffect(() => {
    const root = within.current;
    if (!root) return undefined;
    const showOrigins = (positions: readonly DomPoint[], pointer?: { x: number; y: number }): void => {
      const pointed = positions.flatMap(({ node, offset }) => find(node, offset) ?? []);
      if (pointed.length === 0) return;
      lookUp(pointed, (found) => {
        const ranges = pointed.flatMap(({ rangeOf }, index) => {
          const origin = found[index];
          return (origin && rangeOf(origin.start, origin.end)) ?? [];
        });
        // A caret is also found beside the end of a line, where the pointer is on no words.
        mark(pointer ? ranges.filter((range) => isOver(range, pointer)) : ranges);
      });
    };
    const onPointer = ({ clientX, clientY, buttons }: PointerEvent): void => {
      if (buttons > 0) return;
      const position = caretAt(root.ownerDocument, clientX, clientY);
      if (position && root.contains(position.node)) showOrigins([position], { x: clientX, y: clientY });
    };
    const onSelection = (): void => {
      const selection = root.ownerDocument.getSelection();
      if (!selection || selection.isCollapsed) return;
      const { startContainer, startOffset } = selection.getRangeAt(0);
      if (root.contains(startContainer)) showOrigins([{ node: startContainer, offset: startOffset }]);
    };
    const onFocus = ({ target }: { target: EventTarget | null }): void => {
      if (!(target instanceof Element) || !target.matches("ins, del")) return;
      // A replacement is one change, so the deleted and the inserted words are both explained.
      const counterpart = target.matches("ins") ? target.previousElementSibling : target.nextElementSibling;
      const replaces = counterpart?.matches("ins, del") === true && counterpart.tagName !== target.tagName;
      showOrigins((replaces ? [target, counterpart] : [target]).flatMap(firstWordOf));
    };
    root.addEventListener("pointermove", onPointer);
    root.addEventListener("pointerup", onPointer);
    root.addEventListener("focusin", onFocus);
    root.ownerDocument.addEventListener("selectionchange", onSelection);
    // The words may have been selected or focused before the bar was opened.
    onSelection();
    if (root.contains(root.ownerDocument.activeElement)) onFocus({ target: root.ownerDocument.activeElement });
    return () => {
      root.removeEventListener("pointermove", onPointer);
      root.removeEventListener("pointerup", onPointer);
      root.removeEventListener("focusin", onFocus);
      root.ownerDocument.removeEventListener("selectionchange", onSelection);
      mark([]);
      forget();
    };
  }, [within, find, lookUp, forget]);
  return (
    <aside className="origin-bar screen-only" aria-label={messages.wordOrigins} {...inInterface()}>
      <p role="status">{text ?? messages.wordOriginsHint}</p>
      <button type="button" className="icon-button" aria-label={messages.hideWordOriginsKey} onClick={toggleOrigins}>
        <X size={16} aria-hidden />
      </button>
    </aside>
  );
}

function mark(ranges: readonly Range[]): void {
  if (!("highlights" in CSS)) return;
  if (ranges.length > 0) CSS.highlights.set(highlight, new Highlight(...ranges));
  else CSS.highlights.delete(highlight);
}

/** Returns the position of a change's first word. The change may start with a space. */
function firstWordOf({ lastChild: node }: Element): DomPoint[] {
  return node ? [{ node, offset: Math.max(0, (node.textContent ?? "").search(/\S/u)) }] : [];
}

function isOver(range: Range, { x, y }: { x: number; y: number }): boolean {
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2,
  );
}

/** A text with word origins. */
interface OriginText {
  /** Address of its version. */
  address: string;
  documentId: string;
  text: VersionText;
}

/** Words that were added together, and the description of their origin. */
interface DescribedOrigin {
  description: string;
  /** UTF-16 offsets into the clause. */
  start: number;
  end: number;
}

/** Number of clauses fetched at a time. One answer also serves the text around the pointer. */
const atATime = 200;

/** A position in one of the texts. */
interface TextPosition {
  source: OriginText;
  point: ClausePoint;
}

/** Finds the origin of the words at some positions. Answers may arrive out of order; only the latest request counts. */
function useOrigin(): {
  text: string | null;
  lookUp: (positions: readonly TextPosition[], onFound: (origins: readonly (DescribedOrigin | null)[]) => void) => void;
  forget: () => void;
} {
  const client = useQueryClient();
  const [text, setText] = useState<string | null>(null);
  const last = useRef(0);
  const lookUp = useCallback(
    (positions: readonly TextPosition[], onFound: (found: readonly (DescribedOrigin | null)[]) => void): void => {
      const number = (last.current += 1);
      Promise.all(positions.map((position) => originAt(client, position)))
        .then((origins) => {
          const descriptions = origins.flatMap((origin) => origin?.description ?? []);
          if (number !== last.current || descriptions.length === 0) return;
          setText(descriptions.join("; "));
          onFound(origins);
        })
        .catch(() => {
          if (number === last.current) setText(messages.wordOriginFailed);
        });
    },
    [client],
  );
  const forget = useCallback(() => {
    last.current += 1;
    setText(null);
  }, []);
  return { text, lookUp, forget };
}

async function originAt(
  client: QueryClient,
  { source: { address, documentId, text }, point }: TextPosition,
): Promise<DescribedOrigin | null> {
  const index = text.clauses.findIndex(({ id }) => id === point.clause);
  const clause = text.clauses[index];
  if (!clause) return null;
  const after = text.clauses[Math.floor(index / atATime) * atATime - 1]?.id;
  const { versions, clauses } = await client.query(originsQuery(address, after, atATime));
  const offset = clause.start + point.offset;
  const runs = clauses.find((entry) => entry.clause === point.clause)?.runs ?? [];
  const run =
    runs.find(({ range: [start, end] }) => start <= offset && offset < end) ??
    runs.find(({ range: [, end] }) => offset === end);
  if (!run) return null;
  const [start, end] = run.range;
  const forum = client.getQueryData(forumQuery.queryKey) ?? {};
  const description = describeOrigin(run, text.text.slice(start, end), { versions, documentId, forum });
  return { description, start: start - clause.start, end: end - clause.start };
}
