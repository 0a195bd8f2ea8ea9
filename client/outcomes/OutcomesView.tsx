import { useMemo, type ReactNode } from "react";
import { Button, ToggleButton } from "react-aria-components";
import { EmptyState } from "../components/EmptyState.tsx";
import { PlainTables } from "../components/PlainTables.tsx";
import { SaveTable } from "../exports/SaveTable.tsx";
import { formatMessage, headWord, word } from "../page-parts/messages.ts";
import { countFilters, noFilters } from "../annotations/annotation-filters.ts";
import { useForumGroups } from "../api/use-forum-groups.ts";
import { FilterMenu } from "../annotations/FilterMenu.tsx";
import { outcomesTable } from "#core/phrases/outcomes-table.ts";
import type { OutcomeDraft, OutcomeRow } from "#core/contract/outcome-rows.ts";
import { interfaceLanguage, outcomesPage as messages } from "#core/messages/catalogues.ts";
import { filterRows } from "./outcomes-address.ts";
import { OutcomesTable } from "./OutcomesTable.tsx";
import { PlacePanel } from "./PlacePanel.tsx";
import { useOutcomesState } from "./use-outcomes-state.ts";
import "./outcomes.css";

/** An outcomes table with its filters, and beside it the open comment on one of the drafts. */
export function OutcomesView({
  title,
  rows,
  drafts,
  madeOn,
  detailed,
  file,
}: {
  /** The name of its subject. */
  title: string;
  rows: readonly OutcomeRow[];
  drafts: readonly OutcomeDraft[];
  /** The drafts its comments were made on. */
  madeOn: readonly { address: string; label: string }[];
  detailed: boolean;
  /** Name of the exported file, without its extension. */
  file: string;
}): ReactNode {
  const [state, set] = useOutcomesState();
  const forum = useForumGroups();
  const { filters, waiting, gone, note, on } = state;
  const shownRows = useMemo(() => filterRows(rows, state), [rows, state]);
  const open = rows.find(({ annotation }) => annotation.id === note);
  const draft = drafts.find(({ address }) => address === on) ?? drafts.at(-1);
  const undecided = filters.outcomes.length === 1 && filters.outcomes[0] === "undecided";
  const narrowed = countFilters(filters) + Number(waiting) + Number(gone);
  const clear = (
    <Button className="link-button" onPress={() => set({ filters: noFilters, waiting: false, gone: false })}>
      {formatMessage(messages.clearFilters, { count: narrowed })}
    </Button>
  );
  return (
    <>
      <div className="outcomes-tools screen-only row" role="toolbar" aria-label={messages.filtersLabel}>
        <ToggleButton className="button button-quiet" isSelected={waiting} onChange={(on) => set({ waiting: on })}>
          {messages.needsLocationDecision} <span className="count-dot">{rows.filter((row) => row.waiting).length}</span>
        </ToggleButton>
        <ToggleButton className="button button-quiet" isSelected={gone} onChange={(on) => set({ gone: on })}>
          {messages.rightlyGone} <span className="count-dot">{rows.filter((row) => row.gone).length}</span>
        </ToggleButton>
        <ToggleButton
          className="button button-quiet"
          isSelected={undecided}
          onChange={(on) => set({ filters: { ...filters, outcomes: on ? ["undecided"] : [] } })}
        >
          {headWord("decision-undecided")}{" "}
          <span className="count-dot">{rows.filter(({ outcome }) => outcome === null).length}</span>
        </ToggleButton>
        <FilterMenu filters={filters} versions={madeOn} onChange={(next) => set({ filters: next })} />
        <SaveTable table={() => outcomesTable(shownRows, drafts, forum, interfaceLanguage())} name={file} />
        {narrowed > 0 && (
          <span className="small quiet" role="status">
            {formatMessage(messages.commentsShown, { shown: shownRows.length, total: rows.length })} · {clear}
          </span>
        )}
      </div>
      <div className={open ? "outcomes-body has-panel" : "outcomes-body"}>
        {shownRows.length > 0 ? (
          <OutcomesTable
            label={title}
            rows={shownRows}
            drafts={drafts}
            detailed={detailed}
            open={open && draft ? { note: open.annotation.id, draft: draft.id } : null}
            onOpen={(id, address) => set({ note: id, on: address })}
          />
        ) : (
          <EmptyState action={narrowed > 0 ? clear : undefined}>
            {rows.length > 0
              ? messages.noCommentsMatchFilters
              : detailed
                ? messages.noEarlierComments
                : messages.noComments}
          </EmptyState>
        )}
        <PlainTables
          notes={() => notesOf(rows)}
          tables={() => [outcomesTable(rows, drafts, forum, interfaceLanguage())]}
        />
        {open && draft && (
          <PlacePanel
            key={`${open.annotation.id} ${draft.id}`}
            row={open}
            draft={draft}
            drafts={drafts}
            onDraft={(address) => set({ on: address })}
            onClose={() => {
              set({ note: null, on: null });
              document.querySelector<HTMLElement>(".outcomes-row.is-open [aria-pressed=true]")?.focus();
            }}
          />
        )}
      </div>
    </>
  );
}

function notesOf(rows: readonly OutcomeRow[]): string[] {
  const waiting = rows.filter((row) => row.waiting).length;
  const gone = rows.filter((row) => row.gone).length;
  return [
    word("outcomes-note", { count: rows.length }),
    ...(waiting > 0 ? [word("outcomes-waiting", { count: waiting })] : []),
    ...(gone > 0 ? [formatMessage(messages.rightlyGoneCount, { count: gone })] : []),
  ];
}
