import type { ReactNode } from "react";
import { Link, Route, Switch } from "wouter";
import { common as messages } from "#core/messages/catalogues.ts";
import { EmptyState } from "../components/PageStates.tsx";
import { Header } from "../header/Header.tsx";
import { otherPages, routes } from "./pages.ts";

/** The page for the address. */
export function Routes(): ReactNode {
  return (
    <Switch>
      {routes.map(({ path, Page }) => (
        <Route key={path} path={path}>
          {(params) => <Page params={params as Record<string, string>} />}
        </Route>
      ))}
      <Route>
        <otherPages.Page NotFound={NotFoundPage} />
      </Route>
    </Switch>
  );
}

/** The page for an address that does not exist. */
function NotFoundPage(): ReactNode {
  return (
    <>
      <Header />
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
