import { type ComponentType, lazy, type ReactNode } from "react";
import { Redirect, Route, Switch } from "wouter";
import { administrationContract } from "#core/contract/administration-contract.ts";
import type { OperationName } from "#core/contract/contract.ts";
import { formerPaths, type SettingsPageName, settingsPages, settingsPath } from "#core/contract/settings-pages.ts";
import { fillPath, paramsIn } from "#core/contract/operation-url.ts";
import { pages } from "#core/contract/pages.ts";
import { addOperations } from "../api/call.ts";
import type { NeededQuery, OwnQueries } from "../api/needed.ts";
import { meQuery } from "../api/queries.ts";
import { isNeeded, neededQueries } from "./needed-queries.ts";
import { queryClient } from "./query-client.ts";

addOperations(administrationContract);

type Page = ComponentType<{ params: Record<string, string> }>;

interface PageModule {
  Page: Page;
  queries?: OwnQueries;
}

/** Imports the module of each settings page, as named in their table. */
const modules: Readonly<Record<SettingsPageName, () => Promise<PageModule>>> = {
  signIn: async () => (await import("../settings/sign-in/SignInPage.tsx")).signInPage,
  policy: async () => (await import("../settings/changes/PolicyPage.tsx")).policyPage,
  audit: async () => (await import("../settings/changes/AuditPage.tsx")).auditPage,
  profile: async () => (await import("../profile/ProfilePage.tsx")).profilePage,
  clearance: async () => (await import("../clearance/ClearancePage.tsx")).clearancePage,
  mailedReplies: async () => (await import("../inbox/MailedRepliesPage.tsx")).mailedRepliesPage,
  desk: async () => (await import("../desk/DeskPage.tsx")).deskPage,
  announcements: async () => (await import("../announcements/AnnouncementsPage.tsx")).announcementsPage,
  answers: async () => (await import("../announcements/AnswersPage.tsx")).answersPage,
  settings: async () => (await import("../settings/SettingsPage.tsx")).settingsPage,
  letters: async () => (await import("../sources/LettersPage.tsx")).lettersPage,
  record: async () => (await import("../sources/LettersPage.tsx")).recordPage,
  person: async () => (await import("../sources/SourcePages.tsx")).personPage,
  organisation: async () => (await import("../sources/SourcePages.tsx")).organisationPage,
  setUp: async () => (await import("../settings/set-up/SetUpPage.tsx")).setUpPage,
};

/** The route of every settings page. The component is loaded on the first visit. */
const routes = (Object.keys(settingsPages) as SettingsPageName[]).map((name) => ({
  name,
  path: settingsPages[name].path,
  Page: lazy(async () => ({ default: (await modules[name]()).Page })) as Page,
}));

/** Loads a settings page and its data before anything is rendered, so that the page does not stay blank. */
export async function preloadSettings(pathname: string): Promise<void> {
  for (const route of routes) {
    const params = paramsIn(route.path, pathname);
    if (!params) continue;
    const sent: readonly OperationName[] = settingsPages[route.name].sent;
    const { Page, queries = {} } = await modules[route.name]();
    const place = { params, address: Object.fromEntries(new URLSearchParams(location.search)) };
    // A page that fails to get its data reports that itself.
    const fetchAll = (needed: readonly (NeededQuery | undefined)[]): Promise<unknown> =>
      Promise.all(needed.map(async (query) => query?.fetch(queryClient, place).catch(() => null)));
    const common = sent.filter(isNeeded).filter((name) => !(name in queries));
    await fetchAll(common.map((name) => neededQueries[name]));
    const reader = queryClient.getQueryData(meQuery.queryKey)?.participant?.id ?? null;
    await fetchAll(sent.map((name) => (queries[name]?.asks?.(place, reader) === null ? undefined : queries[name])));
    route.Page = Page;
  }
}

const formerRoutes = Object.entries(formerPaths) as [keyof typeof formerPaths, string][];

/** The settings page for the address, the page that moved from it, or the page for an unknown address. */
export function SettingsRoutes({ NotFound }: { NotFound: ComponentType }): ReactNode {
  return (
    <Switch>
      {routes.map(({ path, Page }) => (
        <Route key={path} path={path}>
          {(params) => <Page params={params as Record<string, string>} />}
        </Route>
      ))}
      <Route path="/settings">
        <Redirect to={settingsPath("forum")} replace />
      </Route>
      {formerRoutes.map(([page, formerPath]) => (
        <Route key={formerPath} path={formerPath}>
          {(params) => <Moved to={fillPath(pages[page].path, params)} />}
        </Route>
      ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** Replaces a page's former address with its present one. The query, fragment and history state stay. */
function Moved({ to }: { to: string }): ReactNode {
  return <Redirect to={to + location.search + location.hash} replace state={history.state as unknown} />;
}
