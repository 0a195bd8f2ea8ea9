import type { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import type { ClausePoint } from "#core/discuss/target.ts";
import type { Clause } from "#core/text/clause.ts";
import { ClausePositions, type ReaderSelection, readSelection } from "./clause-positions.ts";
import { OptionFolds } from "./fold-layer.ts";
import {
  markLayer,
  marksAt,
  type MarkState,
  markStateOf,
  type NamedSign,
  negotiationLayer,
  rovingFocus,
  updateMarks,
} from "./mark-layer.ts";
import { type NearSections, nearSections, sectionedDoc } from "./sectioned.ts";
import { WordSelection } from "./word-selection.ts";

/** The reader's initial state and callbacks. */
export interface ReaderOptions extends Omit<MarkState, "near"> {
  /** The version's text, in the draft schema. */
  draft: Node;
  /** Its clauses. */
  clauses: readonly Clause[];
  /** The negotiation signs in the text, with their names; omitted if they are not shown. */
  signs?: readonly NamedSign[];
  /** Accessible name of the text. */
  label: string;
  /** Called when the selection changes; null when it is cleared. */
  onSelect: (selection: ReaderSelection | null) => void;
  /** Called when a clause is clicked or gets the focus. */
  onCurrent: (clause: string) => void;
  /** Called when Enter is pressed on a clause. */
  onEnter: (clause: string) => void;
  /** Called when an arrow key changes the selection, with the selected text; null if there is no further word. */
  onSelectedText: (text: string | null) => void;
  /** Called when the text of an annotation is clicked. */
  onMark: (annotation: string) => void;
  /** Called when clauses may have moved on the page. */
  onLayout: () => void;
}

/** A scroll position: a clause and the distance of its upper edge below the window's, in pixels. */
export interface ReadingPosition {
  clause: string;
  below: number;
}

/** A mounted reader. */
export interface Reader {
  /** Updates the annotations, the focus, the current clause or other overlay state. */
  update: (
    change: Partial<Pick<ReaderOptions, "marks" | "focused" | "current" | "pending" | "proposed" | "printing">>,
  ) => void;
  /** Moves the keyboard focus to a clause, unless the reader was removed. Scrolls to it if it is not wholly visible. */
  focusClause: (clause: string) => void;
  /** Scrolls to a clause; by default to the middle of the window. */
  scrollTo: (clause: string, block?: ScrollLogicalPosition) => void;
  /** Scrolls to an offset only if it is outside the window. */
  bringIntoView: (point: ClausePoint) => void;
  /** Returns the clause `steps` further on; null past either end. */
  clauseBeside: (clause: string | null, steps: number) => string | null;
  /** Returns the current selection. `onSelect` may lag behind if a key is pressed right after selecting. */
  selection: () => ReaderSelection | null;
  /** Returns the current scroll position as the clause at the top of the window; null if no clause is there. */
  position: () => ReadingPosition | null;
  /** Checks whether a clause begins in the window. */
  shows: (clause: string) => boolean;
  /** Scrolls back to a position returned by `position`. */
  returnTo: (position: ReadingPosition) => void;
  /** Returns the clause and offset of a DOM position; null if it is outside the clauses. */
  pointOf: (node: globalThis.Node, offset: number) => ClausePoint | null;
  /** Returns the DOM range between two offsets of a clause. */
  rangeOf: (clause: string, start: number, end: number) => Range | null;
  /**
   * Returns the distance of each point below the upper edge of the text, in pixels. Distances far from the window are
   * estimates.
   */
  tops: (points: readonly ClausePoint[]) => number[];
  /** Returns the distance of the text's upper edge below the window's, in pixels. */
  top: () => number;
  /** Returns the height of the text in pixels. */
  height: () => number;
  destroy: () => void;
}

/**
 * Anything nearer than this to the window's upper or lower edge counts as outside it, because bars cover the edges. In
 * pixels.
 */
const edge = 80;

/**
 * Maximum number of passes to lay out sections that came near because earlier ones changed size. One is usually enough.
 */
const mostAttempts = 4;

/**
 * Mounts a version's text, read-only, over the element's content. The server's page shows the same clauses with the
 * same classes, so nothing moves.
 */
export function mount(element: HTMLElement, options: ReaderOptions): Reader {
  const doc = sectionedDoc(options.draft, options.clauses);
  const positions = new ClausePositions(doc);
  const folds = new OptionFolds(positions, options.signs ?? []);
  const { marks, focused, current, pending, proposed, printing } = options;
  const view: EditorView = new EditorView(
    { mount: element },
    {
      state: EditorState.create({
        doc,
        plugins: [
          markLayer(positions, { marks, focused, current, pending, proposed, printing, near: new Set() }),
          rovingFocus(positions),
          ...(options.signs ? [negotiationLayer(positions, options.signs), folds.plugin(positions)] : []),
        ],
      }),
      editable: () => false,
      attributes: {
        class: "draft",
        role: "article",
        "aria-label": options.label,
        lang: String(doc.attrs["language"]),
        dir: String(doc.attrs["direction"]),
      },
      handleDOMEvents: {
        focusin: (_view, event) => {
          const clause = clauseOf(event.target);
          if (clause && clause !== markStateOf(view.state)?.current) options.onCurrent(clause);
        },
        keydown: (_view, event) => onKey(event),
        click: (_view, event) => onClick(event, view, positions, options),
      },
    },
  );
  let wordSelection: WordSelection | undefined;
  const selectWords = (): WordSelection => (wordSelection ??= new WordSelection(view, positions));
  const document = element.ownerDocument;
  // While scrolling, sections come near and grow in bursts. Report at most once a frame.
  let frame = 0;
  const layoutChanged = (): void => {
    if (frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0;
        options.onLayout();
      });
  };
  const sections = nearSections(view.dom, (near) => {
    updateMarks(view, { near });
    layoutChanged();
  });
  sections.look();
  const resized = new ResizeObserver(layoutChanged);
  resized.observe(view.dom);
  // Content above the text may grow and push it down. The page grows with it.
  resized.observe(document.body);

  let hadSelection = false;
  const onSelectionChange = (): void => {
    const selection = readSelection(view, positions);
    if (selection || hadSelection) options.onSelect(selection);
    hadSelection = selection !== null;
  };
  document.addEventListener("selectionchange", onSelectionChange);

  function onKey(event: KeyboardEvent): void {
    const clause = event.target instanceof Element ? event.target.getAttribute("data-clause") : null;
    if (clause === null) return;
    if (event.key === "Enter") {
      // Focus moves to the element that opens, and this key press would activate it at once.
      event.preventDefault();
      options.onEnter(clause);
      return;
    }
    const head = selectWords().onKey(event, clause);
    if (head === undefined) return;
    event.preventDefault();
    if (head) bringIntoView(head);
    options.onSelectedText(head && String(document.getSelection()));
  }

  const elementOf = (clause: string): HTMLElement | null => {
    const position = positions.get(clause);
    const clauseElement = position && view.nodeDOM(position.before);
    return clauseElement instanceof HTMLElement ? clauseElement : null;
  };

  // The height of sections on the way was only estimated. Once the near ones are laid out, the target has moved, so
  // scroll again. All this happens before painting, so no movement is visible.
  const settle = (go: () => void): void => {
    go();
    for (let attempts = 0; attempts < mostAttempts && sections.look(); attempts += 1) go();
  };
  const scrollTo = (clause: string, block: ScrollLogicalPosition = "center"): void => {
    folds.reveal(clause, view);
    const target = elementOf(clause);
    if (target) settle(() => target.scrollIntoView({ block, behavior: "instant" }));
  };

  const inWindow = ({ top, bottom }: { top: number; bottom: number }): boolean =>
    top >= edge && bottom <= document.documentElement.clientHeight - edge;
  const bringIntoView = ({ clause, offset }: ClausePoint): void => {
    folds.reveal(clause, view);
    const position = positions.position(clause, offset, "after");
    if (position !== undefined && !inWindow(view.coordsAtPos(position))) scrollTo(clause);
  };

  return {
    update: (change) => updateMarks(view, change),
    focusClause: (clause) => {
      if (view.isDestroyed) return;
      folds.reveal(clause, view);
      const target = elementOf(clause);
      if (!target) return;
      if (!inWindow(target.getBoundingClientRect())) scrollTo(clause);
      target.focus({ preventScroll: true });
    },
    scrollTo,
    bringIntoView,
    clauseBeside: (clause, steps) => {
      if (clause === null) return positions.order[steps > 0 ? 0 : positions.order.length - 1]?.id ?? null;
      // Folded clauses are skipped.
      const direction = Math.sign(steps);
      let next = positions.beside(clause, steps);
      while (next && folds.shownFor(next.id, view.state) !== next.id) next = positions.beside(next.id, direction);
      return next?.id ?? null;
    },
    selection: () => readSelection(view, positions),
    position: () => {
      const box = view.dom.getBoundingClientRect();
      const clausesBelow = document.elementsFromPoint(box.left + box.width / 2, 120).map(clauseOf);
      const clause = clausesBelow.find((id) => id !== null);
      const target = clause ? elementOf(clause) : null;
      return clause && target ? { clause, below: target.getBoundingClientRect().top } : null;
    },
    shows: (clause) => {
      const { top = -1 } = elementOf(clause)?.getBoundingClientRect() ?? {};
      return top >= 0 && top < document.documentElement.clientHeight;
    },
    returnTo: ({ clause, below }) => {
      const target = elementOf(clause);
      if (!target) return;
      settle(() => window.scrollBy({ top: target.getBoundingClientRect().top - below, behavior: "instant" }));
    },
    pointOf: (node, offset) => {
      if (!clauseOf(node.parentElement)) return null;
      return positions.point(view.posAtDOM(node, offset), "after") ?? null;
    },
    rangeOf: (clause, start, end) => {
      const [from, to] = [positions.position(clause, start, "after"), positions.position(clause, end, "before")];
      return from === undefined || to === undefined ? null : domRange(view, from, to);
    },
    tops: (points) =>
      topsOf(
        points.map((point) => {
          const shown = folds.shownFor(point.clause, view.state);
          return shown === point.clause ? point : { clause: shown, offset: 0 };
        }),
        view,
        positions,
        sections,
      ),
    top: () => view.dom.getBoundingClientRect().top,
    height: () => view.dom.offsetHeight,
    destroy: () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("selectionchange", onSelectionChange);
      resized.disconnect();
      sections.stop();
      view.destroy();
    },
  };
}

/** Opens the clicked annotation, or makes the clicked clause the current one. Links and selections do neither. */
function onClick(
  event: MouseEvent,
  view: EditorView,
  positions: ClausePositions,
  { onMark, onCurrent }: Pick<ReaderOptions, "onMark" | "onCurrent">,
): void {
  const clause = clauseOf(event.target);
  if (!clause || view.dom.ownerDocument.getSelection()?.isCollapsed === false) return;
  if (event.target instanceof Element && event.target.closest("a")) return;
  if (event.target instanceof Element && event.target.closest("mark")) {
    const hit = view.posAtCoords({ left: event.clientX, top: event.clientY });
    const point = hit && positions.point(hit.pos, "after");
    const [mark] = point ? marksAt(markStateOf(view.state)?.marks ?? [], point.clause, point.offset) : [];
    if (mark) {
      onMark(mark.id);
      return;
    }
  }
  onCurrent(clause);
}

function domRange(view: EditorView, from: number, to: number): Range {
  const range = view.dom.ownerDocument.createRange();
  const [first, last] = [view.domAtPos(from), view.domAtPos(to)];
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  return range;
}

/** See `Reader.tops`. */
function topsOf(
  points: readonly ClausePoint[],
  view: EditorView,
  positions: ClausePositions,
  sections: NearSections,
): number[] {
  const root = view.dom.getBoundingClientRect().top;
  const boxes = new Map<number, DOMRect>();
  const boxOf = (section: number): DOMRect => {
    const box = boxes.get(section) ?? (view.dom.children[section] ?? view.dom).getBoundingClientRect();
    boxes.set(section, box);
    return box;
  };
  const topOf = ({ clause, offset }: ClausePoint): number => {
    const position = positions.get(clause);
    if (!position) return 0;
    if (!sections.isNear(position.section)) {
      const box = boxOf(position.section);
      return box.top - root + box.height * position.share;
    }
    return view.coordsAtPos(positions.position(clause, offset, "after") ?? position.before).top - root;
  };
  // The same point of a crowded clause may be requested a hundred times.
  const tops = new Map<string, number>();
  return points.map((point) => {
    const key = `${point.clause} ${String(point.offset)}`;
    const top = tops.get(key) ?? topOf(point);
    tops.set(key, top);
    return top;
  });
}

function clauseOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest("[data-clause]")?.getAttribute("data-clause") ?? null) : null;
}
