import type { ReactNode } from "react";
import { Link } from "wouter";
import { Header } from "../header/Header.tsx";
import { EmptyState } from "../components/EmptyState.tsx";

/** The page for an address that does not exist. */
export function NotFoundPage(): ReactNode {
  return (
    <>
      <Header trail={[]} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">No such page</h1>
        <EmptyState
          action={
            <Link className="button" href="/">
              Go to the library
            </Link>
          }
        >
          Nothing stands at this address.
        </EmptyState>
      </main>
    </>
  );
}
