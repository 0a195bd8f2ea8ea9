import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useSearch } from "wouter";
import { groupsOfForum } from "#core/access/forum.ts";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { decisionOutcomes } from "#core/outcome/decision.ts";
import { deskPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { needed } from "../api/needed.ts";
import { meQuery } from "../api/queries.ts";
import { sourceName } from "../components/format.tsx";
import { groupHead, useForumGroups } from "../components/groups.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { announce } from "../components/LiveRegion.tsx";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import { useListAddress } from "../components/use-list-address.ts";
import { useOpenItem } from "../components/use-open-item.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { clearanceQuery } from "../inbox/use-clearance-item.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ClearanceDesk } from "./ClearanceDesk.tsx";
import { ContributionToReview, filterContributions, toReview, toReviewQuery } from "./ContributionToReview.tsx";
import { deskChoicesQuery, deskItemQuery, deskQuery } from "../deciding/desk-data.ts";
import { DeskFilterFields } from "./DeskFilterFields.tsx";
import { filterDesk, isInState, readDeskFilters } from "./desk-filters.ts";
import { DeskItemView } from "./DeskItemView.tsx";
import { contributionOf, DeskList, type DeskRow } from "./DeskList.tsx";
import { DeskProgress } from "./DeskProgress.tsx";
import { SelectedComments } from "./SelectedComments.tsx";
import { SimilarComments, useSimilar } from "./SimilarComments.tsx";
import { useDeskWrites } from "../deciding/use-desk-writes.ts";
import { useFollowing, useVisits } from "./use-desk-events.ts";
import "./desk.css";

/** Age from which the list is read again when the page gets the focus, in ms. Events name changes of one document only. */
const listTime = 60_000;

const ReleaseDialog = lazyComponent(async () => (await import("./ReleaseDialog.tsx")).ReleaseDialog);
const ExportDesk = lazyComponent(async () => (await import("./DeskFiles.tsx")).ExportDesk);
const ImportDecisions = lazyComponent(async () => (await import("./DeskFiles.tsx")).ImportDecisions);

/** The page and the queries that it alone has. */
export const deskPage = {
  Page: DeskPage,
  queries: {
    getDesk: needed(
      ({ address }) => deskQuery(address["document"]),
      ({ address: { document } }) => (document === undefined ? {} : { document }),
    ),
    getContributions: needed(
      () => toReviewQuery,
      () => toReview,
    ),
    getClearance: needed(() => clearanceQuery),
    getDeskChoices: needed(
      () => deskChoicesQuery,
      () => ({}),
    ),
  },
};

/** The queue of those who decide, or of a coordinator: the items on the left, the open one on the right. */
function DeskPage(): ReactNode {
  const me = useQuery(meQuery).data;
  return me?.role === "coordinator" ? <ClearanceDesk /> : <DecidingDesk />;
}

function DecidingDesk(): ReactNode {
  const address = useListAddress();
  const document = address.get("document");
  const { data, error, refetch } = useQuery({ ...deskQuery(document), staleTime: listTime });
  useTitle(titles.desk);
  return (
    <>
      <Header here={titles.desk} />
      <main className="desk" id="main">
        <h1 className="page-title">{titles.desk}</h1>
        <p className="page-about">{messages.about}</p>
        <noscript>
          <p className="notice">{messages.needsScripts}</p>
        </noscript>
        {data ? (
          <Queue {...data} address={address} />
        ) : error ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={12} />
        )}
      </main>
    </>
  );
}

function Queue({
  items,
  documents,
  next,
  address,
}: {
  items: readonly DeskItem[];
  documents: readonly { id: string; title: string }[];
  next: string | null;
  address: ReturnType<typeof useListAddress>;
}): ReactNode {
  const client = useQueryClient();
  const forum = useForumGroups();
  const me = useQuery(meQuery).data;
  const choices = useQuery(deskChoicesQuery).data;
  const writes = useDeskWrites();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isReleasing, setReleasing] = useState(false);
  const [files, setFiles] = useState<"export" | "import" | null>(null);
  // After a proposal is accepted: its source, and the ids of others on the same words.
  const [conflict, setConflict] = useState<{ source: string; ids: readonly string[] } | null>(null);
  const [today, setToday] = useState("");
  useEffect(() => setToday(new Date().toISOString().slice(0, 10)), []);
  const { get, set } = address;
  const search = useSearch();
  const filters = useMemo(() => {
    const query = new URLSearchParams(search);
    return readDeskFilters((name) => query.get(name) ?? undefined);
  }, [search]);
  const passing = useMemo(() => filterDesk(items, filters), [items, filters]);
  const contributions = useQuery(toReviewQuery).data?.items ?? noContributions;
  const document = get("document") ?? null;
  const rows = useMemo((): readonly DeskRow[] => {
    const isShown = filters.state === "open" || filters.state === "all";
    return isShown && document === null ? [...filterContributions(contributions, filters), ...passing] : passing;
  }, [contributions, document, filters, passing]);
  const [open, openItem] = useOpenItem(address);
  const item = items.find(({ id }) => id === open);
  const contribution = contributions.find(({ id }) => id === open);
  const at = rows.findIndex(({ id }) => id === open);
  // A comment that was decided leaves the list. The next one is then at its place.
  const place = useRef(0);
  if (at >= 0) place.current = at;
  const titlesById = useMemo(() => new Map(documents.map(({ id, title }) => [id, title])), [documents]);
  const officers = choices?.officers ?? noOfficers;
  const names = useMemo(() => new Map(officers.map(({ id, name }) => [id, name])), [officers]);
  const chosen = useMemo(() => items.filter(({ id }) => selected.has(id)), [items, selected]);
  const prepared = useMemo(() => items.filter((one) => isInState(one, "prepared")), [items]);
  const goTo = (index: number): void => {
    const target = rows[index];
    if (target) openItem(target.id);
    else announce(index < 0 ? messages.previous : messages.nothing);
  };
  const step = (by: 1 | -1): void => goTo(at >= 0 ? at + by : by > 0 ? place.current : place.current - 1);
  const similar = useSimilar(item, items);
  const taken = useVisits(contribution ? null : open);
  useFollowing(
    item?.documentId ?? (documents.length === 1 ? documents[0]?.id : undefined),
    me?.participant?.id ?? null,
  );
  // The next comments are loaded before they are needed.
  useEffect(() => {
    for (const row of [rows[at + 1], rows[at + 2]])
      if (at >= 0 && row && !contributionOf(row)) void client.query(deskItemQuery(row.id)).catch(() => null);
  }, [client, rows, at]);

  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isForThePage(event) || !singleKeysOn()) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.repeat) return;
    else if (event.key === "u") writes.undo();
    else if (event.key === "y" && conflict) answerConflict(conflict);
    else if (event.key === "g" && similar) setSelected(new Set(similar.open));
    else if (event.key === "s" && item) toggle(item.id, !selected.has(item.id));
    else if (event.key === "Escape" && selected.size > 0) setSelected(new Set());
    else if (event.key === "Escape" && open !== null) openItem(null);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const toggle = (id: string, isSelected: boolean): void => {
    const others = [...selected].filter((one) => one !== id);
    setSelected(new Set(isSelected ? [...others, id] : others));
  };
  const answerConflict = ({ source, ids }: { source: string; ids: readonly string[] }): void => {
    setConflict(null);
    const reason = formatMessage(messages.conflictReason, { source });
    const rivals = items.filter(({ id }) => ids.includes(id));
    void writes.change(rivals, {
      prepared: { outcome: "not-accepted", reason, mergedWith: null, shownIn: null, amendedBy: null },
    });
    if (open !== null && ids.includes(open)) openItem(passing.find(({ id }) => !ids.includes(id))?.id ?? null);
  };
  const shownSelected = passing.filter(({ id }) => selected.has(id)).length;
  return (
    <>
      <DeskProgress items={items} documents={documents} isLoading={next !== null} pending={writes.pending} />
      <div className="desk-bar row">
        <DeskFilterFields
          filters={filters}
          document={get("document")}
          items={items}
          documents={documents}
          officers={officers}
          reader={me?.participant?.id ?? null}
          groups={groupsOfForum(forum).map(({ id }) => ({ id, name: groupHead(id, forum) }))}
          onChange={(values) => set({ ...values, item: "" })}
        />
        <div className="desk-acts row">
          {prepared.length > 0 && (
            <button type="button" className="button button-primary" onClick={() => setReleasing(true)}>
              {formatMessage(messages.release, { count: prepared.length })}
            </button>
          )}
          <button
            type="button"
            className="button"
            // The file has all comments of the filter, so that those that are missing must be loaded first.
            disabled={passing.length === 0 || next !== null}
            onClick={() => setFiles("export")}
          >
            {messages.exportExcel}
          </button>
          <button type="button" className="button" onClick={() => setFiles("import")}>
            {messages.importDecisions}
          </button>
        </div>
      </div>
      <div
        // Keys work once the scripts run.
        aria-busy={today === ""}
        className={`queue-columns ${selected.size > 0 ? "is-selecting" : open === null ? "" : "is-open"}`.trim()}
      >
        <section className="queue-part" aria-label={messages.listLabel}>
          <p className="row queue-count">
            <span aria-live="polite">
              {formatMessage(messages.shown, { count: passing.length })}
              {rows.length > passing.length && (
                <>
                  {" · "}
                  {formatMessage(messages.toReview, { count: rows.length - passing.length })}
                </>
              )}
            </span>
            {passing.length > 0 && (
              <label className="check">
                <input
                  type="checkbox"
                  checked={shownSelected === passing.length}
                  onChange={({ target }) => setSelected(new Set(target.checked ? passing.map(({ id }) => id) : []))}
                />
                {formatMessage(messages.selectShown, { count: passing.length })}
              </label>
            )}
          </p>
          {rows.length === 0 ? (
            <p className="quiet">
              {items.some((one) => isInState(one, filters.state)) ? (
                messages.nothingFound
              ) : (
                <>
                  {messages.nothing} {items.length === 0 && messages.nothingAbout}
                </>
              )}
            </p>
          ) : (
            <DeskList
              rows={rows}
              titles={documents.length > 1 ? titlesById : noTitles}
              open={open}
              selected={selected}
              taken={taken}
              today={today}
              officers={names}
              onOpen={openItem}
              onSelect={toggle}
            />
          )}
        </section>
        <div className="queue-pane">
          {conflict && (
            <div className="notice desk-conflict" role="status">
              <p>{formatMessage(messages.conflict, { count: conflict.ids.length, source: conflict.source })}</p>
              <p className="quiet">{formatMessage(messages.conflictReason, conflict)}</p>
              <p className="row">
                <button type="button" className="button button-primary" onClick={() => answerConflict(conflict)}>
                  {messages.conflictAct} <kbd>y</kbd>
                </button>
                <button type="button" className="button button-quiet" onClick={() => setConflict(null)}>
                  {messages.conflictKeep}
                </button>
              </p>
            </div>
          )}
          {selected.size > 0 ? (
            <SelectedComments
              chosen={chosen}
              items={items}
              ownReasons={choices?.reasons ?? []}
              officers={officers}
              writes={writes}
              onDone={() => setSelected(new Set())}
            />
          ) : item ? (
            <DeskItemView
              item={item}
              title={titlesById.get(item.documentId) ?? item.documentId}
              at={at}
              total={rows.length}
              items={items}
              ownReasons={choices?.reasons ?? []}
              officers={officers}
              takenBy={taken.get(item.id)}
              similar={
                <SimilarComments
                  item={item}
                  similar={similar}
                  onSelect={(ids) => setSelected(new Set(ids))}
                  onRegroup={(one, grouping) => void writes.change([one], { grouping })}
                />
              }
              onStep={step}
              onLeave={() => openItem(null)}
              writes={writes}
              onDecide={(decided, conflicting) => {
                const rivals = items.filter((one) => conflicting.includes(one.id) && isInState(one, "open"));
                const isTaken = decisionOutcomes[decided.prepared.outcome].takesUp && rivals.length > 0;
                setConflict(isTaken ? { source: sourceName(item.speaker), ids: rivals.map(({ id }) => id) } : null);
                const following = rows[at + 1] ?? (at > 0 ? rows[at - 1] : undefined);
                const done = writes.change([item], decided);
                openItem(following?.id ?? null);
                return done;
              }}
            />
          ) : contribution ? (
            <ContributionToReview contribution={contribution} onLeave={() => openItem(null)} />
          ) : (
            <p className="quiet desk-choose">{messages.chooseItem}</p>
          )}
        </div>
      </div>
      <p className="quiet small queue-keys">{messages.keysAbout}</p>
      {files === "export" && <ExportDesk items={passing} onClose={() => setFiles(null)} />}
      {files === "import" && <ImportDecisions onPrepare={writes.prepareEach} onClose={() => setFiles(null)} />}
      {isReleasing && <ReleaseDialog items={prepared} onRelease={writes.release} onClose={() => setReleasing(false)} />}
    </>
  );
}

const noContributions: readonly ListedContribution[] = [];
const noOfficers: readonly { id: string; name: string }[] = [];
const noTitles: ReadonlyMap<string, string> = new Map();
