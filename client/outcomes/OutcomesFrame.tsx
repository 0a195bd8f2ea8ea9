import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { outcomesPath } from "#core/contract/pages.ts";
import { outcomesPage as messages } from "#core/messages/catalogues.ts";
import { Header } from "../header/Header.tsx";
import "./outcomes.css";
import "../page-parts/text-table.css";

/** The frame of a comment outcomes page: the trail, the title, and the table in the rest of the window. */
export function OutcomesFrame({
  document,
  id,
  draft,
  title,
  about,
  children,
}: {
  document: ListedDocument | undefined;
  id: string;
  /** Label of the draft whose outcomes are shown. Null for all drafts. */
  draft: string | null;
  title: string;
  /** A sentence under the title, with links. */
  about: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <>
      <Header
        trail={[
          <Link key="document" href={`/#${id}`}>
            {document?.shortTitle ?? id}
          </Link>,
          ...(draft === null || id === ""
            ? []
            : [
                <Link key="outcomes" href={outcomesPath(id)}>
                  {messages.commentOutcomes}
                </Link>,
              ]),
        ]}
        here={<bdi>{draft ?? messages.commentOutcomes}</bdi>}
      />
      <main className="outcomes-page" id="main">
        <h1 className="page-title">{title}</h1>
        {about && <p className="soft">{about}</p>}
        {children}
      </main>
    </>
  );
}
