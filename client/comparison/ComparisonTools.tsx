import { ChevronDown, ChevronUp, History, Link2, MessageSquare, SlidersHorizontal } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import type { RedlineRow } from "#core/compare/redline-row.ts";
import { clauseHistoryPath } from "#core/contract/pages.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { keepFocus } from "../components/focus.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { formatMessage, inInterface } from "../page-parts/messages.ts";
import { OriginsToggle } from "../word-origins/OriginsToggle.tsx";
import { type ChangeClass, type ComparisonState, usualClasses } from "./compared-index.ts";
import { useRowComments } from "./row-comments.ts";

const ChangeKinds = lazyComponent(async () => (await import("./ChangeKinds.tsx")).ChangeKinds);

/**
 * The classes marked under "wording changes only": changes of the text itself, not of its format, numbering or
 * position.
 */
const wordingClasses: readonly ChangeClass[] = ["wording", "verb", "number"];

function isOnlyWording(classes: ReadonlySet<ChangeClass>): boolean {
  return classes.size === wordingClasses.length && wordingClasses.every((name) => classes.has(name));
}

/**
 * Settings of the comparison: one column or two, all clauses or only changed ones, and which classes. Also the walk
 * through the changes.
 */
export function ComparisonTools({
  state,
  counts,
  total,
  position,
  description,
  onChange,
  onStep,
}: {
  state: ComparisonState;
  counts: ReadonlyMap<ChangeClass, number>;
  /** Number of changes in the walk. */
  total: number;
  /** Number of the change that has the focus, from 1; 0 for none. */
  position: number;
  /** Description of that change for screen readers. */
  description: string;
  onChange: (change: Partial<ComparisonState>) => void;
  onStep: (by: 1 | -1) => void;
}): ReactNode {
  const onlyWording = isOnlyWording(state.classes);
  return (
    <div className="comparison-tools screen-only stuck row" role="group" aria-label={messages.comparisonView}>
      <Segmented
        label={messages.columnsLabel}
        values={["inline", "side"]}
        chosen={state.view}
        nameOf={(view) => (view === "side" ? messages.sideBySideView : messages.inlineView)}
        onChoose={(view) => onChange({ view })}
      />
      <Segmented
        label={messages.clausesLabel}
        values={["all", "changed"]}
        chosen={state.clauses}
        nameOf={(clauses) => (clauses === "changed" ? messages.changedClauses : messages.allClauses)}
        onChoose={(clauses) => onChange({ clauses })}
      />
      <button
        type="button"
        className="button button-quiet comparison-wording"
        aria-pressed={onlyWording}
        onClick={() => onChange({ classes: new Set(onlyWording ? usualClasses : wordingClasses), at: null })}
      >
        {messages.wordingChangesOnly}
      </button>
      <PopoverButton
        kind="dialog"
        className="button button-quiet comparison-kinds"
        label={messages.changeKinds}
        boxClassName="popover-dialog"
        face={
          <>
            <SlidersHorizontal size={16} aria-hidden />
            <span>
              {[...counts.keys()].every((name) => state.classes.has(name))
                ? messages.allChangeKinds
                : messages.someChangeKinds}
            </span>
          </>
        }
      >
        <ChangeKinds classes={state.classes} counts={counts} onChange={onChange} />
      </PopoverButton>
      <OriginsToggle />
      <div className="change-walk">
        <span className="small quiet" aria-live="polite">
          {total === 0
            ? messages.noChangeMarked
            : position > 0
              ? formatMessage(messages.changePosition, { position, total })
              : formatMessage(messages.changeTotal, { total })}
          {description && <span className="visually-hidden">: {description}</span>}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={messages.previousChange}
          disabled={total === 0}
          onClick={() => onStep(-1)}
        >
          <ChevronUp size={18} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={messages.nextChange}
          disabled={total === 0}
          onClick={() => onStep(1)}
        >
          <ChevronDown size={18} aria-hidden />
        </button>
      </div>
    </div>
  );
}

/** The tools of a row: follow its clause through all drafts, read and write comments on it, and link the clause. */
export function RowTools({
  row,
  addresses,
  citation,
  onComments,
  onLeave,
  onLink,
}: {
  row: RedlineRow;
  /** Addresses of the two versions. */
  addresses: Readonly<Record<"base" | "revised", string>>;
  citation: string;
  /** Opens the comments on the row. */
  onComments: (row: RedlineRow) => void;
  /**
   * Goes to another page. The redline passes it in, because a thousand links that each listen to the address would slow
   * every step.
   */
  onLeave: (path: string) => void;
  /** Undefined if the reader may not link clauses. */
  onLink: ((row: RedlineRow) => void) | undefined;
}): ReactNode {
  const { isOpen, shown, label } = useRowComments(row);
  const side = row.revised === null ? "base" : "revised";
  const clause = row[side];
  if (clause === null) return null;
  const path = clauseHistoryPath(addresses[side], clause);
  const leave = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onLeave(path);
  };
  return (
    <span className="row-tools screen-only" {...inInterface()}>
      <button
        type="button"
        className={`icon-button row-comments ${shown === undefined ? "" : "has-number"}`}
        aria-label={label ?? formatMessage(messages.commentsOn, { citation })}
        aria-expanded={isOpen}
        // The words that are selected stay selected.
        onMouseDown={keepFocus}
        onClick={() => onComments(row)}
      >
        <MessageSquare size={16} aria-hidden />
        {shown}
      </button>
      <a
        href={path}
        className="icon-button"
        aria-label={formatMessage(messages.historyOfClause, { citation })}
        title={messages.clauseHistory}
        onClick={leave}
      >
        <History size={16} aria-hidden />
      </a>
      {onLink && (
        <button
          type="button"
          className="icon-button"
          aria-label={formatMessage(messages.linkClauseToCounterpart, { citation })}
          onClick={() => onLink(row)}
        >
          <Link2 size={16} aria-hidden />
        </button>
      )}
    </span>
  );
}
