import type { ReadingPosition } from "../../reader/mount.ts";

/** A position in the text that the page shows: a clause, and an offset in the text of its element. */
interface ShownPoint {
  clause: string;
  offset: number;
}

/** The reader's scroll position, selection and focus on the server's page, before the client's page replaces it. */
interface ServerView {
  /** Null if the reader has not scrolled. */
  position: ReadingPosition | null;
  /** Anchor and focus of the selection. */
  selection: readonly [ShownPoint, ShownPoint] | null;
  /** The focused link, by the clause around it and its address. */
  focus: { clause: string | undefined; href: string } | null;
}

let view: ServerView | null = null;

/** Reads the view of the server's page when the client is about to replace it (main.tsx). */
export function watchServerView(): void {
  const remember = (): void => {
    const clauses = [...document.querySelectorAll(".room-text > .draft .clause")];
    view =
      clauses.length === 0 ? null : { position: readPosition(clauses), selection: readSelected(), focus: readFocus() };
  };
  window.addEventListener("replacing-page", remember, { once: true });
}

/** Returns the view of the server's page to the first text that is mounted, and null to all later ones. */
export function takeServerView(): ServerView | null {
  const taken = view;
  view = null;
  return taken;
}

/** Selects the same text as on the server's page and focuses the same link, without scrolling. */
export function restoreFocus({ selection, focus }: ServerView): void {
  if (focus) {
    const scope = focus.clause === undefined ? document : document.getElementById(focus.clause);
    scope?.querySelector<HTMLElement>(`a[href="${CSS.escape(focus.href)}"]`)?.focus({ preventScroll: true });
  }
  const [anchor, head] = selection?.map(findPoint) ?? [];
  if (anchor && head) getSelection()?.setBaseAndExtent(...anchor, ...head);
}

/** Returns the scroll position; null if the reader has not scrolled, or only the browser has, to the fragment. */
function readPosition(clauses: readonly Element[]): ReadingPosition | null {
  const target = document.querySelector(":target")?.getBoundingClientRect().top ?? Infinity;
  if (window.scrollY === 0 || Math.abs(target) < 1) return null;
  const top = clauses.find((clause) => clause.getBoundingClientRect().bottom > 0);
  return top ? { clause: top.id, below: top.getBoundingClientRect().top } : null;
}

function readSelected(): ServerView["selection"] {
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0, isCollapsed } = getSelection() ?? {};
  if (!anchorNode || !focusNode || isCollapsed) return null;
  const [anchor, head] = [describePoint(anchorNode, anchorOffset), describePoint(focusNode, focusOffset)];
  return anchor && head && [anchor, head];
}

function readFocus(): ServerView["focus"] {
  const href = document.activeElement?.getAttribute("href");
  return href ? { clause: document.activeElement?.closest(".clause")?.id, href } : null;
}

function describePoint(node: Node, offset: number): ShownPoint | null {
  const clause = (node instanceof Element ? node : node.parentElement)?.closest(".clause");
  const text = clause?.querySelector(".clause-text");
  if (!text) return null;
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(node, offset);
  return { clause: clause?.id ?? "", offset: String(range).length };
}

function findPoint({ clause, offset }: ShownPoint): [Node, number] | null {
  const text = document.getElementById(clause)?.querySelector(".clause-text");
  const nodes = document.createTreeWalker(text ?? document.createTextNode(""), NodeFilter.SHOW_TEXT);
  for (let rest = offset, node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const { length } = node.nodeValue ?? "";
    if (rest <= length) return [node, rest];
    rest -= length;
  }
  return null;
}
