import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import { openDraftOperations } from "#core/contract/colleague-operations.ts";
import { pageTitles as titles, peoplePages as messages } from "#core/messages/catalogues.ts";
import { addOperations, call } from "../api/call.ts";
import { newColleaguesQuery } from "../api/colleague-queries.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { useNamesOfPeople } from "../api/participant-queries.ts";
import { jointRequestsQuery, keys, mentionsQuery, meQuery, newReadersQuery } from "../api/queries.ts";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh } from "../components/toasts.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { rememberSeen } from "../header/inbox-seen.ts";
import { JointAnswer } from "../joint/JointAnswer.tsx";
import { MentionText } from "../mentions/MentionText.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { AwayAnnotation } from "./AwayAnnotation.tsx";
import { NewColleagues } from "./NewColleagues.tsx";
import "./inbox.css";

/**
 * The co-sign requests to the reader's organisation, the new readers of the reader's drafts, who may need consent, and the
 * reader's mentions.
 */
export function InboxPage(): ReactNode {
  const requests = useQuery(jointRequestsQuery);
  const mentions = useQuery(mentionsQuery);
  const readers = useQuery(newReadersQuery);
  const colleagues = useQuery(newColleaguesQuery).data?.colleagues;
  const me = useQuery(meQuery).data;
  const organisation = me?.organisation;
  const reader = me?.participant;
  useTitle(titles.inbox);
  useEffect(() => {
    if (reader && mentions.data && readers.data && colleagues)
      rememberSeen(reader.id, { mentions: mentions.data, readers: readers.data, colleagues });
  }, [reader, mentions.data, readers.data, colleagues]);
  const failed = mentions.error ?? requests.error ?? readers.error;
  return (
    <>
      <Header here={titles.inbox} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{titles.inbox}</h1>
        {failed && !mentions.data ? (
          <ProblemNotice
            error={failed}
            onRetry={() => {
              for (const query of [requests, readers, mentions]) void query.refetch();
            }}
          />
        ) : !requests.data || !mentions.data || !readers.data || !reader ? (
          <Skeleton />
        ) : (
          <>
            <NewColleagues />
            {organisation && (
              <section aria-labelledby="requests">
                <h2 id="requests" className="inbox-heading section-title">
                  {word("asked-title")}
                </h2>
                <p className="page-about">{word("asked-about")}</p>
                {requests.data.length === 0 ? (
                  <EmptyState>{word("asked-nothing")}</EmptyState>
                ) : (
                  <ol className="inbox-list">
                    {requests.data.map((placed) => (
                      <AwayAnnotation key={placed.annotation.id} placed={placed}>
                        <JointAnswer placed={placed} ownOrganisation={organisation} />
                      </AwayAnnotation>
                    ))}
                  </ol>
                )}
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
            <section aria-labelledby="mentions">
              <h2 id="mentions" className="inbox-heading section-title">
                {word("mentions-title")}
              </h2>
              {mentions.data.length === 0 ? (
                <EmptyState>{word("mentions-nothing")}</EmptyState>
              ) : (
                <ol className="inbox-list">
                  {mentions.data.map((placed) => (
                    <AwayAnnotation key={placed.annotation.id} placed={placed}>
                      <Answers placed={placed} name={reader.name} />
                    </AwayAnnotation>
                  ))}
                </ol>
              )}
            </section>
          </>
        )}
      </main>
    </>
  );
}

/** The replies that mention the reader. */
function Answers({ placed: { replies }, name }: { placed: PlacedAnnotation; name: string }): ReactNode {
  const naming = replies.filter(({ text }) => text.includes(`@${name}`));
  if (naming.length === 0) return null;
  return (
    <ol className="replies stack-3">
      {naming.map(({ id, speaker, text }) => (
        <li key={id} className="reply">
          <SpeakerLine speaker={speaker} />
          <p className="thread-text" dir="auto">
            <MentionText>{text}</MentionText>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Lists the user's draft annotations that organisations can read, or ask to read, because they joined a circle later. */
function NewReaders({ readers }: { readers: readonly NewReader[] }): ReactNode {
  const organisations = useOrganisations();
  const personNamed = useNamesOfPeople(readers.flatMap(({ by }) => by ?? []));
  const drafts = new Map(readers.flatMap((reader) => reader.drafts.map((draft) => [draft.annotation.id, draft])));
  return (
    <ol className="inbox-list">
      {[...drafts].map(([id, placed]) => (
        <AwayAnnotation key={id} placed={placed}>
          {readers
            .filter((reader) => reader.drafts.some(({ annotation }) => annotation.id === id))
            .map((reader) => (
              <ReaderLine
                key={`${reader.circle.id} ${reader.organisation}`}
                reader={reader}
                draft={id}
                name={
                  organisations.find((organisation) => organisation.id === reader.organisation)?.name ??
                  reader.organisation
                }
                by={reader.by === null ? undefined : personNamed(reader.by)}
              />
            ))}
        </AwayAnnotation>
      ))}
    </ol>
  );
}

addOperations(openDraftOperations);

/** Says that an organisation joined a circle after a draft was shared, and asks its author whether it may read the draft. */
function ReaderLine({
  reader,
  draft,
  name,
  by,
}: {
  reader: NewReader;
  /** Id of the draft. */
  draft: string;
  /** Name of the organisation. */
  name: string;
  /** Name of the person who added it, if known. */
  by: string | undefined;
}): ReactNode {
  const client = useQueryClient();
  const { circle, organisation, at, waiting, hasLeft } = reader;
  const params = { name, circle: circle.name, date: formatDate(at) };
  if (!waiting.includes(draft)) {
    if (hasLeft) return <p>{formatMessage(messages.readerHasLeft, params)}</p>;
    const text =
      by === undefined
        ? formatMessage(messages.readerJoined, params)
        : formatMessage(messages.readerAdded, { ...params, by });
    return <p>{text}</p>;
  }
  const agree = (drafts: string[]): void => {
    const act = notifyAndRefresh(client, keys.newReaders, ["annotations"]);
    void act(
      () => call("openDrafts", { params: { circle: circle.id }, body: { organisation, drafts } }),
      formatMessage(messages.readerAgreed, { name, count: drafts.length }),
    );
  };
  return (
    <div className="joint-answer row">
      <p>{formatMessage(messages.readerAsks, params)}</p>
      <button type="button" className="button" onClick={() => agree([draft])}>
        {messages.agreeToReader}
      </button>
      {waiting.length > 1 && (
        <button type="button" className="button button-quiet" onClick={() => agree(waiting)}>
          {formatMessage(messages.agreeToReaderForAll, { count: waiting.length })}
        </button>
      )}
    </div>
  );
}
