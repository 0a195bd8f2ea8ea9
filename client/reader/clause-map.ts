import type { ClausePoint } from "#core/discuss/target.ts";
import { clauseById, clauseIndex, type Clause, type VersionText } from "#core/text/clause.ts";

/** A clause on the page. */
export interface ShownClause extends Clause {
  element: HTMLElement;
  /** Index of its section. */
  section: number;
  /** Position within its section, from 0 to 1, counted in clauses. */
  share: number;
}

/** A position in the page's DOM. */
export interface DomPoint {
  node: Node;
  offset: number;
}

/** Elements inside a clause that are no part of its text. ProseMirror adds the last two kinds. */
const besideText = ".footnote-reference, .fold-option, .ProseMirror-widget, .ProseMirror-trailingBreak";

/** A piece of a clause's text: a text node, or a line break, which counts as one character. */
type Piece = Text | HTMLBRElement;

/**
 * Maps the clauses of a text and offsets in them (UTF-16 code units) to the page's DOM and back. It reads the elements
 * alone, so that it serves the page of the server and that of the editor alike. A version's text never changes, so the
 * map is built once for each.
 */
export class ClauseMap {
  readonly order: readonly ShownClause[];
  readonly sections: readonly Element[];
  readonly #text: VersionText;

  /** @param root the element that contains the sections of the text */
  constructor(root: Element, text: VersionText) {
    this.#text = text;
    this.sections = [...root.children];
    const order: ShownClause[] = [];
    for (const [section, container] of this.sections.entries()) {
      const elements = container.querySelectorAll<HTMLElement>(".clause[data-clause]");
      for (const [at, element] of elements.entries()) {
        const clause = text.clauses[order.length];
        if (clause) order.push({ ...clause, element, section, share: at / elements.length });
      }
    }
    this.order = order;
  }

  /** Returns the clause with this id. */
  get(id: string): ShownClause | undefined {
    const index = clauseIndex(this.#text, id);
    return index === undefined ? undefined : this.order[index];
  }

  /** Returns the clause `steps` further on; undefined past either end. */
  beside(id: string, steps: number): ShownClause | undefined {
    const index = clauseIndex(this.#text, id);
    return index === undefined ? undefined : this.order[index + steps];
  }

  textOf(id: string): string {
    const clause = clauseById(this.#text, id);
    return clause ? this.#text.text.slice(clause.start, clause.end) : "";
  }

  /**
   * Returns the clause and offset of a position on the page. A position outside the clauses belongs to the clause on the
   * given side.
   */
  point(node: Node, offset: number, side: "before" | "after"): ClausePoint | undefined {
    const boundary = node.ownerDocument?.createRange();
    boundary?.setStart(node, offset);
    boundary?.collapse(true);
    const element = (node instanceof Element ? node : node.parentElement)?.closest("[data-clause]");
    const clause = this.get(element?.getAttribute("data-clause") ?? "");
    if (boundary && clause) {
      let reached = 0;
      for (const piece of piecesOf(clause.element)) {
        if (piece === node) return { clause: clause.id, offset: reached + offset };
        if (boundary.comparePoint(piece, 0) >= 0) break;
        reached += lengthOf(piece);
      }
      return { clause: clause.id, offset: reached };
    }
    const isAfter = ({ element: other }: ShownClause): boolean => (boundary?.comparePoint(other, 0) ?? 0) >= 0;
    const beside = side === "after" ? this.order.find(isAfter) : this.order.findLast((other) => !isAfter(other));
    return beside && { clause: beside.id, offset: side === "after" ? 0 : beside.end - beside.start };
  }

  /**
   * Returns the position of an offset on the page. Between two pieces of text, `side` chooses the one after or before. An
   * offset past the end gives the end of the clause.
   */
  domPoint({ clause: id, offset }: ClausePoint, side: "before" | "after"): DomPoint | undefined {
    const clause = this.get(id);
    if (!clause) return undefined;
    let [reached, last] = [0, undefined as DomPoint | undefined];
    for (const piece of piecesOf(clause.element)) {
      const end = reached + lengthOf(piece);
      const isHere = side === "after" ? offset < end : offset <= end && end > 0;
      if (isHere) return pointIn(piece, Math.max(0, offset - reached));
      last = pointIn(piece, lengthOf(piece));
      reached = end;
    }
    return last ?? { node: contentOf(clause.element), offset: 0 };
  }

  /** Returns the DOM range between two offsets of a clause. */
  range(clause: string, start: number, end: number): Range | null {
    const from = this.domPoint({ clause, offset: start }, "after");
    const to = this.domPoint({ clause, offset: end }, "before");
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** Returns the box of the character at a point, or of what is there instead. */
  boxAt(point: ClausePoint): DOMRect | undefined {
    const clause = this.get(point.clause);
    if (!clause) return undefined;
    const length = clause.end - clause.start;
    const start = Math.min(point.offset, Math.max(0, length - 1));
    const [box] = this.range(point.clause, start, start + 1)?.getClientRects() ?? [];
    return box ?? clause.element.getBoundingClientRect();
  }

  isBefore(one: ClausePoint, other: ClausePoint): boolean {
    const [first = 0, second = 0] = [one, other].map(({ clause }) => clauseIndex(this.#text, clause));
    return first < second || (first === second && one.offset < other.offset);
  }
}

/** Returns the element with the text of a clause, without its label. */
export function contentOf(clause: Element): Element {
  return clause.querySelector(":scope > .clause-text") ?? clause;
}

/** Walks the pieces of a clause's text. */
export function* piecesOf(clause: Element): Generator<Piece> {
  const walker = clause.ownerDocument.createTreeWalker(
    contentOf(clause),
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) => {
      if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
      if (node.matches(besideText)) return NodeFilter.FILTER_REJECT;
      return node instanceof HTMLBRElement ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    },
  );
  while (walker.nextNode()) yield walker.currentNode as Piece;
}

/** Returns the length of a piece as the text of the version counts it. */
function lengthOf(piece: Piece): number {
  return piece instanceof Text ? piece.length : 1;
}

function pointIn(piece: Piece, offset: number): DomPoint {
  if (piece instanceof Text) return { node: piece, offset };
  const parent = piece.parentNode ?? piece;
  return { node: parent, offset: [...parent.childNodes].indexOf(piece) + offset };
}

/** A selection in the text; it may span several clauses. */
export interface ReaderSelection {
  start: ClausePoint;
  end: ClausePoint;
  /** The end of the selection in the window, where a toolbar can appear. */
  box: DOMRect;
}

/**
 * Returns the selection in the text; null if nothing is selected or one end is outside the text. Spaces at the edges
 * are dropped, because on some systems a double click also selects the space after a word. So is the start of a clause
 * at which the selection ends: three clicks select up to there.
 */
export function readSelection(root: Element, map: ClauseMap): ReaderSelection | null {
  const range = selectedRange(root);
  if (!range) return null;
  const first = map.point(range.startContainer, range.startOffset, "after");
  const last = map.point(range.endContainer, range.endOffset, "before");
  if (!first || !last) return null;
  const start = skipBlanks(map, first, 1);
  let end = skipBlanks(map, last, -1);
  while (end.offset === 0 && end.clause !== start.clause) {
    const before = map.beside(end.clause, -1);
    if (!before) return null;
    end = skipBlanks(map, { clause: before.id, offset: before.end - before.start }, -1);
  }
  if (!map.isBefore(start, end)) return null;

  const boxes = range.getClientRects();
  return { start, end, box: boxes[boxes.length - 1] ?? range.getBoundingClientRect() };
}

/** Returns the selected range, if both ends are in an element. */
function selectedRange(root: Element): Range | null {
  const selection = root.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return root.contains(range.startContainer) && root.contains(range.endContainer) ? range : null;
}

function skipBlanks(map: ClauseMap, point: ClausePoint, direction: 1 | -1): ClausePoint {
  const text = map.textOf(point.clause);
  let { offset } = point;
  const next = (): string => text.charAt(direction === 1 ? offset : offset - 1);
  while (next() !== "" && next().trim() === "") offset += direction;
  return { clause: point.clause, offset };
}

/**
 * Returns a function that selects the same text again, after elements of it were replaced. It does nothing if no text
 * was selected.
 */
export function rememberSelection(root: Element, map: ClauseMap): (map: ClauseMap) => void {
  const selection = root.ownerDocument.getSelection();
  const range = selectedRange(root);
  if (!selection?.anchorNode || !selection.focusNode || !range) return () => undefined;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const isBackward = range.startContainer !== anchorNode || range.startOffset !== anchorOffset;
  const [anchorSide, headSide] = isBackward ? (["before", "after"] as const) : (["after", "before"] as const);
  const anchor = map.point(anchorNode, anchorOffset, anchorSide);
  const head = map.point(focusNode, focusOffset, headSide);
  return (present) => {
    const from = anchor && present.domPoint(anchor, anchorSide);
    const to = head && present.domPoint(head, headSide);
    if (from && to) selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  };
}

/** Returns the position on the page at a point of the window; null beside text, or if the browser cannot find it. */
export function caretAt(page: Document, x: number, y: number): DomPoint | null {
  if (!("caretPositionFromPoint" in page)) return null;
  const position = page.caretPositionFromPoint(x, y);
  return position && { node: position.offsetNode, offset: position.offset };
}

/** The facts about a clause that its elements show besides its text. Offsets follow from the texts of all clauses. */
type ClauseFacts = Omit<Clause, "start" | "end">;

/** Reads the text of a version from the elements that show it (`core/text/draft-markup.ts`). */
export function readVersionText(root: Element, language: string): VersionText {
  const texts: string[] = [];
  let start = 0;
  const clauses = [...root.querySelectorAll(".clause[data-clause]")].map((element): Clause => {
    const text = Array.from(piecesOf(element), (piece) => (piece instanceof Text ? piece.data : " ")).join("");
    const end = start + text.length;
    const clause = { ...factsOf(element), start, end };
    texts.push(text);
    start = end + 1;
    return clause;
  });
  return { text: texts.join("\n"), language, clauses };
}

function factsOf(element: Element): ClauseFacts {
  const [, kind = "", depth = ""] = /clause-(\S+) depth-(\d+)/u.exec(element.className) ?? [];
  return {
    id: element.getAttribute("data-clause") ?? "",
    kind: kind as Clause["kind"],
    label: element.querySelector(":scope > .clause-label")?.textContent ?? null,
    citation: element.getAttribute("data-citation") ?? element.getAttribute("aria-label") ?? "",
    depth: Number(depth),
  };
}
