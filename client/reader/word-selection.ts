import type { EditorView } from "prosemirror-view";
import type { ClausePoint } from "#core/discuss/target.ts";
import type { ClausePlaces } from "./clause-places.ts";
import { WordWalk } from "./word-walk.ts";

/**
 * Selects words with the keyboard. An arrow key on a focused clause selects the next word; with Shift it extends the
 * selection by one word. It uses the browser's own selection, so every action on a selection works here too.
 */
export class WordSelection {
  readonly #view: EditorView;
  readonly #places: ClausePlaces;
  readonly #walk: WordWalk;
  readonly #rightToLeft: boolean;

  constructor(view: EditorView, places: ClausePlaces) {
    const { language, direction } = view.state.doc.attrs as Record<string, string>;
    this.#view = view;
    this.#places = places;
    this.#walk = new WordWalk(
      places.order.map(({ id, node }) => ({ id, text: node.textContent })),
      language ?? "en",
    );
    this.#rightToLeft = direction === "rtl";
  }

  /**
   * Handles an arrow key on the focused clause. Returns the new end of the selection; null if there is no word in that
   * direction, undefined for any other key.
   */
  onKey(event: KeyboardEvent, clause: string): ClausePoint | null | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return undefined;
    const forward = (event.key === "ArrowRight") !== this.#rightToLeft;
    const range = this.#walk.step(this.#selected() ?? clause, forward ? 1 : -1, event.shiftKey);
    if (!range) return null;
    const backwards = this.#isBefore(range.head.clause, range.head.offset, range.anchor.clause, range.anchor.offset);
    const anchor = this.#places.position(range.anchor.clause, range.anchor.offset, backwards ? "before" : "after");
    const head = this.#places.position(range.head.clause, range.head.offset, backwards ? "after" : "before");
    if (anchor === undefined || head === undefined) return null;
    const from = this.#view.domAtPos(anchor, backwards ? -1 : 1);
    const to = this.#view.domAtPos(head, backwards ? 1 : -1);
    this.#view.dom.ownerDocument.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    return range.head;
  }

  /** Returns the current selection if both ends are in the text. */
  #selected(): Parameters<WordWalk["step"]>[0] | null {
    const selection = this.#view.dom.ownerDocument.getSelection();
    if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    if (!this.#view.dom.contains(anchorNode) || !this.#view.dom.contains(focusNode)) return null;
    const backwards = anchorNode === focusNode ? focusOffset < anchorOffset : isAfter(anchorNode, focusNode);
    const point = (node: globalThis.Node, offset: number, atEnd: boolean) =>
      this.#places.point(this.#view.posAtDOM(node, offset, atEnd ? -1 : 1), atEnd ? "before" : "after");
    const anchor = point(anchorNode, anchorOffset, backwards);
    const head = point(focusNode, focusOffset, !backwards);
    return anchor && head ? { anchor, head } : null;
  }

  #isBefore(clause: string, offset: number, other: string, otherOffset: number): boolean {
    if (clause === other) return offset < otherOffset;
    return (this.#places.get(clause)?.before ?? 0) < (this.#places.get(other)?.before ?? 0);
  }
}

function isAfter(node: globalThis.Node, other: globalThis.Node): boolean {
  return (node.compareDocumentPosition(other) & globalThis.Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}
