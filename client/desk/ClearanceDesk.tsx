import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useRef } from "react";
import { Link } from "wouter";
import { deskPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { formatDate, sourceName } from "../components/format.tsx";
import { EmptyState, NeedsScripts, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { QueueList } from "../components/QueueList.tsx";
import { useShortcuts } from "../components/shortcuts.ts";
import { useListAddress } from "../components/use-list-address.ts";
import { useOpenItem } from "../components/use-open-item.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { QueueItem, statementOf } from "../inbox/ClearanceItem.tsx";
import { clearanceQuery, focusItem } from "../inbox/use-clearance-item.ts";
import { word } from "../page-parts/messages.ts";
import "../inbox/inbox.css";

/** The desk of a coordinator: comments that await clearance, and the open one to clear or send back. */
export function ClearanceDesk(): ReactNode {
  const { data, error, refetch } = useQuery(clearanceQuery);
  const pane = useRef<HTMLDivElement>(null);
  const items = useMemo(
    () =>
      (data ?? [])
        .filter(({ placed, reply }) => (reply ?? placed).may.clear)
        .map((waiting) => ({ ...waiting, id: statementOf(waiting).id })),
    [data],
  );
  const [open, openItem] = useOpenItem(useListAddress());
  const at = items.findIndex(({ id }) => id === open);
  const item = items[at];
  // An item that was cleared leaves the list. The next one is then at its place.
  const place = useRef(0);
  if (at >= 0) place.current = at;
  const openAt = (index: number): void => {
    const target = items[Math.max(0, Math.min(index, items.length - 1))];
    if (target) openItem(target.id);
  };
  const press = (act: "clear" | "send-back"): void =>
    pane.current?.querySelector<HTMLButtonElement>(`[data-act=${act}]`)?.click();
  useTitle(titles.desk);
  useShortcuts({
    j: () => openAt(at >= 0 ? at + 1 : place.current),
    k: () => openAt(at >= 0 ? at - 1 : place.current - 1),
    c: () => press("clear"),
    b: () => press("send-back"),
    Escape: () => openItem(null),
  });
  return (
    <>
      <Header here={titles.desk} />
      <main className="desk" id="main">
        <h1 className="page-title">{titles.desk}</h1>
        <p className="page-about">
          {messages.clearanceAbout} <Link href="/clearance">{messages.clearanceRules}</Link>
        </p>
        <NeedsScripts>{messages.needsScripts}</NeedsScripts>
        {!data ? (
          error ? (
            <ProblemNotice error={error} onRetry={() => void refetch()} />
          ) : (
            <Skeleton lines={8} />
          )
        ) : items.length === 0 ? (
          <EmptyState>{messages.clearanceNothing}</EmptyState>
        ) : (
          <div className={item ? "queue-columns is-open" : "queue-columns"}>
            <section className="queue-part" aria-label={messages.listLabel}>
              <QueueList
                label={messages.listLabel}
                items={items}
                open={open}
                content={(one) => <WaitingContent waiting={one} />}
                onOpen={openItem}
              />
            </section>
            <div className="queue-pane" ref={pane}>
              {item ? (
                <>
                  <button type="button" className="button button-quiet queue-back" onClick={() => openItem(null)}>
                    {messages.backToList}
                  </button>
                  <ol className="inbox-list">
                    <QueueItem
                      key={item.id}
                      waiting={item}
                      onDone={() => {
                        const following = items[at + 1] ?? items[at - 1];
                        openItem(following?.id ?? null);
                        // The pressed button is gone.
                        requestAnimationFrame(() => pane.current && focusItem(pane.current, { at: 0 }));
                      }}
                    />
                  </ol>
                </>
              ) : (
                <p className="quiet desk-choose">{messages.chooseItem}</p>
              )}
            </div>
          </div>
        )}
        {items.length > 0 && <p className="quiet small queue-keys">{messages.clearanceKeys}</p>}
      </main>
    </>
  );
}

function WaitingContent({ waiting }: { waiting: Parameters<typeof statementOf>[0] }): ReactNode {
  const { placed, closedAt, reply } = waiting;
  const { speaker, text, createdAt } = statementOf(waiting);
  return (
    <>
      <span className="queue-source">
        <strong>{sourceName(speaker)}</strong>
        {!reply && <span className="quiet small">{word(`kind-${placed.annotation.kind}`)}</span>}
      </span>
      <span className="quiet small">{formatDate(createdAt)}</span>
      <span className="clamped" dir="auto">
        {text}
      </span>
      {closedAt !== null && (
        <span className="queue-marks small">
          <span className="queue-mark">{messages.clearanceLate}</span>
        </span>
      )}
    </>
  );
}
