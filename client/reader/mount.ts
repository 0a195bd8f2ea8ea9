import type { ClausePoint } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import { estimatedHeight, type NamedSign, sectionsLaidOut } from "#core/text/draft-view.ts";
import { caretAt, ClauseMap, readSelection, type ReaderSelection, rememberSelection } from "./clause-map.ts";
import { ClauseOverlay, drawingOf, marksAt, type MarkState, type Surface } from "./drawing.ts";
import { type NearSections, nearSections } from "./near-sections.ts";
import { OptionFolds } from "./option-folds.ts";
import { plainSurface } from "./plain-surface.ts";
import { WordSelection } from "./word-selection.ts";

/** The reader's initial state and callbacks. */
export interface ReaderOptions extends MarkState {
  text: VersionText;
  /** The negotiation signs in the text. */
  signs: readonly NamedSign[];
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
  update: (change: Partial<MarkState>) => void;
  /** Replaces the elements of the text by those of another surface. Selection, focus and scroll position stay. */
  takeOver: (create: (element: HTMLElement) => Surface) => void;
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
  pointOf: (node: Node, offset: number) => ClausePoint | null;
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
 * Makes the text of a version readable by key and pointer, and draws on it. The element contains the text as
 * `draftMarkup` renders it, which stays until another surface takes it over.
 */
export function mount(element: HTMLElement, options: ReaderOptions): Reader {
  const { text, signs } = options;
  const document = element.ownerDocument;
  const folds = new OptionFolds(text.clauses, signs);
  let state: MarkState = options;
  let map = new ClauseMap(element, text);
  let surface: Surface = plainSurface(element, map);
  let isDestroyed = false;

  // While scrolling, sections come near and grow in bursts. Report at most once a frame.
  let frame = 0;
  const layoutChanged = (): void => {
    if (frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0;
        options.onLayout();
      });
  };

  const overlay = new ClauseOverlay();
  const draw = (): void => {
    surface.draw(drawingOf(state, (clause) => state.printing || sections.isNear(map.get(clause)?.section ?? -1)));
    overlay.draw(map, state);
  };
  const watchSections = (): NearSections => {
    if (map.sections.length >= sectionsLaidOut) estimateHeights(map);
    return nearSections(element, (near) => {
      for (const [index, section] of map.sections.entries()) section.classList.toggle("is-near", near.has(index));
      draw();
      layoutChanged();
    });
  };
  let sections = watchSections();
  sections.look();
  draw();

  const takeOver = (create: (element: HTMLElement) => Surface): void => {
    if (isDestroyed) return;
    const select = rememberSelection(element, map);
    const { activeElement } = document;
    const focused = clauseOf(activeElement);
    const isOnFold = activeElement?.matches(".fold-option") === true;
    const { scrollX, scrollY } = window;
    sections.stop();
    surface.destroy();
    surface = create(element);
    map = new ClauseMap(element, text);
    overlay.forget();
    sections = watchSections();
    sections.look();
    draw();
    folds.draw(map);
    select(map);
    const clause = focused === null ? undefined : map.get(focused)?.element;
    const control = isOnFold ? clause?.querySelector<HTMLElement>(".fold-option") : null;
    (control ?? clause)?.focus({ preventScroll: true });
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    layoutChanged();
  };

  const resized = new ResizeObserver(layoutChanged);
  resized.observe(element);
  // Content above the text may grow and push it down. The page grows with it.
  resized.observe(document.body);

  let hadSelection = false;
  const onSelectionChange = (): void => {
    const selection = readSelection(element, map);
    if (selection || hadSelection) options.onSelect(selection);
    hadSelection = selection !== null;
  };

  let wordSelection: WordSelection | undefined;
  const onKey = (event: KeyboardEvent): void => {
    const clause = event.target instanceof Element ? event.target.getAttribute("data-clause") : null;
    if (clause === null) return;
    if (event.key === "Enter") {
      // Focus moves to the element that opens, and this key press would activate it at once.
      event.preventDefault();
      options.onEnter(clause);
      return;
    }
    wordSelection ??= new WordSelection(element, text);
    const head = wordSelection.onKey(event, clause, map);
    if (head === undefined) return;
    event.preventDefault();
    if (head) bringIntoView(head);
    options.onSelectedText(head && String(document.getSelection()));
  };

  const onFocus = (event: FocusEvent): void => {
    const clause = clauseOf(event.target);
    if (clause !== null && clause !== state.current) options.onCurrent(clause);
  };

  /** Opens the clicked annotation, or makes the clicked clause the current one. Links and selections do neither. */
  const onClick = (event: MouseEvent): void => {
    const { target } = event;
    const clause = clauseOf(target);
    if (clause === null || !(target instanceof Element) || document.getSelection()?.isCollapsed === false) return;
    if (target.closest("a")) return;
    if (target.closest(".fold-option")) {
      folds.toggle(clause);
      folds.draw(map);
      layoutChanged();
      return;
    }
    const marked = target.closest<HTMLElement>("mark");
    if (marked) {
      const caret = caretAt(document, event.clientX, event.clientY);
      const point = caret && map.point(caret.node, caret.offset, "after");
      const [mark] = point ? marksAt(state.marks, point.clause, point.offset) : [];
      const annotation = mark?.id ?? marked.dataset["annotation"];
      if (annotation !== undefined) {
        options.onMark(annotation);
        return;
      }
    }
    options.onCurrent(clause);
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  document.addEventListener("selectionchange", onSelectionChange, { signal });
  element.addEventListener("keydown", onKey, { signal });
  element.addEventListener("focusin", onFocus, { signal });
  element.addEventListener("click", onClick, { signal });

  const reveal = (clause: string): void => {
    if (folds.reveal(clause)) folds.draw(map);
  };
  const elementOf = (clause: string): HTMLElement | undefined => map.get(clause)?.element;

  // The height of sections on the way was only estimated. Once the near ones are laid out, the target has moved, so
  // scroll again. All this happens before painting, so no movement is visible.
  const settle = (go: () => void): void => {
    go();
    for (let attempts = 0; attempts < mostAttempts && sections.look(); attempts += 1) go();
  };
  const scrollTo = (clause: string, block: ScrollLogicalPosition = "center"): void => {
    reveal(clause);
    const target = elementOf(clause);
    if (target) settle(() => target.scrollIntoView({ block, behavior: "instant" }));
  };

  const inWindow = ({ top, bottom }: { top: number; bottom: number }): boolean =>
    top >= edge && bottom <= document.documentElement.clientHeight - edge;
  const bringIntoView = (point: ClausePoint): void => {
    reveal(point.clause);
    const box = map.boxAt(point);
    if (box && !inWindow(box)) scrollTo(point.clause);
  };

  return {
    update: (change) => {
      state = { ...state, ...change };
      draw();
    },
    takeOver,
    focusClause: (clause) => {
      if (isDestroyed) return;
      reveal(clause);
      const target = elementOf(clause);
      if (!target) return;
      if (!inWindow(target.getBoundingClientRect())) scrollTo(clause);
      target.focus({ preventScroll: true });
    },
    scrollTo,
    bringIntoView,
    clauseBeside: (clause, steps) => {
      if (clause === null) return map.order[steps > 0 ? 0 : map.order.length - 1]?.id ?? null;
      // Folded clauses are skipped.
      const direction = Math.sign(steps);
      let next = map.beside(clause, steps);
      while (next && folds.shownFor(next.id) !== next.id) next = map.beside(next.id, direction);
      return next?.id ?? null;
    },
    selection: () => readSelection(element, map),
    position: () => {
      const box = element.getBoundingClientRect();
      const clausesBelow = document.elementsFromPoint(box.left + box.width / 2, 120).map(clauseOf);
      const clause = clausesBelow.find((id) => id !== null);
      const target = clause ? elementOf(clause) : undefined;
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
      const isInClause = clauseOf(node instanceof Element ? node : node.parentElement) !== null;
      return (isInClause && map.point(node, offset, "after")) || null;
    },
    rangeOf: (clause, start, end) => map.range(clause, start, end),
    tops: (points) =>
      topsOf(
        points.map((point) => {
          const shown = folds.shownFor(point.clause);
          return shown === point.clause ? point : { clause: shown, offset: 0 };
        }),
        element,
        map,
        sections,
      ),
    top: () => element.getBoundingClientRect().top,
    height: () => element.offsetHeight,
    destroy: () => {
      isDestroyed = true;
      cancelAnimationFrame(frame);
      listeners.abort();
      resized.disconnect();
      sections.stop();
      surface.destroy();
    },
  };
}

/** Gives sections that are not laid out an estimated height, until the browser knows it. */
function estimateHeights(map: ClauseMap): void {
  const lengths = map.sections.map((): number[] => []);
  for (const { section, start, end } of map.order) lengths[section]?.push(end - start);
  for (const [index, section] of map.sections.entries()) {
    const height = `auto ${String(estimatedHeight(lengths[index] ?? []))}px`;
    (section as HTMLElement).style.setProperty("contain-intrinsic-block-size", height);
  }
}

/** See `Reader.tops`. */
function topsOf(
  points: readonly ClausePoint[],
  element: HTMLElement,
  map: ClauseMap,
  sections: NearSections,
): number[] {
  const root = element.getBoundingClientRect().top;
  const boxes = new Map<number, DOMRect>();
  const boxOf = (section: number): DOMRect => {
    const box = boxes.get(section) ?? (map.sections[section] ?? element).getBoundingClientRect();
    boxes.set(section, box);
    return box;
  };
  const topOf = (point: ClausePoint): number => {
    const clause = map.get(point.clause);
    if (!clause) return 0;
    if (!sections.isNear(clause.section)) {
      const box = boxOf(clause.section);
      return box.top - root + box.height * clause.share;
    }
    return (map.boxAt(point)?.top ?? root) - root;
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
