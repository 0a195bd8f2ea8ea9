import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { setUpPath } from "#core/contract/settings-pages.ts";
import { pageTitles as titles, uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { actorOf } from "../api/actor.ts";
import { documentQuery, meQuery } from "../api/queries.ts";
import { Header } from "../header/Header.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { EmptyState, NeedsScripts, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { useTitle } from "../components/use-title.ts";
import { NewDraft } from "./NewDraft.tsx";
import "./upload.css";

const PreparedDraft = lazyComponent(async () => (await import("./PreparedDraft.tsx")).PreparedDraft);

/** Only its type is imported, because the paths of the settings would weigh on every page. */
const setUp: typeof setUpPath = "/set-up";

/** Lets the secretariat upload the next draft: a file, a preview of its effects, and the decision. */
export function UploadPage({ params }: { params: Record<string, string> }): ReactNode {
  const id = params["document"] ?? "";
  const document = useQuery(documentQuery(id));
  const me = useQuery(meQuery);
  const search = new URLSearchParams(useSearch());
  const prepared = search.get("version");
  const opened = useRef(prepared);
  // The address loses it with the preview, but the page stays.
  const [isOfSetUp] = useState(search.get("from") === "set-up");
  const title = document.data && formatMessage(titles.upload, { document: document.data.shortTitle });
  useTitle(title);
  useEffect(() => PreparedDraft.preload(), []);
  return (
    <>
      <Header
        trail={[
          <Link key="document" href={`/#${id}`}>
            {document.data?.shortTitle ?? id}
          </Link>,
        ]}
        here={messages.uploadDraft}
      />
      <main className="page page-narrow" id="main">
        {isOfSetUp && <Link href={`${setUp}?step=document`}>{messages.backToSetUp}</Link>}
        <h1 className="page-title">{title ?? messages.nextDraft}</h1>
        <NeedsScripts>{messages.uploadNeedsScripts}</NeedsScripts>
        {document.error ? (
          <ProblemNotice error={document.error} onRetry={() => void document.refetch()} />
        ) : me.data && !can(actorOf(me.data), "prepare-version") ? (
          <EmptyState
            action={
              <Link className="button" href="/">
                {messages.goToDocuments}
              </Link>
            }
          >
            {messages.onlySecretariatUploads}
          </EmptyState>
        ) : !document.data ? (
          <Skeleton />
        ) : prepared ? (
          <PreparedDraft document={document.data} versionId={prepared} isNew={prepared !== opened.current} />
        ) : (
          <NewDraft document={document.data} />
        )}
      </main>
    </>
  );
}
