import { lazy, type ComponentType } from "react";
import { askedPath, circlesPath, contributionPath, contributionsPath } from "#core/contract/pages.ts";
import { documentLedgerQuery, ledgerQuery, uptakeTableQuery } from "../api/outcome-queries.ts";
import {
  annotationsQuery,
  biographyQuery,
  circlesQuery,
  comparisonQuery,
  consensusQuery,
  contributionQuery,
  contributionsQuery,
  documentQuery,
  historyQuery,
  jointRequestsQuery,
  libraryQuery,
  mentionsQuery,
  meQuery,
  newReadersQuery,
  versionQuery,
} from "../api/queries.ts";
import { queryClient } from "./query-client.ts";

type Page = ComponentType<{ params: Record<string, string> }>;

/** A page: the pattern of its address and the module that renders it, loaded on the first visit. */
interface PageRoute {
  path: string;
  load: () => Promise<{ default: Page }>;
  /**
   * Starts the queries the page needs. Takes the parameters of its address, in order. The server sends the answers
   * along with the page.
   */
  ask?: (...named: string[]) => Promise<unknown>[];
}

/** The data every page needs: the reader, and the forum with its documents. */
const everywhere = (): Promise<unknown>[] => [queryClient.query(meQuery), queryClient.query(libraryQuery)];

/** Returns the draft language named in the address's query, or undefined. */
const languageAsked = (): string | undefined => new URLSearchParams(location.search).get("language") ?? undefined;

const pages: readonly PageRoute[] = [
  {
    path: "/",
    load: async () => ({ default: (await import("../library/LibraryPage.tsx")).LibraryPage }),
    ask: everywhere,
  },
  {
    path: "/read/:address",
    load: async () => ({ default: (await import("../reading/room/ReadingPage.tsx")).ReadingPage }),
    ask: (address = "") => [
      ...everywhere(),
      queryClient.query(versionQuery(address)),
      queryClient.query(annotationsQuery(address)),
    ],
  },
  {
    path: "/compare/:base/:revised",
    load: async () => ({ default: (await import("../comparison/ComparisonPage.tsx")).ComparisonPage }),
    ask: (base = "", revised = "") => [...everywhere(), queryClient.query(comparisonQuery(base, revised))],
  },
  {
    path: "/biography/:version/:clause",
    load: async () => ({ default: (await import("../history/ClauseHistoryPage.tsx")).BiographyPage }),
    ask: (version = "", clause = "") => [...everywhere(), queryClient.query(biographyQuery(version, clause))],
  },
  {
    path: "/pictures/:document",
    load: async () => ({ default: (await import("../pictures/PicturesPage.tsx")).PicturesPage }),
    ask: (document = "") => [...everywhere(), queryClient.query(historyQuery(document, languageAsked() ?? null))],
  },
  {
    path: "/consensus/:version",
    load: async () => ({ default: (await import("../consensus/ConsensusPage.tsx")).ConsensusPage }),
    ask: (version = "") => [...everywhere(), queryClient.query(consensusQuery(version))],
  },
  {
    path: "/ledger/:document",
    load: async () => ({ default: (await import("../outcomes/OutcomesPage.tsx")).LedgerPage }),
    ask: (document = "") => [...everywhere(), queryClient.query(documentLedgerQuery(document, languageAsked()))],
  },
  {
    path: "/ledger/version/:version",
    load: async () => ({ default: (await import("../outcomes/VersionOutcomesPage.tsx")).VersionLedgerPage }),
    ask: (version = "") => [...everywhere(), queryClient.query(ledgerQuery(version))],
  },
  {
    path: "/uptake/:document",
    load: async () => ({ default: (await import("../outcomes/UptakePage.tsx")).UptakePage }),
    ask: (document = "") => [...everywhere(), queryClient.query(uptakeTableQuery(document, languageAsked()))],
  },
  {
    path: "/upload/:document",
    load: async () => ({ default: (await import("../upload/UploadPage.tsx")).UploadPage }),
    ask: (document = "") => [...everywhere(), queryClient.query(documentQuery(document))],
  },
  {
    path: contributionsPath,
    load: async () => ({ default: (await import("../contributions/ContributionsPage.tsx")).ContributionsPage }),
    ask: () => [...everywhere(), queryClient.query(contributionsQuery)],
  },
  {
    path: contributionPath(":contribution"),
    load: async () => ({ default: (await import("../contributions/ContributionPage.tsx")).ContributionPage }),
    ask: (contribution = "") => [...everywhere(), queryClient.query(contributionQuery(contribution))],
  },
  {
    path: "/working-text/:version",
    load: async () => ({ default: (await import("../working-text/WorkingTextPage.tsx")).WorkingTextPage }),
    ask: (version = "") => [
      ...everywhere(),
      queryClient.query(versionQuery(version)),
      queryClient.query(annotationsQuery(version)),
    ],
  },
  {
    path: circlesPath,
    load: async () => ({ default: (await import("../circles/CirclesPage.tsx")).CirclesPage }),
    ask: () => [...everywhere(), queryClient.query(circlesQuery)],
  },
  {
    path: askedPath,
    load: async () => ({ default: (await import("../inbox/InboxPage.tsx")).AskedPage }),
    ask: () => [
      ...everywhere(),
      queryClient.query(jointRequestsQuery),
      queryClient.query(newReadersQuery),
      queryClient.query(mentionsQuery),
    ],
  },
  { path: "/sign-in", load: async () => ({ default: (await import("./SignInPage.tsx")).SignInPage }) },
];

/** Every page with the component that renders it. */
export const routes = pages.map((page) => ({ ...page, Page: lazy(page.load) as Page }));

/**
 * Fetches a page's data and module before anything is rendered. The route then holds the component itself. A lazy
 * component leaves the page blank even if its module is loaded, and React keeps it blank for 300 ms.
 */
export async function preload(pathname: string): Promise<void> {
  const parts = pathname.split("/");
  const route = routes.find(({ path }) => path.split("/").length === parts.length && path.split("/")[1] === parts[1]);
  if (!route) return;
  const named = parts.filter((_, at) => route.path.split("/")[at]?.startsWith(":")).map(decodeURIComponent);
  const [page] = await Promise.allSettled([route.load(), ...(route.ask?.(...named) ?? [])]);
  if (page.status === "fulfilled") route.Page = page.value.default;
}
