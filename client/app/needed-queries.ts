import type { QueryClient, QueryExecuteOptions, QueryKey } from "@tanstack/react-query";
import type { OperationName } from "#core/contract/contract.ts";
import type { pages, PageName } from "#core/contract/pages.ts";
import type { settingsPages } from "#core/contract/settings-pages.ts";
import { documentOutcomesQuery, outcomesQuery, uptakeTableQuery } from "../api/outcome-queries.ts";
import {
  annotationsQuery,
  auditHeadQuery,
  barometerQuery,
  circlesQuery,
  clauseHistoryQuery,
  comparisonQuery,
  contributionQuery,
  contributionsQuery,
  documentQuery,
  forumQuery,
  historyQuery,
  jointRequestsQuery,
  libraryQuery,
  linksQuery,
  mentionsQuery,
  meQuery,
  newReadersQuery,
  positionsQuery,
  versionQuery,
} from "../api/queries.ts";

/** An operation whose answer a page needs before it is rendered. */
export type NeededName =
  (typeof pages)[PageName]["sent" | "fetched"][number] | (typeof settingsPages)["policy" | "audit"]["sent"][number];

/** The place of a page: the parameters of its path, and the query of its address. */
export interface PagePlace {
  params: Readonly<Record<string, string>>;
  address: Readonly<Record<string, string>>;
}

/** A query that a page needs. */
interface NeededQuery {
  /** Fetches its data, unless they are there. */
  fetch: (client: QueryClient, place: PagePlace) => Promise<unknown>;
  /** Fills its data with the answer of its operation. */
  fill: (client: QueryClient, place: PagePlace, answer: unknown) => void;
}

function needed<A, E, D, S, K extends QueryKey>(
  queryAt: (place: PagePlace) => QueryExecuteOptions<A, E, D, S, K>,
): NeededQuery {
  return {
    fetch: (client, place) => client.query(queryAt(place)),
    fill: (client, place, answer) => {
      const key: QueryKey = queryAt(place).queryKey;
      client.setQueryData(key, answer);
    },
  };
}

/** The query of each operation, whose data its answer is. Client and server fill a page's data by this table. */
export const neededQueries: Readonly<Record<NeededName, NeededQuery>> = {
  getMe: needed(() => meQuery),
  getForum: needed(() => forumQuery),
  getLibrary: needed(({ address }) => libraryQuery(address)),
  getDocument: needed(({ params: { document = "" } }) => documentQuery(document)),
  getVersion: needed(({ params: { version = "" } }) => versionQuery(version)),
  getAnnotationPage: needed(({ params: { version = "" } }) => annotationsQuery(version)),
  getComparison: needed(({ params: { base = "", revised = "" } }) => comparisonQuery(base, revised)),
  getLinks: needed(({ params: { base = "", revised = "" } }) => linksQuery(base, revised)),
  getClauseHistory: needed(({ params: { version = "", clause = "" } }) => clauseHistoryQuery(version, clause)),
  getHistory: needed(({ params: { document = "" }, address }) => historyQuery(document, address["language"] ?? null)),
  getBarometer: needed(({ params: { document = "" }, address }) =>
    barometerQuery(document, address["language"] ?? null, address["draft"] ?? null),
  ),
  getPositions: needed(({ params: { version = "" } }) => positionsQuery(version)),
  getDocumentOutcomes: needed(({ params: { document = "" }, address }) =>
    documentOutcomesQuery(document, address["language"]),
  ),
  getOutcomes: needed(({ params: { version = "" } }) => outcomesQuery(version)),
  getUptakeTable: needed(({ params: { document = "" }, address }) => uptakeTableQuery(document, address["language"])),
  getContributions: needed(({ address }) => contributionsQuery(address)),
  getContribution: needed(({ params: { contribution = "" } }) => contributionQuery(contribution)),
  getCircles: needed(({ address }) => circlesQuery(address)),
  getJointRequests: needed(() => jointRequestsQuery),
  getMentions: needed(() => mentionsQuery),
  getNewReaders: needed(() => newReadersQuery),
  getAuditHead: needed(() => auditHeadQuery),
};

/** Returns whether an operation has a query in the table. Settings load most of theirs when they are rendered. */
export function isNeeded(name: OperationName): name is NeededName {
  return Object.hasOwn(neededQueries, name);
}
