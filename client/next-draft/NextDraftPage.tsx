import type { ReactNode } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import { readingPath } from "#core/contract/pages.ts";
import { pageTitles as titles, uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { actorOf } from "../api/actor.ts";
import { Header } from "../header/Header.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { EmptyState, LateSkeleton, NeedsScripts, ProblemNotice } from "../components/PageStates.tsx";
import { useTitle } from "../components/use-title.ts";
import { useDraft } from "../versions/parsed-draft.ts";
import { useVersionPage } from "../versions/use-version-page.ts";
import "./next-draft.css";

// The text is an editor, and its edits are in the browser, so the server renders only the page around it.
const NextDraftRoom = lazyComponent(async () => (await import("./NextDraftRoom.tsx")).NextDraftRoom);

/** Lets the secretariat make the next draft from accepted proposals. */
export function NextDraftPage({ params }: { params: Record<string, string> }): ReactNode {
  const address = params["version"] ?? "";
  const { page, annotations, me, document, failed } = useVersionPage(address);
  const base = useDraft(address);
  const title = document && formatMessage(titles.nextDraft, { document: document.shortTitle });
  useTitle(title);
  const toDraft = (
    <Link className="button" href={readingPath(address)}>
      {messages.readDraft}
    </Link>
  );
  return (
    <>
      <Header
        trail={[
          <Link key="version" href={readingPath(address)}>
            {document && page ? `${document.shortTitle}, ${page.version.label}` : address}
          </Link>,
        ]}
        here={messages.nextDraftFromProposals}
      />
      <main className="page next-draft-page" id="main">
        <h1 className="page-title">{title ?? messages.nextDraftFromProposals}</h1>
        <NeedsScripts>{messages.nextDraftNeedsScripts}</NeedsScripts>
        {failed ? (
          <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
        ) : me && !can(actorOf(me), "prepare-version") ? (
          <EmptyState action={toDraft}>{messages.onlySecretariatCompiles}</EmptyState>
        ) : page && page.version.state !== "published" ? (
          <EmptyState action={toDraft}>
            {formatMessage(messages.needsPublishedDraft, { state: page.version.state })}
          </EmptyState>
        ) : !page || !base || !annotations || !document || !me ? (
          <LateSkeleton lines={10} />
        ) : (
          <NextDraftRoom
            key={page.version.id}
            page={page}
            base={base}
            annotations={annotations}
            document={document}
            participant={me.participant?.id ?? null}
          />
        )}
      </main>
    </>
  );
}
