import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import type { NotificationItem, WaitingItem } from "#core/contract/notification-operations.ts";
import { inboxPage, pageTitles as titles, peoplePages as messages } from "#core/messages/catalogues.ts";
import { jointRequestsQuery, meQuery, newReadersQuery, notificationsQuery, waitingQuery } from "../api/queries.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { JointAnswer } from "../joint/JointAnswer.tsx";
import { word } from "../page-parts/messages.ts";
import { AwayAnnotation } from "./AwayAnnotation.tsx";
import { type InboxActs, useInboxActs } from "./inbox-acts.ts";
import { NewColleagues } from "./NewColleagues.tsx";
import { NewReaders } from "./NewReaders.tsx";
import { NotificationList } from "./NotificationList.tsx";
import { useInboxKeys } from "./use-inbox-keys.ts";
import { InboxStream } from "./InboxStream.tsx";
import { WaitingList } from "./WaitingList.tsx";
import "./inbox.css";

/**
 * First what waits for the reader: deadlines, undecided comments, requests to co-sign, new colleagues and new readers. Then
 * the notifications, unread ones first.
 */
export function InboxPage(): ReactNode {
  const unread = useQuery(notificationsQuery());
  const requests = useQuery(jointRequestsQuery);
  const readers = useQuery(newReadersQuery);
  const waiting = useQuery(waitingQuery);
  const me = useQuery(meQuery).data;
  const organisation = me?.organisation;
  const acts = useInboxActs();
  const [isDoneShown, setDoneShown] = useState(false);
  useTitle(titles.inbox);
  useInboxKeys(acts);
  const isAsked = (item: NotificationItem): boolean =>
    item.entries.every(({ kind }) => kind === "co-sign-request") &&
    requests.data?.some(({ annotation }) => annotation.id === item.annotation?.id) === true;
  useMarkedAsSeen(acts, waiting.data, unread.data?.items, isAsked);
  const needed = [unread, requests, readers, waiting];
  const failed = needed.find(({ error, data }) => error !== null && data === undefined)?.error;
  return (
    <>
      <InboxStream />
      <Header here={titles.inbox} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{titles.inbox}</h1>
        {failed ? (
          <ProblemNotice
            error={failed}
            onRetry={() => {
              for (const query of needed) void query.refetch();
            }}
          />
        ) : !requests.data || !unread.data || !readers.data || !waiting.data ? (
          <Skeleton />
        ) : (
          <>
            <Waiting items={waiting.data} />
            <NewColleagues />
            {organisation && requests.data.length > 0 && (
              <section aria-labelledby="requests">
                <h2 id="requests" className="inbox-heading section-title">
                  {word("asked-title")}
                </h2>
                <p className="page-about">{word("asked-about")}</p>
                <ol className="inbox-list">
                  {requests.data.map((placed) => (
                    <AwayAnnotation key={placed.annotation.id} placed={placed}>
                      <JointAnswer placed={placed} ownOrganisation={organisation} />
                    </AwayAnnotation>
                  ))}
                </ol>
              </section>
            )}
            {readers.data.length > 0 && (
              <section aria-labelledby="readers">
                <h2 id="readers" className="inbox-heading section-title">
                  {messages.newReadersTitle}
                </h2>
                <NewReaders readers={readers.data} />
              </section>
            )}
            <section aria-labelledby="new">
              <div className="row inbox-heading">
                <h2 id="new" className="section-title" tabIndex={-1}>
                  {inboxPage.newItems}
                </h2>
                {unread.data.items.length > 0 && (
                  <button
                    type="button"
                    className="button button-quiet"
                    onClick={() => acts.readAll(unread.data.items[0]?.latest)}
                  >
                    {inboxPage.markAllRead}
                  </button>
                )}
              </div>
              <NotificationList
                state="unread"
                acts={acts}
                isHidden={isAsked}
                empty={
                  <>
                    {inboxPage.nothingNew} {inboxPage.nothingNewAbout}
                  </>
                }
              />
            </section>
            <section aria-labelledby="earlier">
              <h2 id="earlier" className="inbox-heading section-title">
                {inboxPage.earlierItems}
              </h2>
              <NotificationList state="read" acts={acts} isHidden={isAsked} empty={inboxPage.nothingEarlier} />
            </section>
            {isDoneShown ? (
              <section aria-labelledby="done">
                <h2 id="done" className="inbox-heading section-title">
                  {inboxPage.doneItems}
                </h2>
                <NotificationList state="done" acts={acts} isHidden={() => false} empty={inboxPage.nothingDone} />
              </section>
            ) : (
              <p>
                <button type="button" className="button button-quiet" onClick={() => setDoneShown(true)}>
                  {inboxPage.showDone}
                </button>
              </p>
            )}
            <p className="quiet small inbox-keys">{inboxPage.keysAbout}</p>
          </>
        )}
      </main>
    </>
  );
}

/** The work that waits, without what the page shows in full below. */
function Waiting({ items }: { items: readonly WaitingItem[] }): ReactNode {
  const listed = items.filter(({ kind }) => kind !== "new-reader" && kind !== "new-colleague");
  if (listed.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="inbox-heading section-title">
        {inboxPage.waiting}
      </h2>
      <WaitingList items={listed} />
    </section>
  );
}

/** Marks items as read that the page shows in full above the list. Requests stay there until they are answered. */
function useMarkedAsSeen(
  acts: InboxActs,
  waiting: readonly WaitingItem[] | undefined,
  unread: readonly NotificationItem[] | undefined,
  isShownAbove: (item: NotificationItem) => boolean,
): void {
  const seen = [...(waiting ?? []).filter(({ state }) => state === "unread"), ...(unread ?? []).filter(isShownAbove)];
  const names = seen.map(({ item }) => item).join(" ");
  const see = useEffectEvent((): void => acts.see(seen));
  // The items are new objects after each answer; their names tell whether there are others.
  useEffect(() => {
    if (names !== "") see();
  }, [names]);
}
