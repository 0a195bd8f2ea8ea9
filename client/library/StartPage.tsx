import { type QueryClient, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Library, Me } from "#core/contract/forum-operations.ts";
import type { NotificationItem, WaitingItem } from "#core/contract/notification-operations.ts";
import { inboxPath, readingPath } from "#core/contract/pages.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { inboxPage, startPage as messages } from "#core/messages/catalogues.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { jointRequestsQuery } from "../api/queries.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { FoldedText } from "../components/FoldedText.tsx";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useInboxActs } from "../inbox/inbox-acts.ts";
import { ItemGroups } from "../inbox/NotificationList.tsx";
import { useInboxKeys } from "../inbox/use-inbox-keys.ts";
import { WaitingList } from "../inbox/WaitingList.tsx";
import { JointAnswer } from "../joint/JointAnswer.tsx";
import { MentionText } from "../mentions/MentionText.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { CompactDocuments } from "./CompactDocuments.tsx";
import { OwnComments } from "./OwnComments.tsx";
import {
  firstItemsQuery,
  isStart,
  mostItems,
  mostRequests,
  ownAnnotationsQuery,
  startQueries,
  startWaitingQuery,
} from "./start-queries.ts";
import "./start.css";

// After the page, for which nothing waits.
const InboxStream = lazyComponent(async () => (await import("../inbox/InboxStream.tsx")).InboxStream);

/** Fetches what the start page shows, unless it is there. The page itself reports what fails. */
export async function fetchStart(client: QueryClient): Promise<void> {
  const address = Object.fromEntries(new URLSearchParams(location.search));
  if (!isStart(address)) return;
  const place = { params: {}, address };
  await Promise.allSettled(Object.values(startQueries).map((query) => query.fetch(client, place)));
}

/**
 * The home page of a signed-in person: what waits for them, what is new, their comments, then the documents in short.
 * Beside one another if there is room.
 */
export function StartPage({
  library,
  me,
  after,
  children,
}: {
  library: Library;
  me: Me;
  /** The cursor of the shown part of the documents. */
  after: string | undefined;
  /** Content after the documents. */
  children: ReactNode;
}): ReactNode {
  const waiting = useQuery(startWaitingQuery);
  const requests = useQuery(jointRequestsQuery);
  const news = useQuery(firstItemsQuery);
  const own = useQuery(ownAnnotationsQuery);
  const needed = [waiting, requests, news, own];
  const failed = needed.find(({ error, data }) => error !== null && data === undefined)?.error;
  const isLoaded = waiting.data && requests.data && news.data && own.data;
  const work = (waiting.data ?? []).filter(isOpen);
  const isAsked = ({ entries, annotation }: NotificationItem): boolean =>
    entries.every(({ kind }) => kind === "co-sign-request") &&
    requests.data?.some((placed) => placed.annotation.id === annotation?.id) === true;
  const items = (news.data?.items ?? []).filter((item) => !isAsked(item)).slice(0, mostItems);
  const hasNothing = isLoaded && work.length === 0 && requests.data.length === 0 && items.length === 0;
  const isWhole = hasNothing && own.data.length === 0;
  return (
    <div className={isWhole ? "start" : "start has-own"}>
      <div className="start-own" aria-busy={!isLoaded && !failed}>
        {failed ? (
          <ProblemNotice
            error={failed}
            onRetry={() => {
              for (const query of needed) void query.refetch();
            }}
          />
        ) : !isLoaded ? (
          <>
            <p className="visually-hidden">{messages.loading}</p>
            <Skeleton lines={12} />
          </>
        ) : (
          <>
            {hasNothing && (
              <p className="quiet">
                {messages.nothingNew} <Link href={inboxPath}>{messages.allNews}</Link>
              </p>
            )}
            <Waiting work={work} requests={requests.data} library={library} me={me} />
            <News items={items} />
            <OwnComments own={own.data} reader={me.participant?.id ?? ""} />
          </>
        )}
      </div>
      <InboxStream />
      <CompactDocuments library={library} me={me} after={after}>
        {children}
      </CompactDocuments>
    </div>
  );
}

/** Whether waiting work is shown: deadlines until they are done, changes of people until they were seen. */
function isOpen({ kind, state }: WaitingItem): boolean {
  if (kind === "closing-soon") return state !== "done";
  return kind === "to-clear" || kind === "mailed-reply" || state === "unread";
}

function Waiting({
  work,
  requests,
  library,
  me: { organisation },
}: {
  work: readonly WaitingItem[];
  requests: readonly PlacedAnnotation[];
  library: Library;
  me: Me;
}): ReactNode {
  if (work.length === 0 && requests.length === 0) return null;
  const further = requests.length - mostRequests;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="section-title">
        {inboxPage.waiting}
      </h2>
      <WaitingList items={work} />
      {organisation && (
        <ol className="inbox-items">
          {requests.slice(0, mostRequests).map((placed) => (
            <li key={placed.annotation.id} className="inbox-item">
              <Request placed={placed} library={library} />
              <JointAnswer placed={placed} ownOrganisation={organisation} />
            </li>
          ))}
        </ol>
      )}
      {further > 0 && (
        <p>
          <Link href={inboxPath}>{formatMessage(messages.furtherRequests, { count: further })}</Link>
        </p>
      )}
    </section>
  );
}

/** Requests to the reader's organisation to co-sign. Shows them without further requests, so that nothing moves. */
function Request({ placed, library }: { placed: PlacedAnnotation; library: Library }): ReactNode {
  const { annotation, madeOn } = placed;
  const document = [...library.documents, ...library.consulted].find(({ id }) => id === annotation.documentId);
  const version = document?.versions.find(({ address }) => address === madeOn);
  return (
    <>
      <p className="small">
        <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>
          <bdi>
            {formatMessage(messages.onDraft, {
              document: document?.shortTitle ?? annotation.documentId,
              draft: version?.label ?? madeOn,
            })}
          </bdi>
        </Link>
      </p>
      {hasOperations(annotation) && <ProposedChange placed={placed} short />}
      {annotation.text !== "" && (
        <blockquote className="inbox-text" dir="auto">
          <FoldedText key={annotation.text.length}>
            <MentionText>{annotation.text}</MentionText>
          </FoldedText>
        </blockquote>
      )}
    </>
  );
}

/** The first unread items of the inbox. */
function News({ items }: { items: readonly NotificationItem[] }): ReactNode {
  const acts = useInboxActs();
  useInboxKeys(acts);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="new">
      <div className="row start-heading">
        <h2 id="new" className="section-title" tabIndex={-1}>
          {inboxPage.newItems}
        </h2>
        <Link href={inboxPath}>{messages.allNews}</Link>
      </div>
      <ItemGroups items={items} acts={acts} />
    </section>
  );
}
