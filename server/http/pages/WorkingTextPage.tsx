import type { ReactNode } from "react";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** The place the client draws the working text on. Choosing and editing need its script; the page says so without. */
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
