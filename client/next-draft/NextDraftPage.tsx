import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import { readingPath } from "#core/contract/pages.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/upload-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { actorOf } from "../api/actor.ts";
import { annotationsQuery, libraryQuery, meQuery, versionQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { Header } from "../header/Header.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { useTitle } from "../components/use-title.ts";
import { NextDraftRoom } from "./NextDraftRoom.tsx";

/** Lets the secretariat make the next draft from accepted proposals. */
export function NextDraftPage({ params }: { params: Record<string, string> }): ReactNode {
  const address = params["version"] ?? "";
  const page = useQuery(versionQuery(address));
  const annotations = useQuery(annotationsQuery(address));
  const library = useQuery(libraryQuery);
  const me = useQuery(meQuery);
  const document = library.data?.documents.find(({ id }) => id === page.data?.version.documentId);
  useDocumentStream(document?.id);
  const title = document && formatMessage(titles.nextDraft, { document: document.shortTitle });
  useTitle(title);
  const failed = [page, annotations, library, me].find(({ isError, data }) => isError && data === undefined);
  return (
    <>
      <Header
        trail={[
          <Link key="version" href={readingPath(address)}>
            {document && page.data ? `${document.shortTitle}, ${page.data.version.label}` : address}
          </Link>,
        ]}
        here={messages.nextDraftFromProposals}
      />
      <main className="page next-draft-page" id="main">
        <h1 className="page-title">{title ?? messages.nextDraftFromProposals}</h1>
        {failed ? (
          <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
        ) : me.data && !can(actorOf(me.data), "prepare-version") ? (
          <EmptyState
            action={
              <Link className="button" href={readingPath(address)}>
                {messages.readDraft}
              </Link>
            }
          >
            {messages.onlySecretariatCompiles}
          </EmptyState>
        ) : !page.data || !annotations.data || !document || !me.data ? (
          <Skeleton lines={10} />
        ) : page.data.version.state !== "published" ? (
          <EmptyState
            action={
              <Link className="button" href={readingPath(address)}>
                {messages.readDraft}
              </Link>
            }
          >
            {formatMessage(messages.needsPublishedDraft, { state: page.data.version.state })}
          </EmptyState>
        ) : (
          <NextDraftRoom
            key={page.data.version.id}
            page={page.data}
            annotations={annotations.data}
            document={document}
            participant={me.data.participant?.id ?? null}
          />
        )}
      </main>
    </>
  );
}
