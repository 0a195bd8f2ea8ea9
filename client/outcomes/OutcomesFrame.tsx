import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { documentLedgerPath } from "#core/contract/pages.ts";
import { Header } from "../header/Header.tsx";
import "./outcomes.css";

/** A page about what became of a document's comments: where one is, what it is, and the table in what is left of the window. */
export function LedgerFrame({
  document,
  id,
  here,
  title,
  about,
  children,
}: {
  document: ListedDocument | undefined;
  id: string;
  /** The last step of the trail. */
  here: string;
  title: string;
  /** A sentence under the title, with the ways on. */
  about: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <>
      <Header
        trail={[
          <Link key="document" href={`/#${id}`} className="trail-document">
            {document?.shortTitle ?? id}
          </Link>,
          ...(here === "Ledger" || id === ""
            ? []
            : [
                <Link key="ledger" href={documentLedgerPath(id)}>
                  Ledger
                </Link>,
              ]),
          <span key="here" aria-current="page">
            <bdi>{here}</bdi>
          </span>,
        ]}
      />
      <main className="ledger-page" id="main">
        <h1 className="page-title">{title}</h1>
        {about && <p className="ledger-about">{about}</p>}
        {children}
      </main>
    </>
  );
}
