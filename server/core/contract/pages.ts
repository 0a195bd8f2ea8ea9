/**
 * The one table of pages. Server routes, client routes, preloading and links are all derived from it. To add a page,
 * add an entry: the compiler then names the missing server page, client module and query.
 */
import type { OperationName } from "#core/contract/contract.ts";
import { fillPath } from "#core/contract/operation-url.ts";

interface PageEntry {
  /** The address, with parameters as ":name". */
  path: `/${string}`;
  /** An earlier address with the same parameters. It redirects to the path. */
  formerPath?: `/${string}`;
  /** Code of the message that is the page's title. The server supplies its parameters. */
  title: string;
  /** The operations whose answers the server sends along with the page. */
  sent: readonly OperationName[];
  /** Other operations that the client calls before it renders the page. */
  fetched: readonly OperationName[];
  /** The client module that renders the page, relative to client/. */
  module: `${string}.tsx`;
}

const everywhere = ["getMe", "getLibrary"] as const;

/** Every page of the site. Paths with the same number of segments differ in their first segment. */
export const pages = {
  library: { path: "/", title: "page-library", sent: everywhere, fetched: [], module: "library/LibraryPage.tsx" },
  reading: {
    path: "/read/:version",
    title: "page-version",
    sent: [...everywhere, "getVersion"],
    fetched: ["getAnnotations"],
    module: "reading/room/ReadingPage.tsx",
  },
  comparison: {
    path: "/compare/:base/:revised",
    title: "page-comparison",
    sent: [...everywhere, "getComparison"],
    fetched: [],
    module: "comparison/ComparisonPage.tsx",
  },
  clauseHistory: {
    path: "/history/:version/:clause",
    formerPath: "/biography/:version/:clause",
    title: "page-clause",
    sent: [...everywhere, "getBiography"],
    fetched: [],
    module: "history/ClauseHistoryPage.tsx",
  },
  evolution: {
    path: "/evolution/:document",
    formerPath: "/pictures/:document",
    title: "page-evolution",
    sent: [...everywhere, "getHistory"],
    fetched: [],
    module: "pictures/PicturesPage.tsx",
  },
  positions: {
    path: "/positions/:version",
    formerPath: "/consensus/:version",
    title: "page-positions",
    sent: [...everywhere, "getConsensus"],
    fetched: [],
    module: "consensus/ConsensusPage.tsx",
  },
  outcomes: {
    path: "/outcomes/:document",
    formerPath: "/ledger/:document",
    title: "ledger-title",
    sent: [...everywhere, "getDocumentLedger"],
    fetched: [],
    module: "outcomes/OutcomesPage.tsx",
  },
  versionOutcomes: {
    path: "/outcomes/version/:version",
    formerPath: "/ledger/version/:version",
    title: "ledger-title",
    sent: [...everywhere, "getLedger"],
    fetched: [],
    module: "outcomes/VersionOutcomesPage.tsx",
  },
  uptake: {
    path: "/uptake/:document",
    title: "uptake-title",
    sent: [...everywhere, "getUptakeTable"],
    fetched: [],
    module: "outcomes/UptakePage.tsx",
  },
  upload: {
    path: "/upload/:document",
    title: "page-upload",
    sent: everywhere,
    fetched: ["getDocument"],
    module: "upload/UploadPage.tsx",
  },
  nextDraft: {
    path: "/next-draft/:version",
    formerPath: "/working-text/:version",
    title: "page-next-draft",
    sent: [...everywhere, "getVersion"],
    fetched: ["getAnnotations"],
    module: "working-text/WorkingTextPage.tsx",
  },
  contributions: {
    path: "/contributions",
    title: "contributions-title",
    sent: [...everywhere, "getContributions"],
    fetched: [],
    module: "contributions/ContributionsPage.tsx",
  },
  contribution: {
    path: "/contributions/:contribution",
    title: "page-contribution",
    sent: [...everywhere, "getContribution"],
    fetched: [],
    module: "contributions/ContributionPage.tsx",
  },
  circles: {
    path: "/circles",
    title: "circles-title",
    sent: [...everywhere, "getCircles"],
    fetched: [],
    module: "circles/CirclesPage.tsx",
  },
  inbox: {
    path: "/inbox",
    formerPath: "/asked",
    title: "for-you-title",
    sent: [...everywhere, "getJointRequests", "getMentions"],
    fetched: ["getNewReaders"],
    module: "inbox/InboxPage.tsx",
  },
  signIn: { path: "/sign-in", title: "page-sign-in", sent: ["getMe"], fetched: [], module: "app/SignInPage.tsx" },
} as const satisfies Record<string, PageEntry>;

export type PageName = keyof typeof pages;

/** The names of all pages, in the table's order. */
export const pageNames = Object.keys(pages) as PageName[];

type ParamsIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
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

/** Returns the page's former path. Null if it has none. */
export function formerPathOf(page: PageName): string | null {
  const entry: PageEntry = pages[page];
  return entry.formerPath ?? null;
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
export const circlesPath = pages.circles.path;
export const inboxPath = pages.inbox.path;
export const contributionsPath = pages.contributions.path;
export const contributionPath = (contribution: string): string => pathOf("contribution", { contribution });
