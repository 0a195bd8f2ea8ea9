import { lazy, type ComponentType } from "react";
import { askedPath, circlesPath, contributionPath, contributionsPath } from "#core/contract/page-paths.ts";

/** A page: the pattern of its address and the module that draws it, loaded when it is first gone to. */
interface PageRoute {
  path: string;
  load: () => Promise<{ default: ComponentType<{ params: Record<string, string> }> }>;
}

const pages: readonly PageRoute[] = [
  { path: "/", load: async () => ({ default: (await import("../pages/LibraryPage.tsx")).LibraryPage }) },
  { path: "/read/:address", load: async () => ({ default: (await import("../pages/ReadingPage.tsx")).ReadingPage }) },
  {
    path: "/compare/:base/:revised",
    load: async () => ({ default: (await import("../pages/ComparisonPage.tsx")).ComparisonPage }),
  },
  {
    path: "/biography/:version/:clause",
    load: async () => ({ default: (await import("../pages/BiographyPage.tsx")).BiographyPage }),
  },
  {
    path: "/pictures/:document",
    load: async () => ({ default: (await import("../pages/PicturesPage.tsx")).PicturesPage }),
  },
  {
    path: "/consensus/:version",
    load: async () => ({ default: (await import("../pages/ConsensusPage.tsx")).ConsensusPage }),
  },
  { path: "/ledger/:document", load: async () => ({ default: (await import("../pages/LedgerPage.tsx")).LedgerPage }) },
  {
    path: "/ledger/version/:version",
    load: async () => ({ default: (await import("../pages/VersionLedgerPage.tsx")).VersionLedgerPage }),
  },
  { path: "/uptake/:document", load: async () => ({ default: (await import("../pages/UptakePage.tsx")).UptakePage }) },
  { path: "/upload/:document", load: async () => ({ default: (await import("../pages/UploadPage.tsx")).UploadPage }) },
  {
    path: contributionsPath,
    load: async () => ({ default: (await import("../pages/ContributionsPage.tsx")).ContributionsPage }),
  },
  {
    path: contributionPath(":contribution"),
    load: async () => ({ default: (await import("../pages/ContributionPage.tsx")).ContributionPage }),
  },
  {
    path: "/working-text/:version",
    load: async () => ({ default: (await import("../pages/WorkingTextPage.tsx")).WorkingTextPage }),
  },
  { path: circlesPath, load: async () => ({ default: (await import("../pages/CirclesPage.tsx")).CirclesPage }) },
  { path: askedPath, load: async () => ({ default: (await import("../pages/AskedPage.tsx")).AskedPage }) },
  { path: "/sign-in", load: async () => ({ default: (await import("../pages/SignInPage.tsx")).SignInPage }) },
];

/** Every page with its lazy component. */
export const routes = pages.map(({ path, load }) => ({ path, load, Page: lazy(load) }));

/** Fetches the page an address leads to, ahead of drawing it. */
export async function preload(pathname: string): Promise<void> {
  const parts = pathname.split("/");
  const route = routes.find(({ path }) => path.split("/").length === parts.length && path.split("/")[1] === parts[1]);
  await route?.load();
}
