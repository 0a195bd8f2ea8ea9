import { lazy, type ComponentType } from "react";
import { paramsIn } from "#core/contract/operation-url.ts";
import { type PageName, pageNames, pages } from "#core/contract/pages.ts";
import { comparisonQuery, documentQuery, fewAnnotations, versionQuery } from "../api/queries.ts";
import { type NeededName, neededQueries } from "./needed-queries.ts";
import { queryClient } from "./query-client.ts";

/** The parameters of a page's address, by name. */
type Params = Readonly<Record<string, string>>;
type Page = ComponentType<{ params: Record<string, string> }>;

/** Imports the module of each page, as named in the table of pages. */
const modules: Readonly<Record<PageName, () => Promise<Page>>> = {
  library: async () => (await import("../library/LibraryPage.tsx")).LibraryPage,
  reading: async () => (await import("../reading/room/ReadingPage.tsx")).ReadingPage,
  comparison: async () => (await import("../comparison/ComparisonPage.tsx")).ComparisonPage,
  clauseHistory: async () => (await import("../history/ClauseHistoryPage.tsx")).ClauseHistoryPage,
  evolution: async () => (await import("../evolution/EvolutionPage.tsx")).EvolutionPage,
  barometer: async () => (await import("../barometer/BarometerPage.tsx")).BarometerPage,
  positions: async () => (await import("../positions/PositionsPage.tsx")).PositionsPage,
  outcomes: async () => (await import("../outcomes/OutcomesPage.tsx")).OutcomesPage,
  versionOutcomes: async () => (await import("../outcomes/VersionOutcomesPage.tsx")).VersionOutcomesPage,
  uptake: async () => (await import("../outcomes/UptakePage.tsx")).UptakePage,
  upload: async () => (await import("../upload/UploadPage.tsx")).UploadPage,
  nextDraft: async () => (await import("../next-draft/NextDraftPage.tsx")).NextDraftPage,
  contributions: async () => (await import("../contributions/ContributionsPage.tsx")).ContributionsPage,
  contribution: async () => (await import("../contributions/ContributionPage.tsx")).ContributionPage,
  circles: async () => (await import("../circles/CirclesPage.tsx")).CirclesPage,
  inbox: async () => (await import("../inbox/InboxPage.tsx")).InboxPage,
};

/** Loads what pages have for signed-in people alone. They report themselves what fails. */
const preparations: Readonly<Partial<Record<PageName, () => Promise<void>>>> = {
  library: async () => (await import("../library/LibraryPage.tsx")).prepareStart(queryClient),
};

async function loadPage(name: PageName): Promise<Page> {
  const [page] = await Promise.all([modules[name](), preparations[name]?.().catch(() => undefined)]);
  return page;
}

/** Starts the requests for the answer of an operation that a page needs before it is rendered. */
async function fetchAnswer(name: NeededName, params: Params): Promise<void> {
  const place = { params, address: Object.fromEntries(new URLSearchParams(location.search)) };
  if (name === "getDocument")
    await Promise.all((await documentsAt(params)).map((document) => queryClient.query(documentQuery(document))));
  else if (name === "getAnnotationPage") {
    const { annotationTotal } = (await queryClient.query(versionQuery(params["version"] ?? ""))).version;
    if (annotationTotal <= fewAnnotations) await neededQueries[name].fetch(queryClient, place);
  } else await neededQueries[name].fetch(queryClient, place);
}

/** Returns the documents that a page is about. */
async function documentsAt({ document, version = "", base = "", revised }: Params): Promise<string[]> {
  if (document !== undefined) return [document];
  if (revised === undefined) return [(await queryClient.query(versionQuery(version))).version.documentId];
  const compared = await queryClient.query(comparisonQuery(base, revised));
  return [compared.revised, compared.base].map((side) => side.version.documentId);
}

/** A page's address pattern and the component that renders it, loaded on the first visit. */
export interface PageRoute {
  name: PageName;
  path: string;
  Page: Page;
}

/** The route of every page. */
export const routes: readonly PageRoute[] = pageNames.map((name) => ({
  name,
  path: pages[name].path,
  Page: lazy(async () => ({ default: await loadPage(name) })),
}));

/** The pages of the other table, former addresses and unknown ones. Few people open them, so they load on demand. */
export const otherPages: { Page: ComponentType<{ NotFound: ComponentType }> } = {
  Page: lazy(async () => ({ default: (await import("./SettingsRoutes.tsx")).SettingsRoutes })),
};

/**
 * Fetches a page's data and module before anything is rendered. The route then holds the component itself. A lazy
 * component leaves the page blank even if its module is loaded. If the server has rendered the page, it is taken over with
 * the answers that the server had.
 */
export async function preload(pathname: string, isRendered: boolean): Promise<void> {
  for (const route of routes) {
    const params = paramsIn(route.path, pathname);
    if (!params) continue;
    const { sent, fetched } = pages[route.name];
    const answers = fetched.map((name) => fetchAnswer(name, params));
    const [page] = await Promise.allSettled([
      loadPage(route.name),
      ...sent.map((name) => fetchAnswer(name, params)),
      ...(isRendered ? [] : answers),
    ]);
    if (page.status === "fulfilled") route.Page = page.value;
    return;
  }
  const { preloadSettings, SettingsRoutes } = await import("./SettingsRoutes.tsx");
  await preloadSettings(pathname);
  otherPages.Page = SettingsRoutes;
}
