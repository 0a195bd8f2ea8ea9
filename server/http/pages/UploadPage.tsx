import type { ReactNode } from "react";
import type { ListedDocument, Me } from "#core/contract/forum-operations.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** The place the client draws the upload on. Reading and checking a file needs its script; the page says so without. */
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
