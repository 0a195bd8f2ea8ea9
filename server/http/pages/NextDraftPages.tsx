import type { ReactNode } from "react";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/**
 * The container for the client's upload page. Reading and checking a file needs scripts, and the page says so if they
 * are disabled.
 */
export function UploadPage({ document, forum, me }: { document: ListedDocument; forum: string; me: Me }): ReactNode {
  return (
    <>
      <SiteHeader forum={forum} trail={[document.shortTitle, <span aria-current="page">Next draft</span>]} me={me} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">Next draft of {document.shortTitle}</h1>
        <noscript>
          <p>Uploading needs a browser with scripts; the command line does the same: rapporteur import.</p>
        </noscript>
      </main>
    </>
  );
}

/**
 * The container for the client's working text. Choosing and editing need scripts, and the page says so if they are
 * disabled.
 */
export function WorkingTextPage({
  document,
  version,
  forum,
  me,
}: {
  document: ListedDocument;
  version: ListedVersion;
  forum: string;
  me: Me;
}): ReactNode {
  return (
    <>
      <SiteHeader
        forum={forum}
        trail={[`${document.shortTitle}, ${version.label}`, <span aria-current="page">Working text</span>]}
        me={me}
      />
      <main className="page working-page" id="main">
        <h1 className="page-title">Working text of {document.shortTitle}</h1>
        <noscript>
          <p>Working on a text needs a browser with scripts.</p>
        </noscript>
      </main>
    </>
  );
}
