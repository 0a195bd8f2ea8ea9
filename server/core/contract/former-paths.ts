import type { PageName } from "#core/contract/pages.ts";

/**
 * Earlier addresses of pages, with the same parameters. They redirect to the present ones. They are not in the table of
 * pages, because every page loads that table and few people follow an old link.
 */
export const formerPaths = {
  clauseHistory: "/biography/:version/:clause",
  evolution: "/pictures/:document",
  positions: "/consensus/:version",
  outcomes: "/ledger/:document",
  versionOutcomes: "/ledger/version/:version",
  nextDraft: "/working-text/:version",
  inbox: "/asked",
} as const satisfies Partial<Record<PageName, `/${string}`>>;
