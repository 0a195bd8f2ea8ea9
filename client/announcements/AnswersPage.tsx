import { queryOptions, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { VersionAnswers } from "#core/contract/announcement-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { announcementsPage as messages, interfaceLanguage, pageTitles as titles } from "#core/messages/catalogues.ts";
import { answersTables } from "#core/phrases/answers-table.ts";
import { actorOf } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { needed } from "../api/needed.ts";
import { keys, meQuery } from "../api/queries.ts";
import { formatMoment } from "../components/format.tsx";
import { useForumGroups } from "../components/groups.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useTitle } from "../components/use-title.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { SaveTable } from "../exports/SaveTable.tsx";
import { Header } from "../header/Header.tsx";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { TextTable } from "../page-parts/TextTable.tsx";
import { AnnounceDialog } from "./AnnounceDialog.tsx";
import "../page-parts/text-table.css";
import "./announcements.css";

/** The table of answers. Keyed with the annotations, because each may change it. */
const answersQuery = (version: string) =>
  queryOptions({
    queryKey: [...keys.annotationLists, "answers", version],
    queryFn: ({ signal }) => call("getAnswers", { params: { version }, signal }),
  });

/** The page and the queries that it alone has. */
export const answersPage = {
  Page: AnswersPage,
  queries: { getAnswers: needed(({ params: { version = "" } }) => answersQuery(version)) },
};

/** Which organisations have answered a consultation, and a reminder to the others. */
function AnswersPage({ params: { version = "" } }: { params: Record<string, string> }): ReactNode {
  const { data, error, refetch } = useQuery(answersQuery(version));
  const title = data
    ? formatMessage(titles.answers, { document: data.draft.document, draft: data.draft.label })
    : undefined;
  useTitle(title);
  useDocumentStream(data?.draft.documentId);
  return (
    <>
      <Header
        trail={
          data
            ? [
                <Link key="document" href={`/#${data.draft.documentId}`}>
                  {data.draft.document}
                </Link>,
                <Link key="draft" href={readingPath(data.draft.address)}>
                  {data.draft.label}
                </Link>,
              ]
            : []
        }
        here={messages.whoHasAnswered}
      />
      <main className="page" id="main">
        <h1 className="page-title">{title ?? messages.whoHasAnswered}</h1>
        {error ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <Answers {...data} />
        ) : (
          <Skeleton lines={12} />
        )}
      </main>
    </>
  );
}

function Answers({ draft, answers }: VersionAnswers): ReactNode {
  const forum = useForumGroups();
  const me = useQuery(meQuery).data;
  const [isReminding, setReminding] = useState(false);
  const frame = { language: interfaceLanguage(), timeZone: forum.timeZone };
  const { byGroup, byOrganisation } = answersTables(answers, forum, frame);
  const missing = answers.filter(({ state }) => state !== "answered").length;
  const closing = draft.closesAt === null ? "none" : formatMoment(draft.closesAt);
  const { label, document, address } = draft;
  return (
    <>
      <p className="page-about">
        {richMessage(messages.answersAbout, { draft: <bdi>{label}</bdi> })}{" "}
        {draft.closesAt !== null && formatMessage(messages.answersClose, { time: closing })}
      </p>
      <div className="row screen-only announcement-acts">
        {missing === 0 ? (
          <p>{messages.allAnswered}</p>
        ) : (
          me &&
          can(actorOf(me), "announce") && (
            <button type="button" className="button button-primary" onClick={() => setReminding(true)}>
              {formatMessage(messages.remind, { count: missing })}
            </button>
          )
        )}
        <SaveTable table={() => byOrganisation} name={`answers-${address.replace(/[@:]/gu, "-")}`} />
      </div>
      <TextTable table={byGroup} />
      <TextTable table={byOrganisation} />
      {isReminding && (
        <AnnounceDialog
          title={formatMessage(messages.remind, { count: missing })}
          begun={{
            to: { kind: "not-answered", version: draft.id },
            subject: formatMessage(messages.reminderSubject, { draft: label }),
            text: formatMessage(messages.reminderText, {
              ...{ draft: label, document, closing },
              link: new URL(readingPath(address), location.href).href,
            }),
          }}
          onClose={() => setReminding(false)}
        />
      )}
    </>
  );
}
