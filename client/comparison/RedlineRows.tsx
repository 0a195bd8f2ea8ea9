import { ArrowRight } from "lucide-react";
import {
  memo,
  type ReactNode,
  startTransition,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { headingsAbove } from "#core/compare/headings-above.ts";
import type { Redline, RedlineRow } from "#core/compare/redline-row.ts";
import type { Clause } from "#core/text/clause.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { writtenIn } from "../components/format.tsx";
import { isTakingOver } from "../components/taking-over.ts";
import { PartsOfPage } from "../page-parts/PartsOfPage.ts";
import { classOfClause, clausesOfRow, RedlineClause, RedlineLabel } from "../page-parts/RedlineRow.tsx";
import { commaText, formatMessage, inInterface } from "../page-parts/messages.ts";
import { RedlineText, type RedlineView, RedlineViewContext, useRedlineView } from "./RedlineText.tsx";
import type { ComparisonState } from "./compared-index.ts";
import {
  describeRow,
  foldUnchanged,
  isBracketingAlone,
  isChanged,
  isWordless,
  type RedlineItem,
  type RedlineSection,
  sectionsOf,
  visibleRows,
} from "./redline-items.ts";

/**
 * The redline, row by row, in one column or two. With `clauses: "changed"`, each run of other rows is folded into
 * one line.
 */
export function RedlineRows({
  rows,
  view,
  state,
  atRow,
}: {
  rows: Redline;
  view: RedlineView;
  state: ComparisonState;
  /** The row of the change that has the focus; -1 for none. */
  atRow: number;
}): ReactNode {
  const { clauses, marked } = view;
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  // The fold that was pressed disappears. Its first clause takes the focus; otherwise keyboard navigation would restart
  // at the top of the page.
  const [lastOpened, setLastOpened] = useState(-1);
  const open = useCallback((index: number) => {
    setOpened((before) => new Set(before).add(index));
    setLastOpened(index);
  }, []);
  // Only once: a row rendered again in another view must not take the focus from the control that was pressed.
  const focused = useCallback(() => setLastOpened(-1), []);
  const isMarked = useCallback((row: RedlineRow) => isChanged(row, state.classes, marked), [state.classes, marked]);
  const sections = useMemo(() => {
    const visible = visibleRows(rows, state.view, marked);
    const above = headingsAbove(
      visible.map(({ row }) => {
        const { base, revised } = clausesOfRow(row, clauses);
        const clause = revised ?? base;
        return clause && { kind: clause.kind, depth: clause.depth, isShown: isMarked(row) };
      }),
    );
    const kept = new Set(visible.flatMap(({ row }, at) => (above.has(at) || isMarked(row) ? [row] : [])));
    const items = state.clauses === "changed" ? foldUnchanged(visible, (row) => kept.has(row), opened) : visible;
    const lengthIn = (side: "base" | "revised", id: string | null): number => {
      const clause = id === null ? undefined : clauses[side].get(id);
      return clause ? clause.end - clause.start : 0;
    };
    return sectionsOf(items, state.view, (row) =>
      Math.max(lengthIn("base", row.base), lengthIn("revised", row.revised)),
    );
  }, [rows, clauses, marked, isMarked, opened, state.clauses, state.view]);
  const sectionAt = (row: number): number => sections.findLastIndex(({ items }) => (items[0]?.index ?? 0) <= row);
  const atSection = sectionAt(atRow);
  const shown: ShownSections = { sections, view, columns: state.view, isMarked, at: state.at, atRow, atSection };
  // The markup from the server. Its sections are taken over one by one, because a long text has many.
  const [sent] = useState(() => (isTakingOver() ? { shown, turns: new Turns(atSection + 2) } : null));
  const isSentInParts = useContext(PartsOfPage) !== null;
  const lastAsked = Math.max(atSection, state.row === null ? 0 : sectionAt(state.row));
  const rendered = useGrowing(sections.length, sent || isSentInParts ? Infinity : lastAsked + 2);
  const actions = { lastOpened, onOpen: open, onFocused: focused };
  return sections.map(({ height }, index) =>
    sent ? (
      <Suspense key={index}>
        <SentSection index={index} sent={sent.shown} turn={sent.turns.of(index)} shown={shown} {...actions} />
      </Suspense>
    ) : index < rendered ? (
      <Section key={index} index={index} shown={shown} {...actions} />
    ) : (
      <div key={index} className="redline-section" style={{ blockSize: height }} />
    ),
  );
}

/** The sections of the redline, and with what all of them are rendered. */
interface ShownSections {
  sections: readonly RedlineSection[];
  view: RedlineView;
  columns: ComparisonState["view"];
  isMarked: (row: RedlineRow) => boolean;
  /** Key, row and section of the change that has the focus; null and -1 for none. */
  at: string | null;
  atRow: number;
  atSection: number;
}

interface SectionActions {
  /** The first row of the fold opened last; -1 for none. */
  lastOpened: number;
  onOpen: (index: number) => void;
  onFocused: () => void;
}

/** A section whose elements the server sent. Takes them over when it is its turn, and then shows what changed meanwhile. */
function SentSection({
  sent,
  turn,
  shown,
  ...props
}: SectionActions & {
  index: number;
  sent: ShownSections;
  turn: Turn;
  shown: ShownSections;
}): ReactNode {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- suspends
  if (!turn.isDone) throw turn.done;
  const [isTaken, setTaken] = useState(false);
  useLayoutEffect(() => setTaken(true), []);
  return <Section {...props} shown={isTaken || !sent.sections[props.index] ? shown : sent} />;
}

function Section({
  index,
  shown: { sections, view, columns, isMarked, at, atRow, atSection },
  ...actions
}: SectionActions & { index: number; shown: ShownSections }): ReactNode {
  const sendLater = useContext(PartsOfPage);
  const section = sections[index];
  if (!section) return null;
  const content = (
    <RedlineViewContext value={view}>
      <SectionRows
        items={section.items}
        view={columns}
        isMarked={isMarked}
        at={index === atSection ? at : null}
        atRow={index === atSection ? atRow : -1}
        {...actions}
      />
    </RedlineViewContext>
  );
  return (
    <div className="redline-section" style={{ containIntrinsicBlockSize: `auto ${section.height}px` }}>
      {sendLater ? sendLater(content) : content}
    </div>
  );
}

/** When a section is taken over. */
interface Turn {
  isDone: boolean;
  done: Promise<void>;
}

/** The turns of all sections, one after the other as the browser has time. The first ones have theirs at once. */
class Turns {
  readonly #turns: Turn[] = [];
  readonly #atOnce: number;

  constructor(atOnce: number) {
    this.#atOnce = Math.max(atOnce, 2);
  }

  of(index: number): Turn {
    return (this.#turns[index] ??= this.#after(this.#turns[index - 1], index < this.#atOnce));
  }

  #after(before: Turn | undefined, atOnce: boolean): Turn {
    const turn: Turn = { isDone: atOnce, done: Promise.resolve() };
    if (atOnce) return turn;
    turn.done = (before?.done ?? turn.done)
      .then(() => new Promise((resolve) => setTimeout(resolve)))
      .then(() => {
        turn.isDone = true;
      });
    return turn;
  }
}

const SectionRows = memo(function SectionRows({
  items,
  view,
  isMarked,
  at,
  atRow,
  lastOpened,
  onOpen,
  onFocused,
}: SectionActions & {
  items: readonly RedlineItem[];
  view: ComparisonState["view"];
  isMarked: (row: RedlineRow) => boolean;
  at: string | null;
  atRow: number;
}): ReactNode {
  return items.map((item) =>
    "row" in item ? (
      <RedlineRowView
        key={item.index}
        index={item.index}
        row={item.row}
        view={view}
        changed={isMarked(item.row)}
        at={item.index === atRow ? at : null}
        takesFocus={item.index === lastOpened}
        onFocused={onFocused}
      />
    ) : (
      <button
        type="button"
        key={item.index}
        className="redline-fold bare-button"
        {...inInterface()}
        onClick={() => onOpen(item.index)}
      >
        {formatMessage(messages.clausesUnchanged, { count: item.folded })}
      </button>
    ),
  );
});

/**
 * Returns how many of `total` parts to render: two at first, so that the page appears at once, then more as the browser
 * has time. In the end all are rendered, for find-in-page and screen readers. At least `least` are always rendered.
 */
function useGrowing(total: number, least: number): number {
  const [count, setCount] = useState(2);
  const rendered = Math.min(total, Math.max(count, least));
  useEffect(() => {
    if (rendered >= total) return undefined;
    const timer = setTimeout(() => startTransition(() => setCount(rendered + 2)));
    return () => clearTimeout(timer);
  }, [rendered, total]);
  return rendered;
}

/**
 * One row of the redline: a clause of the revised version, of the base, or both, merged into one column or side by
 * side.
 */
const RedlineRowView = memo(function RedlineRowView({
  index,
  row,
  view,
  changed,
  at,
  takesFocus,
  onFocused,
}: {
  /** Its index among all rows. */
  index: number;
  row: RedlineRow;
  view: ComparisonState["view"];
  /** Whether the row contains a marked change. */
  changed: boolean;
  /** Key of the change that has the focus, if it is in this row. */
  at: string | null;
  /** Whether the row should take the keyboard focus. */
  takesFocus: boolean;
  /** Called once it has taken the focus. */
  onFocused: () => void;
}): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!takesFocus || !element.current) return;
    element.current.tabIndex = -1;
    element.current.focus();
    onFocused();
  }, [takesFocus, onFocused]);
  const { clauses, languages, marked, toolsOf } = useRedlineView();
  const pair = clausesOfRow(row, clauses);
  const { base, revised } = pair;
  const clause = revised ?? base;
  if (!clause) return null;
  const classes = `redline-row is-${view} ${changed ? "is-changed" : ""}`;
  const label = `${clause.citation}: ${changed ? describeRow(row, base, revised, marked) : messages.rowUnchanged}`;
  const tools = toolsOf?.(row, clause.citation);
  if (view === "inline") {
    return (
      <div ref={element} className={classes} role="group" aria-label={label} data-row={index}>
        {tools}
        <RedlineClause clauses={pair} languages={languages} arrow={<ArrowRight size={11} aria-hidden />}>
          <RedlineText segments={row.segments} side="both" at={at} />
          {changed && <RowNote row={row} clauses={clauses} />}
        </RedlineClause>
      </div>
    );
  }
  return (
    <div ref={element} className={classes} role="group" aria-label={label} data-row={index}>
      {tools}
      {(["base", "revised"] as const).map((side) => {
        const clause = pair[side];
        return (
          <div key={side} data-side={side} className={clause && classOfClause(clause)} {...writtenIn(languages[side])}>
            {clause && (
              <>
                <SideLabel clause={clause} pair={pair} />
                <RedlineText segments={row.segments} side={side} at={at} />
                {changed && (side === "revised" || !revised) && <RowNote row={row} clauses={clauses} />}
              </>
            )}
          </div>
        );
      })}
    </div>
  );
});

/** The label of a clause in its own column. It is marked if the other column has no clause. */
function SideLabel({
  clause,
  pair: { base, revised },
}: {
  clause: Clause;
  pair: ReturnType<typeof clausesOfRow>;
}): ReactNode {
  const other = clause === base ? revised : base;
  return (
    <RedlineLabel
      base={clause === base || other ? clause : undefined}
      revised={clause === revised || other ? clause : undefined}
      arrow={null}
    />
  );
}

/**
 * Notes that a clause without words was added or removed, or that only brackets changed. For a split, merged or moved
 * clause, notes where its other parts are.
 */
function RowNote({ row, clauses }: { row: RedlineRow; clauses: RedlineView["clauses"] }): ReactNode {
  const [side, note] =
    row.relation === "1:n"
      ? (["revised", messages.splitInto] as const)
      : row.relation === "n:1"
        ? (["base", messages.mergedWith] as const)
        : row.base === null
          ? (["base", messages.movedFrom] as const)
          : (["revised", messages.movedTo] as const);
  if (isWordless(row) && row.elsewhere.length === 0) {
    return (
      <span className="row-note" {...inInterface()}>
        {row.base === null ? messages.addedWithoutText : messages.deletedWithoutText}
      </span>
    );
  }
  if (isBracketingAlone(row))
    return (
      <span className="row-note" {...inInterface()}>
        {messages.onlyBracketsChanged}
      </span>
    );
  const elsewhere = row.elsewhere.map((id) => clauses[side].get(id)?.citation ?? id);
  return (
    elsewhere.length > 0 && (
      <span className="row-note" {...inInterface()}>
        {formatMessage(note, { clauses: commaText(elsewhere) })}
      </span>
    )
  );
}
