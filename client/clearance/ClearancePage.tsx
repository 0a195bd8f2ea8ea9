import { queryOptions, useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { Link } from "wouter";
import type { Organisation } from "#core/access/people.ts";
import { can } from "#core/access/permissions.ts";
import type { AwaitingClearance, SentBack } from "#core/contract/clearance-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import {
  accountPages as messages,
  clearancePage as back,
  common,
  pageTitles as titles,
} from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { newColleaguesQuery } from "../api/colleague-queries.ts";
import { needed } from "../api/needed.ts";
import { keys, meQuery } from "../api/queries.ts";
import { EmptyState, NeedsScripts, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { singleKeysOn, useShortcuts } from "../components/shortcuts.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { OwnItem, QueueItem, statementOf } from "../inbox/ClearanceItem.tsx";
import { NewColleagues } from "../inbox/NewColleagues.tsx";
import { clearanceQuery, focusItem } from "../inbox/use-clearance-item.ts";
import { ClearanceRules } from "./ClearanceRules.tsx";
import { BackWithAuthor, OwnSentBack } from "./SentBackItem.tsx";
import "../settings/parts/settings.css";
import "./clearance.css";

/** The annotations that were sent back instead of cleared. */
const sentBackQuery = queryOptions({
  queryKey: [...keys.annotationLists, "sent-back"],
  queryFn: ({ signal }) => call("getSentBack", { signal }),
});

/** The page and the queries that it alone has. */
export const clearancePage = {
  Page: ClearancePage,
  queries: {
    getClearance: needed(() => clearanceQuery),
    getSentBack: needed(() => sentBackQuery),
    getNewColleagues: needed(() => newColleaguesQuery),
  },
};

/** Comments that await clearance: the coordinator's queue, one's own, and the rules of the organisation. */
function ClearancePage(): ReactNode {
  useTitle(titles.clearance);
  const me = useQuery(meQuery).data;
  const waiting = useQuery(clearanceQuery);
  const sentBack = useQuery(sentBackQuery);
  const failed = [waiting, sentBack].find(({ isError, data }) => isError && !data);
  return (
    <>
      <Header here={titles.clearance} />
      <main className="page page-narrow settings clearance" id="main">
        <h1 className="page-title">{titles.clearance}</h1>
        <NeedsScripts>{messages.clearanceNeedsScripts}</NeedsScripts>
        <NewColleagues />
        {failed ? (
          <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
        ) : !waiting.data || !sentBack.data || !me ? (
          <Skeleton />
        ) : (
          <Waiting me={me} waiting={waiting.data} sentBack={sentBack.data} />
        )}
      </main>
    </>
  );
}

interface WaitingProps {
  me: Me;
  waiting: readonly AwaitingClearance[];
  sentBack: readonly SentBack[];
}

/** The lists of the page, or why there are none. */
function Waiting(props: WaitingProps): ReactNode {
  const { me, waiting, sentBack } = props;
  const { organisation } = me;
  const isCoordinator =
    organisation !== null && me.role === "coordinator" && can(actorOf(me), "set-clearance", organisation);
  const isEmpty = waiting.length + sentBack.length === 0;
  const home = (
    <Link className="button" href="/">
      {common.goToDocuments}
    </Link>
  );
  if (!organisation && isEmpty) return <EmptyState action={home}>{messages.noOrganisation}</EmptyState>;
  const about = aboutText(organisation, { isCoordinator, isEmpty });
  const isFree = organisation?.clearance !== "coordinator";
  if (isFree && isEmpty && !isCoordinator) return <EmptyState action={home}>{about}</EmptyState>;
  return (
    <>
      <p className="page-about">{about}</p>
      <Lists {...props} isFree={isFree} isCoordinator={isCoordinator} />
      {isCoordinator && <ClearanceRules organisation={organisation} />}
    </>
  );
}

function Lists({
  me,
  waiting,
  sentBack,
  isFree,
  isCoordinator,
}: WaitingProps & {
  /** Whether new comments need no clearance. */
  isFree: boolean;
  isCoordinator: boolean;
}): ReactNode {
  const page = useRef<HTMLDivElement>(null);
  const step = (by: 1 | -1): void => {
    if (page.current) focusItem(page.current, { by });
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  const queue = waiting.filter(({ placed, reply }) => (reply ?? placed).may.clear);
  const own = waiting.filter((one) => statementOf(one).speaker.participantId === me.participant?.id);
  const mine = sentBack.filter(({ own: placed }) => placed !== null);
  const others = sentBack.filter(({ own: placed }) => placed === null);
  return (
    <div ref={page}>
      {waiting.length + mine.length > 1 && singleKeysOn() && (
        <p className="quiet small clearance-keys">
          {richMessage(messages.clearanceKeys, { kbd: (text) => <kbd>{text}</kbd> })}
        </p>
      )}
      <List
        id="sent-back"
        title={back.sentBackToYou}
        about={back.sentBackToYouAbout}
        items={mine}
        item={(one) => one.own && <OwnSentBack key={one.id} sentBack={one} placed={one.own} />}
      />
      {isCoordinator && (!isFree || queue.length > 0) && (
        <WaitingLists
          id="to-clear"
          title={messages.toClear}
          empty={messages.nothingToClear}
          lateTitle={messages.toClearLate}
          lateAbout={messages.toClearLateAbout}
          waiting={queue}
          item={(one) => <QueueItem key={statementOf(one).id} waiting={one} />}
        />
      )}
      {(!isCoordinator || own.length > 0) && (
        <WaitingLists
          id="own"
          title={messages.ownWaiting}
          {...(!isFree && { empty: messages.nothingWaits })}
          lateTitle={messages.ownWaitingLate}
          lateAbout={messages.ownWaitingLateAbout}
          waiting={own}
          item={(one) => <OwnItem key={statementOf(one).id} waiting={one} me={me} />}
        />
      )}
      <List
        id="with-authors"
        title={back.backWithAuthors}
        about={back.backWithAuthorsAbout}
        items={others}
        item={(one) => <BackWithAuthor key={one.id} sentBack={one} />}
      />
    </div>
  );
}

/** Says in a sentence what the page lists, and why. */
function aboutText(
  organisation: Organisation | null,
  { isCoordinator, isEmpty }: { isCoordinator: boolean; isEmpty: boolean },
): string {
  if (!organisation) return back.withoutOrganisation;
  const name = { organisation: organisation.shortName };
  if (organisation.clearance !== "coordinator") {
    return formatMessage(isEmpty ? messages.notCleared : back.notClearedNow, name);
  }
  return formatMessage(isCoordinator ? messages.clearanceAbout : messages.ownClearanceAbout, name);
}

/** Two lists: what can still be cleared on time, and what would be late because its consultation has closed. */
function WaitingLists({
  id,
  lateTitle,
  lateAbout,
  waiting,
  item,
  ...inTime
}: {
  id: string;
  title: string;
  /** Says that nothing waits in time. */
  empty?: string;
  lateTitle: string;
  lateAbout: string;
  waiting: readonly AwaitingClearance[];
  item: (waiting: AwaitingClearance) => ReactNode;
}): ReactNode {
  return (
    <>
      <List id={id} {...inTime} items={waiting.filter(({ closedAt }) => closedAt === null)} item={item} />
      <List
        id={`${id}-late`}
        title={lateTitle}
        about={lateAbout}
        items={waiting.filter(({ closedAt }) => closedAt !== null)}
        item={item}
      />
    </>
  );
}

/** A list with its heading. Without items it says so, or is left out. */
function List<Item>({
  id,
  title,
  about,
  empty,
  items,
  item,
}: {
  id: string;
  title: string;
  about?: string;
  /** Says that the list is empty. An empty list without it is not shown. */
  empty?: string;
  items: readonly Item[];
  item: (item: Item) => ReactNode;
}): ReactNode {
  if (items.length === 0 && empty === undefined) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="inbox-heading section-title" tabIndex={-1}>
        {title}
        {items.length > 0 && <span className="quiet"> {items.length}</span>}
      </h2>
      {about !== undefined && <p className="page-about">{about}</p>}
      {items.length === 0 ? (
        <EmptyState>{empty}</EmptyState>
      ) : (
        <ol className="inbox-list" aria-labelledby={id}>
          {items.map(item)}
        </ol>
      )}
    </section>
  );
}
