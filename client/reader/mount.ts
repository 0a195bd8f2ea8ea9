import type { ClausePoint } from "#core/discuss/target.ts";
import { type AnnotationKind, hasOperations } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ClauseRun } from "#core/discuss/text-order.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { estimatedHeight, type NamedSign, sectionsLaidOut } from "#core/text/draft-view.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { caretAt, ClauseMap, readSelection, type ReaderSelection, rememberSelection } from "./clause-map.ts";
import { type NearSections, nearSections } from "./near-sections.ts";
import { OptionFolds } from "./option-folds.ts";
import { plainSurface } from "./plain-surface.ts";
import type { DrawnRun, Surface } from "./surface.ts";
import { WordSelection } from "./word-selection.ts";

/** An annotation as shown in the text. */
export interface ReaderMark {
  id: string;
  kind: AnnotationKind;
  /** Whether a person must still confirm the placement. If so, the mark has a dashed line. */
  unsure: boolean;
  /** Its number when printed, from 1. */
  number: number;
  runs: readonly ClauseRun[];
}

/** The overlay state: everything drawn over the text. */
export interface MarkState {
  marks: readonly ReaderMark[];
  /** The highlighted annotation; null for none. */
  focused: string | null;
  /** The clause that Tab focuses and the keys act on; null before one is chosen, which means the first. */
  current: string | null;
  /** The text being commented on. It stays highlighted while the focus is in a form. */
  pending: readonly ClauseRun[];
  /** The operations of the proposal being written. Drawn as a redline once the editor has taken the text over. */
  proposed: readonly ProposalOperation[];
  /** Whether the page is being printed. All marks are drawn then, and the annotation's number follows its text. */
  printing: boolean;
}

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
    const focused = clauseOf(document.activeElement);
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
    if (focused !== null) map.get(focused)?.element.focus({ preventScroll: true });
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

/** Returns everything drawn in the text of the clauses that are near. */
function drawingOf({ marks, focused, pending, proposed, printing }: MarkState, isNear: (clause: string) => boolean) {
  const runs = marks.flatMap(({ id, kind, unsure, runs: marked }): DrawnRun[] => {
    const className = `note note-${kind}${unsure ? " is-unsure" : ""}${id === focused ? " is-focused" : ""}`;
    const drawn = marked.filter(({ whole, clause }) => !whole && isNear(clause));
    return drawn.map(({ clause, start, end }) => ({ clause, start, end, className, annotation: id }));
  });
  const chosen = pending
    .filter(({ whole }) => !whole)
    .map(({ clause, start, end }) => ({ clause, start, end, className: "note is-pending", annotation: null }));
  const numbers = marks.flatMap(({ number, runs: marked }) => {
    const last = printing ? marked.at(-1) : undefined;
    return last ? [{ clause: last.clause, offset: last.end, number }] : [];
  });
  return { runs: [...runs, ...chosen], numbers, proposed };
}

/**
 * Shows on the elements of clauses which are annotated, highlighted or current. Only the current clause is reachable by
 * Tab; keys and pointer reach all others.
 */
class ClauseOverlay {
  #classes = new Map<string, ReadonlySet<string>>();
  #counts = new Map<string, number>();
  #reached: HTMLElement | undefined;

  draw(map: ClauseMap, { marks, focused, current, pending }: MarkState): void {
    const classes = new Map<string, Set<string>>();
    const counts = new Map<string, number>();
    const onClause = (id: string, ...names: string[]): void => {
      const clauseClasses = classes.get(id) ?? new Set();
      for (const name of names) clauseClasses.add(name);
      classes.set(id, clauseClasses);
    };
    for (const { id, kind, runs } of marks) {
      for (const { clause, whole } of runs) {
        counts.set(clause, (counts.get(clause) ?? 0) + 1);
        onClause(clause, "is-annotated");
        if (hasOperations({ kind })) onClause(clause, "has-proposal");
        if (whole) onClause(clause, "has-whole");
        if (whole && id === focused) onClause(clause, "is-focused");
      }
    }
    for (const { clause, whole } of pending) if (whole) onClause(clause, "is-focused");
    if (current !== null) onClause(current, "is-current");

    for (const id of new Set([...this.#classes.keys(), ...classes.keys()])) {
      const { classList } = map.get(id)?.element ?? {};
      const [before, after] = [this.#classes.get(id), classes.get(id)];
      for (const name of before ?? []) if (!after?.has(name)) classList?.remove(name);
      for (const name of after ?? []) if (!before?.has(name)) classList?.add(name);
    }
    for (const id of new Set([...this.#counts.keys(), ...counts.keys()])) {
      const count = counts.get(id);
      if (count === this.#counts.get(id)) continue;
      const element = map.get(id)?.element;
      if (count === undefined) element?.removeAttribute("aria-description");
      else element?.setAttribute("aria-description", formatMessage(messages.commentCount, { count }));
    }
    [this.#classes, this.#counts] = [classes, counts];

    const reached = (map.get(current ?? "") ?? map.order[0])?.element;
    if (this.#reached && this.#reached !== reached) this.#reached.tabIndex = -1;
    if (reached && reached.tabIndex !== 0) reached.tabIndex = 0;
    this.#reached = reached;
  }

  /** Forgets what was drawn, because the elements are others. */
  forget(): void {
    this.#classes = new Map();
    this.#counts = new Map();
    this.#reached = undefined;
  }
}

/** Returns the annotations that cover an offset, shortest first: the shortest is the one most likely meant. */
export function marksAt(marks: readonly ReaderMark[], clause: string, offset: number): ReaderMark[] {
  const length = ({ runs }: ReaderMark): number => runs.reduce((sum, { start, end }) => sum + end - start, 0);
  return marks
    .filter(({ runs }) =>
      runs.some((run) => !run.whole && run.clause === clause && run.start <= offset && offset <= run.end),
    )
    .sort((a, b) => length(a) - length(b));
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
