import type { OperationName } from "#core/contract/contract.ts";
import type { pages, PageName } from "#core/contract/pages.ts";
import { needed, type NeededQuery } from "../api/needed.ts";
import { documentOutcomesQuery, outcomesQuery, uptakeTableQuery } from "../api/outcome-queries.ts";
import {
  annotationsQuery,
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
  meQuery,
  newReadersQuery,
  notificationsQuery,
  positionsQuery,
  versionQuery,
  waitingQuery,
} from "../api/queries.ts";

/** An operation whose answer a page needs before it is rendered. */
export type NeededName = (typeof pages)[PageName]["sent" | "fetched"][number];

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
  getNotifications: needed(() => notificationsQuery()),
  getWaiting: needed(() => waitingQuery),
  getNewReaders: needed(() => newReadersQuery),
};

/** Returns whether an operation has a query in the table. Settings load most of theirs when they are rendered. */
export function isNeeded(name: OperationName): name is NeededName {
  return Object.hasOwn(neededQueries, name);
}
