import { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Router } from "wouter";
import type { OperationName } from "#core/contract/contract.ts";
import { keepForumZone } from "../api/forum-zone.ts";
import type { OwnQueries, PagePlace } from "../api/needed.ts";
import { PageOrigin } from "../settings/sign-in/use-passkeys.ts";
import { App } from "./App.tsx";
import { isNeeded, neededQueries } from "./needed-queries.ts";

/** The answers with which a page is rendered, by operation, each with the parameters that it was asked for. */
export type GivenAnswers = readonly { name: OperationName; answer: unknown; place: PagePlace }[];

/**
 * A page of the client as the server renders it: what the client renders first with the same answers, so that its
 * elements stay when the scripts arrive.
 */
export function ClientPage({
  origin,
  address,
  answers,
  queries = {},
  children,
}: {
  origin: string;
  /** The path and query of the page. */
  address: string;
  answers: GivenAnswers;
  /** The queries of operations that only this page needs. */
  queries?: OwnQueries | undefined;
  children: ReactNode;
}): ReactNode {
  return (
    <AtAddress address={address}>
      <PageOrigin value={origin}>
        <App client={filledWith(answers, queries)}>{children}</App>
      </PageOrigin>
    </AtAddress>
  );
}

/** Tells what the server renders the path and query of its page. */
export function AtAddress({ address, children }: { address: string; children: ReactNode }): ReactNode {
  const [path = "/", search = ""] = address.split("?", 2);
  return (
    <Router ssrPath={path} ssrSearch={search}>
      {children}
    </Router>
  );
}

function filledWith(answers: GivenAnswers, queries: OwnQueries): QueryClient {
  // Nothing is fetched or forgotten while a page is rendered.
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, gcTime: Infinity } } });
  for (const { name, answer, place } of answers) {
    if (name === "getForum") keepForumZone((answer as { timeZone?: string }).timeZone);
    const query = queries[name] ?? (isNeeded(name) ? neededQueries[name] : undefined);
    query?.fill(client, place, answer);
  }
  return client;
}
