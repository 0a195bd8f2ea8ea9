import { deskPath } from "#core/contract/desk-path.ts";
import { fillPath } from "#core/contract/operation-url.ts";
import { type PageEntry, type PageName, pages, type ParamsIn } from "#core/contract/pages.ts";
import { sourcePages } from "#core/contract/source-paths.ts";

/**
 * The table of pages for the forum's settings, for accounts, and for what people and organisations said. It has the same form as the table of the other pages,
 * but only these pages load it, so that it does not weigh on the pages on which people read.
 */
export const settingsPages = {
  signIn: { path: "/sign-in", sent: ["getMe", "getSignIn", "getSignInMethods", "getForumFace"], fetched: [] },
  policy: { path: "/policy", sent: ["getMe", "getForum"], fetched: [] },
  audit: { path: "/audit", sent: ["getMe", "getForum", "getAuditHead"], fetched: [] },
  profile: {
    path: "/profile",
    sent: [
      "getMe",
      "getForum",
      "getProfile",
      "getDeputies",
      "getWaysIn",
      "getSignInMethods",
      "getSessions",
      "getTokens",
      "getMailChoices",
      "getFeedAddress",
    ],
    fetched: [],
  },
  clearance: {
    path: "/clearance",
    sent: ["getMe", "getForum", "getClearance", "getSentBack", "getNewColleagues"],
    fetched: [],
  },
  mailedReplies: { path: "/replies", sent: ["getMe", "getForum", "getMailedReplies"], fetched: [] },
  desk: {
    path: deskPath,
    sent: ["getMe", "getForum", "getDesk", "getContributions", "getClearance", "getDeskChoices"],
    fetched: [],
  },
  announcements: { path: "/announcements", sent: ["getMe", "getForum", "getAnnouncements"], fetched: [] },
  answers: { path: "/answers/:version", sent: ["getMe", "getForum", "getAnswers"], fetched: [] },
  // Each section gets the answers that it needs (client/settings/SettingsPage.tsx).
  settings: {
    path: "/settings/:section",
    sent: [
      "getMe",
      "getForum",
      "getSetUp",
      "getForumSettings",
      "getLibrary",
      "getGroups",
      "getOrganisations",
      "getOrganisationNames",
      "getPeople",
      "getWebhooks",
      "getMailState",
      "getChanges",
    ],
    fetched: [],
  },
  setUp: {
    path: "/set-up",
    sent: [
      "getMe",
      "getForum",
      "getSetUp",
      "getForumSettings",
      "getGroups",
      "getOrganisations",
      "getPeople",
      "getLibrary",
    ],
    fetched: [],
  },
  letters: { path: `${sourcePages.letters}:version`, sent: ["getMe", "getForum", "getLetters"], fetched: [] },
  record: { path: `${sourcePages.record}:version`, sent: ["getMe", "getForum", "getRecord"], fetched: [] },
  person: { path: `${sourcePages.person}:author`, sent: ["getMe", "getForum", "getPersonAnnotations"], fetched: [] },
  organisation: {
    path: `${sourcePages.organisation}:organisation`,
    sent: ["getMe", "getForum", "getOrganisationAnnotations"],
    fetched: [],
  },
} as const satisfies Record<string, PageEntry>;

export type SettingsPageName = keyof typeof settingsPages;

/** Every page of the site. */
export const sitePages = { ...pages, ...settingsPages };

export type SitePageName = keyof typeof sitePages;

/** The names of all pages, in the order of the tables. */
export const sitePageNames = Object.keys(sitePages) as SitePageName[];

/** The parameters in a page's address, by name. */
export type SitePageParams<Page extends SitePageName> = Readonly<
  Record<ParamsIn<(typeof sitePages)[Page]["path"]>, string>
>;

/** Returns the path of a settings page with its parameters filled in. */
export function settingsPathOf<Page extends SettingsPageName>(page: Page, params: SitePageParams<Page>): string {
  return fillPath(settingsPages[page].path, params);
}

export const policyPath = settingsPages.policy.path;
export const auditPath = settingsPages.audit.path;
export const profilePath = settingsPages.profile.path;
/** The part of the profile where people choose which mails they receive. */
export const mailsPath = `${profilePath}#mails`;
/** The page that ends one kind of mails. Each mail has a link to it. */
export const stopPath = "/stop-mails";
/** The page that confirms the mailbox of an organisation. */
export const mailboxPath = "/confirm-mailbox";
export const clearancePath = settingsPages.clearance.path;
export const mailedRepliesPath = settingsPages.mailedReplies.path;
export const announcementsPath = settingsPages.announcements.path;
export const setUpPath = settingsPages.setUp.path;

/** The sections of the settings, in their order. */
export const settingsSections = [
  "forum",
  "documents",
  "groups",
  "organisations",
  "people",
  "mail",
  "calendar",
  "webhooks",
  "changes",
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Finds the section that an address names. */
export function findSection(name: string | undefined): SettingsSection | undefined {
  return settingsSections.find((section) => section === name);
}

export const settingsPath = (section: SettingsSection): string => settingsPathOf("settings", { section });

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

/** Any origin. Paths are read relative to it. */
const base = "http://site.invalid";

/** Returns a path of our own site, with its query and fragment. Returns "/" for any other address. */
export function safePath(path: string): string {
  // Browsers read "//host" and "/\host" as addresses of other sites, and drop tabs and line breaks.
  if (!/^\/(?![/\\])[^\s\\]*$/u.test(path)) return "/";
  const url = URL.parse(path, base);
  // "/.//host" has become "//host".
  return url?.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
}
