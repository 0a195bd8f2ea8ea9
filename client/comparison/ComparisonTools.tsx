import { ChevronDown, ChevronUp, History, Link2, MessageSquare, SlidersHorizontal } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Popover, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { changeClasses } from "#core/compare/comparison.ts";
import type { RedlineRow } from "#core/compare/redline.ts";
import { clauseHistoryPath } from "#core/contract/pages.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { formatMessage, inInterface } from "../page-parts/messages.ts";
import { OriginsToggle } from "../word-origins/OriginsToggle.tsx";
import type { ChangeClass, ComparisonState } from "./compared-index.ts";

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
  return (
    <div className="comparison-tools screen-only stuck row" role="group" aria-label={messages.comparisonView}>
      <ToggleButtonGroup
        className="segmented"
        aria-label={messages.columnsLabel}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.view]}
        onSelectionChange={(keys) => onChange({ view: keys.has("side") ? "side" : "inline" })}
      >
        <ToggleButton id="inline">{messages.inlineView}</ToggleButton>
        <ToggleButton id="side">{messages.sideBySideView}</ToggleButton>
      </ToggleButtonGroup>
      <ToggleButtonGroup
        className="segmented"
        aria-label={messages.clausesLabel}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.clauses]}
        onSelectionChange={(keys) => onChange({ clauses: keys.has("changed") ? "changed" : "all" })}
      >
        <ToggleButton id="all">{messages.allClauses}</ToggleButton>
        <ToggleButton id="changed">{messages.changedClauses}</ToggleButton>
      </ToggleButtonGroup>
      <ToggleButton
        className="button button-quiet comparison-wording"
        isSelected={isOnlyWording(state.classes)}
        onChange={(only) => onChange({ classes: new Set(only ? wordingClasses : changeClasses), at: null })}
      >
        {messages.wordingChangesOnly}
      </ToggleButton>
      <DialogTrigger>
        <Button className="button button-quiet comparison-kinds">
          <SlidersHorizontal size={16} aria-hidden />
          <span>{state.classes.size < changeClasses.length ? messages.someChangeKinds : messages.allChangeKinds}</span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Dialog aria-label={messages.changeKinds}>
            <ChangeKinds classes={state.classes} counts={counts} onChange={onChange} />
          </Dialog>
        </Popover>
      </DialogTrigger>
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
        <Button
          className="icon-button"
          aria-label={messages.previousChange}
          isDisabled={total === 0}
          onPress={() => onStep(-1)}
        >
          <ChevronUp size={18} aria-hidden />
        </Button>
        <Button
          className="icon-button"
          aria-label={messages.nextChange}
          isDisabled={total === 0}
          onPress={() => onStep(1)}
        >
          <ChevronDown size={18} aria-hidden />
        </Button>
      </div>
    </div>
  );
}

/** The tools of a row: follow its clause through all drafts, comment on the change, and link the clause. */
export function RowTools({
  row,
  addresses,
  citation,
  comment,
  onLeave,
  onLink,
}: {
  row: RedlineRow;
  /** Addresses of the two versions. */
  addresses: Readonly<Record<"base" | "revised", string>>;
  citation: string;
  /** Link that opens a comment on the change; null if the reader may not comment. */
  comment: string | null;
  /**
   * Goes to another page. The redline passes it in, because a thousand links that each listen to the address would slow
   * every step.
   */
  onLeave: (path: string) => void;
  /** Undefined if the reader may not link clauses. */
  onLink: ((row: RedlineRow) => void) | undefined;
}): ReactNode {
  const side = row.revised === null ? "base" : "revised";
  const clause = row[side];
  if (clause === null) return null;
  const path = clauseHistoryPath(addresses[side], clause);
  const leave =
    (to: string) =>
    (event: MouseEvent): void => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      onLeave(to);
    };
  return (
    <span className="row-tools screen-only" {...inInterface()}>
      <a
        href={path}
        className="icon-button"
        aria-label={formatMessage(messages.historyOfClause, { citation })}
        title={messages.clauseHistory}
        onClick={leave(path)}
      >
        <History size={16} aria-hidden />
      </a>
      {comment !== null && (
        <a
          href={comment}
          className="icon-button"
          aria-label={formatMessage(messages.commentOnChangeIn, { citation })}
          title={messages.commentOnChange}
          onClick={leave(comment)}
        >
          <MessageSquare size={16} aria-hidden />
        </a>
      )}
      {onLink && (
        <button
          type="button"
          className="icon-button"
          aria-label={formatMessage(messages.linkClauseToCounterpart, { citation })}
          title={messages.linkToCounterpart}
          onClick={() => onLink(row)}
        >
          <Link2 size={16} aria-hidden />
        </button>
      )}
    </span>
  );
}
