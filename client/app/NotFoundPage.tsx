import type { ReactNode } from "react";
import { Link } from "wouter";
import * as messages from "#core/messages/interface.en.ts";
import { Header } from "../header/Header.tsx";
import { EmptyState } from "../components/EmptyState.tsx";

/** The page for an address that does not exist. */
export function NotFoundPage(): ReactNode {
  return (
    <>
      <Header trail={[]} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{messages.pageNotFound}</h1>
        <EmptyState
          action={
            <Link className="button" href="/">
              {messages.goToDocuments}
            </Link>
          }
        >
          {messages.noPageAtAddress}
        </EmptyState>
      </main>
    </>
  );
}
