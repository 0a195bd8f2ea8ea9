/**
 * The table of pages on which people read, comment and decide. Server routes, client routes, preloading and links are
 * all derived from it and from the table of settings pages (settings-pages.ts). To add a page, add an entry: the
 * compiler then names the missing title (core/messages/en/page-titles.ts), the missing server page with its client
 * module (server/http/pages), and the missing import and query of the client (client/app/pages.ts). The titles and the
 * server's part are not here, because every page loads this table.
 */
import type { OperationName } from "#core/contract/contract.ts";
import { fillPath } from "#core/contract/operation-url.ts";

/** A page of the site. */
export interface PageEntry {
  /** The address, with parameters as ":name". */
  path: `/${string}`;
  /** The operations whose answers the server sends along with the page. */
  sent: readonly OperationName[];
  /** Other operations that the client calls before it renders the page. */
  fetched: readonly OperationName[];
}

const everywhere = ["getMe", "getForum"] as const;

/** Sent with the pages about one document. */
const aboutDocument = [...everywhere, "getDocument"] as const;

/** The pages, by name. */
export const pages = {
  library: { path: "/", sent: [...everywhere, "getLibrary"], fetched: [] },
  reading: {
    path: "/read/:version",
    sent: [...aboutDocument, "getVersion"],
    fetched: ["getAnnotationPage"],
  },
  comparison: {
    path: "/compare/:base/:revised",
    sent: [...aboutDocument, "getComparison", "getLinks"],
    fetched: [],
  },
  clauseHistory: {
    path: "/history/:version/:clause",
    sent: [...everywhere, "getClauseHistory"],
    fetched: [],
  },
  evolution: {
    path: "/evolution/:document",
    sent: [...aboutDocument, "getHistory"],
    fetched: [],
  },
  barometer: {
    path: "/barometer/:document",
    sent: [...aboutDocument, "getBarometer"],
    fetched: [],
  },
  positions: {
    path: "/positions/:version",
    sent: [...aboutDocument, "getPositions"],
    fetched: [],
  },
  outcomes: {
    path: "/outcomes/:document",
    sent: [...aboutDocument, "getDocumentOutcomes"],
    fetched: [],
  },
  versionOutcomes: {
    path: "/outcomes/version/:version",
    sent: [...aboutDocument, "getOutcomes"],
    fetched: [],
  },
  uptake: {
    path: "/uptake/:document",
    sent: [...aboutDocument, "getUptakeTable"],
    fetched: [],
  },
  upload: {
    path: "/upload/:document",
    sent: aboutDocument,
    fetched: [],
  },
  nextDraft: {
    path: "/next-draft/:version",
    sent: [...aboutDocument, "getVersion"],
    fetched: ["getAnnotationPage"],
  },
  contributions: {
    path: "/contributions",
    sent: [...everywhere, "getContributions"],
    fetched: [],
  },
  contribution: {
    path: "/contributions/:contribution",
    sent: [...everywhere, "getContribution"],
    fetched: [],
  },
  circles: {
    path: "/circles",
    sent: [...everywhere, "getCircles"],
    fetched: [],
  },
  inbox: {
    path: "/inbox",
    sent: [...everywhere, "getJointRequests", "getNewReaders", "getNotifications", "getWaiting"],
    fetched: [],
  },
} as const satisfies Record<string, PageEntry>;

export type PageName = keyof typeof pages;

/** The names of all pages, in the table's order. */
export const pageNames = Object.keys(pages) as PageName[];

/** The names of the parameters in an address. */
export type ParamsIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The parameters in a page's address, by name. */
export type PageParams<Page extends PageName> = Readonly<Record<ParamsIn<(typeof pages)[Page]["path"]>, string>>;

/** Returns a page's path with its parameters filled in. */
export function pathOf<Page extends PageName>(page: Page, params: PageParams<Page>): string {
  return fillPath(pages[page].path, params);
}

export const readingPath = (version: string): string => pathOf("reading", { version });
export const comparisonPath = (base: string, revised: string): string => pathOf("comparison", { base, revised });
export const uploadPath = (document: string): string => pathOf("upload", { document });
export const nextDraftPath = (version: string): string => pathOf("nextDraft", { version });
export const clauseHistoryPath = (version: string, clause: string): string =>
  pathOf("clauseHistory", { version, clause });
export const outcomesPath = (document: string): string => pathOf("outcomes", { document });
export const versionOutcomesPath = (version: string): string => pathOf("versionOutcomes", { version });
export const uptakePath = (document: string): string => pathOf("uptake", { document });
export const positionsPath = (version: string): string => pathOf("positions", { version });
export const evolutionPath = (document: string): string => pathOf("evolution", { document });
export const barometerPath = (document: string): string => pathOf("barometer", { document });
export const circlesPath = pages.circles.path;
export const inboxPath = pages.inbox.path;
export const contributionsPath = pages.contributions.path;
export const contributionPath = (contribution: string): string => pathOf("contribution", { contribution });

/** The path of the sign-in page. Its table of pages is loaded on demand. */
const signIn = "/sign-in";

/**
 * Returns the path of the sign-in page that leads back to a path. Addresses of sign-in are not repeated, because they may
 * hold a token.
 */
export function signInPath(from: string): string {
  if (from === "/" || from.startsWith(signIn)) return signIn;
  return `${signIn}?return=${encodeURIComponent(from)}`;
}
