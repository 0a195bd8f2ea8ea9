import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { OutcomeDraft, OutcomeRow } from "#core/contract/outcome-rows.ts";
import { outcomesPath } from "#core/contract/pages.ts";
import { interfaceLanguage, outcomesPage as messages } from "#core/messages/catalogues.ts";
import { outcomesTable } from "#core/phrases/outcomes-table.ts";
import { FilterMenu } from "../annotations/FilterMenu.tsx";
import { countFilters, noFilters } from "../annotations/annotation-filters.ts";
import { actorOf } from "../api/actor.ts";
import { meQuery } from "../api/queries.ts";
import { EmptyState } from "../components/PageStates.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { PlainTables } from "../components/PlainTables.tsx";
import { useForumGroups } from "../components/groups.ts";
import { SaveTable } from "../exports/SaveTable.tsx";
import { Header } from "../header/Header.tsx";
import { formatMessage, headWord, word } from "../page-parts/messages.ts";
import { OutcomesTable } from "./OutcomesTable.tsx";
import { filterRows, useOutcomesState } from "./outcomes-address.ts";
import "./outcomes.css";
import "../page-parts/text-table.css";

const PlacePanel = lazyComponent(async () => (await import("./PlacePanel.tsx")).PlacePanel);

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
  const me = useQuery(meQuery).data;
  const decides = me !== undefined && can(actorOf(me), "decide");
  const undecided = filters.outcomes.length === 1 && filters.outcomes[0] === "undecided";
  const narrowed = countFilters(filters) + Number(waiting) + Number(gone);
  const clear = (
    <button
      type="button"
      className="link-button"
      onClick={() => set({ filters: noFilters, waiting: false, gone: false })}
    >
      {formatMessage(messages.clearFilters, { count: narrowed })}
    </button>
  );
  return (
    <>
      <div className="outcomes-tools screen-only row" role="toolbar" aria-label={messages.filtersLabel}>
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={waiting}
          onClick={() => set({ waiting: !waiting })}
        >
          {messages.needsLocationDecision} <span className="count-dot">{rows.filter((row) => row.waiting).length}</span>
        </button>
        <button type="button" className="button button-quiet" aria-pressed={gone} onClick={() => set({ gone: !gone })}>
          {messages.rightlyGone} <span className="count-dot">{rows.filter((row) => row.gone).length}</span>
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={undecided}
          onClick={() => set({ filters: { ...filters, outcomes: undecided ? [] : ["undecided"] } })}
        >
          {headWord("decision-undecided")}{" "}
          <span className="count-dot">{rows.filter(({ outcome }) => outcome === null).length}</span>
        </button>
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
        {draft && (open || decides) && (
          <PlacePanel
            {...{ open, decides, draft, drafts }}
            rows={shownRows}
            onOpen={(id) => set({ note: id, on: null })}
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

/** The frame of a comment outcomes page: the trail, the title, and the table in the rest of the window. */
export function OutcomesFrame({
  document,
  id,
  draft,
  title,
  about,
  children,
}: {
  document: ListedDocument | undefined;
  id: string;
  /** Label of the draft whose outcomes are shown. Null for all drafts. */
  draft: string | null;
  title: string;
  /** A sentence under the title, with links. */
  about: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <>
      <Header
        trail={[
          <Link key="document" href={`/#${id}`}>
            {document?.shortTitle ?? id}
          </Link>,
          ...(draft === null || id === ""
            ? []
            : [
                <Link key="outcomes" href={outcomesPath(id)}>
                  {messages.commentOutcomes}
                </Link>,
              ]),
        ]}
        here={draft ?? messages.commentOutcomes}
      />
      <main className="outcomes-page" id="main">
        <h1 className="page-title">{title}</h1>
        {about && <p className="soft">{about}</p>}
        {children}
      </main>
    </>
  );
}
