import type { ReactNode } from "react";
import type { Forum } from "#core/access/forum.ts";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { pageTitles as titles, serverPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import { authorise } from "../../services/kernel/authorise.ts";
import type { PageRequest, WritePage } from "./page-content.ts";
import { SiteHeader } from "./Shell.tsx";

/** Builds the page for making the next draft from a version and its accepted proposals. */
export async function nextDraftContent({
  handlers,
  visit,
  params,
}: PageRequest<"nextDraft">): Promise<WritePage<"nextDraft">> {
  authorise(visit.visitor.actor, "prepare-version");
  const [page, forum, me] = await Promise.all([
    handlers.getVersion(visit, { version: params.version }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const document = await handlers.getDocument(visit, { document: page.version.documentId });
  return () => ({
    title: { document: document.shortTitle },
    forum: forum.shortName,
    description: formatMessage(messages.nextDraftDescription, { title: document.title }),
    answers: { getMe: me, getForum: forum, getDocument: document, getVersion: page },
    params: { getDocument: { document: document.id } },
    children: <NextDraftPage document={document} version={page.version} forum={forum} me={me} />,
  });
}

/** Builds the page for uploading a document's next draft. */
export async function uploadContent({ handlers, visit, params }: PageRequest<"upload">): Promise<WritePage<"upload">> {
  authorise(visit.visitor.actor, "prepare-version");
  const [document, forum, me] = await Promise.all([
    handlers.getDocument(visit, { document: params.document }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  return () => ({
    title: { document: document.shortTitle },
    forum: forum.shortName,
    description: formatMessage(messages.uploadDescription, { title: document.title }),
    answers: { getMe: me, getForum: forum, getDocument: document },
    children: <UploadPage document={document} forum={forum} me={me} />,
  });
}

/**
 * The container for the client's upload page. Reading and checking a file needs scripts, and the page says so if they
 * are disabled.
 */
export function UploadPage({ document, forum, me }: { document: ListedDocument; forum: Forum; me: Me }): ReactNode {
  return (
    <>
      <SiteHeader forum={forum} trail={[document.shortTitle]} here={messages.nextDraft} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{formatMessage(titles.upload, { document: document.shortTitle })}</h1>
        <noscript>
          <p>{messages.uploadNeedsScripts}</p>
        </noscript>
      </main>
    </>
  );
}

/**
 * The container for the client's page of the next draft. Choosing and editing need scripts, and the page says so if they
 * are disabled.
 */
export function NextDraftPage({
  document,
  version,
  forum,
  me,
}: {
  document: ListedDocument;
  version: ListedVersion;
  forum: Forum;
  me: Me;
}): ReactNode {
  return (
    <>
      <SiteHeader
        forum={forum}
        trail={[`${document.shortTitle}, ${version.label}`]}
        here={messages.nextDraftFromProposals}
        me={me}
      />
      <main className="page next-draft-page" id="main">
        <h1 className="page-title">{formatMessage(titles.nextDraft, { document: document.shortTitle })}</h1>
        <noscript>
          <p>{messages.nextDraftNeedsScripts}</p>
        </noscript>
      </main>
    </>
  );
}
