import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { Link } from "wouter";
import type { Organisation } from "#core/access/people.ts";
import { can } from "#core/access/permissions.ts";
import type { AwaitingClearance, SentBack } from "#core/contract/clearance-operations.ts";
import type { ListedDocument, Me } from "#core/contract/forum-operations.ts";
import * as messages from "#core/messages/account-pages.en.ts";
import * as back from "#core/messages/clearance-page.en.ts";
import { goToDocuments } from "#core/messages/interface.en.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import { actorOf } from "../api/actor.ts";
import { libraryQuery, meQuery } from "../api/queries.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { singleKeysOn, useShortcuts } from "../components/shortcuts.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { clearanceQuery, sentBackQuery } from "./clearance-query.ts";
import { ClearanceRules } from "./ClearanceRules.tsx";
import { BackWithAuthor, OwnSentBack } from "./SentBackItem.tsx";
import { OwnItem, QueueItem, statementOf } from "./WaitingItem.tsx";
import { focusItem } from "./focus-item.ts";
import "../settings/settings.css";
import "./clearance.css";

/** Comments that await clearance: the coordinator's queue, one's own, and the rules of the organisation. */
export function ClearancePage(): ReactNode {
  useTitle(titles.clearance);
  const me = useQuery(meQuery).data;
  const library = useQuery(libraryQuery).data;
  const waiting = useQuery(clearanceQuery);
  const sentBack = useQuery(sentBackQuery);
  const failed = [waiting, sentBack].find(({ isError, data }) => isError && !data);
  return (
    <>
      <Header here={titles.clearance} />
      <main className="page page-narrow settings clearance" id="main">
        <h1 className="page-title">{titles.clearance}</h1>
        {failed ? (
          <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
        ) : !waiting.data || !sentBack.data || !me || !library ? (
          <Skeleton />
        ) : (
          <Waiting me={me} waiting={waiting.data} sentBack={sentBack.data} documents={library.documents} />
        )}
      </main>
    </>
  );
}

function Waiting({
  me,
  waiting,
  sentBack,
  documents,
}: {
  me: Me;
  waiting: readonly AwaitingClearance[];
  sentBack: readonly SentBack[];
  documents: readonly ListedDocument[];
}): ReactNode {
  const page = useRef<HTMLDivElement>(null);
  const step = (by: 1 | -1): void => {
    if (page.current) focusItem(page.current, { by });
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  const { organisation, participant } = me;
  const isCoordinator =
    organisation !== null && me.role === "coordinator" && can(actorOf(me), "set-clearance", organisation);
  const queue = waiting.filter(({ placed, reply }) => (reply ?? placed).may.clear);
  const own = waiting.filter((one) => statementOf(one).speaker.participantId === participant?.id);
  const mine = sentBack.filter(({ own: placed }) => placed !== null);
  const others = sentBack.filter(({ own: placed }) => placed === null);
  const home = (
    <Link className="button" href="/">
      {goToDocuments}
    </Link>
  );
  const isEmpty = waiting.length + sentBack.length === 0;
  if (!organisation && isEmpty) return <EmptyState action={home}>{messages.noOrganisation}</EmptyState>;
  const about = aboutText(organisation, { isCoordinator, isEmpty });
  const isFree = organisation?.clearance !== "coordinator";
  if (isFree && isEmpty && !isCoordinator) return <EmptyState action={home}>{about}</EmptyState>;
  const part = { documents, me };
  return (
    <div ref={page}>
      <p className="page-about">{aboutText(organisation, { isCoordinator, isEmpty })}</p>
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
        item={(one) => one.own && <OwnSentBack key={one.id} sentBack={one} placed={one.own} documents={documents} />}
      />
      {isCoordinator && (!isFree || queue.length > 0) && (
        <>
          <List
            id="to-clear"
            title={messages.toClear}
            empty={messages.nothingToClear}
            items={queue.filter(({ closedAt }) => closedAt === null)}
            item={(one) => <QueueItem key={statementOf(one).id} waiting={one} {...part} />}
          />
          <List
            id="to-clear-late"
            title={messages.toClearLate}
            about={messages.toClearLateAbout}
            items={queue.filter(({ closedAt }) => closedAt !== null)}
            item={(one) => <QueueItem key={statementOf(one).id} waiting={one} {...part} />}
          />
        </>
      )}
      {(!isCoordinator || own.length > 0) && (
        <>
          <List
            id="own"
            title={messages.ownWaiting}
            {...(!isFree && { empty: messages.nothingWaits })}
            items={own.filter(({ closedAt }) => closedAt === null)}
            item={(one) => <OwnItem key={statementOf(one).id} waiting={one} {...part} />}
          />
          <List
            id="own-late"
            title={messages.ownWaitingLate}
            about={messages.ownWaitingLateAbout}
            items={own.filter(({ closedAt }) => closedAt !== null)}
            item={(one) => <OwnItem key={statementOf(one).id} waiting={one} {...part} />}
          />
        </>
      )}
      <List
        id="with-authors"
        title={back.backWithAuthors}
        about={back.backWithAuthorsAbout}
        items={others}
        item={(one) => <BackWithAuthor key={one.id} sentBack={one} documents={documents} />}
      />
      {isCoordinator && <ClearanceRules organisation={organisation} />}
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
      <h2 id={id} className="inbox-heading" tabIndex={-1}>
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
