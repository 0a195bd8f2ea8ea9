import { createElement } from "react";
import {
  announcementsPage as announcements,
  auditPage as audit,
  barometerPage as barometer,
  interfaceLanguage,
  letters,
  pageTitles,
  policy,
  serverPages as messages,
  settingsPage as settings,
  signInPage as signIn,
  sourcePages as sources,
} from "#core/messages/catalogues.ts";
import { changesText } from "#core/phrases/comparison-summary.ts";
import { findSection } from "#core/contract/settings-pages.ts";
import { sectionName } from "../../../client/settings/parts/SettingsNav.tsx";
import { announcementsPage } from "../../../client/announcements/AnnouncementsPage.tsx";
import { answersPage } from "../../../client/announcements/AnswersPage.tsx";
import { BarometerPage } from "../../../client/barometer/BarometerPage.tsx";
import { CirclesPage } from "../../../client/circles/CirclesPage.tsx";
import { prepareRedline } from "../../../client/comparison/compared-index.ts";
import { ComparisonPage } from "../../../client/comparison/ComparisonPage.tsx";
import { clearancePage } from "../../../client/clearance/ClearancePage.tsx";
import { ContributionsPage } from "../../../client/contributions/ContributionsPage.tsx";
import { deskPage } from "../../../client/desk/DeskPage.tsx";
import { EvolutionPage } from "../../../client/evolution/EvolutionPage.tsx";
import { ClauseHistoryPage, currentClause } from "../../../client/history/ClauseHistoryPage.tsx";
import { InboxPage } from "../../../client/inbox/InboxPage.tsx";
import { mailedRepliesPage } from "../../../client/inbox/MailedRepliesPage.tsx";
import { startQueries } from "../../../client/library/start-queries.ts";
import { StartPage } from "../../../client/library/StartPage.tsx";
import { LibraryPage } from "../../../client/library/LibraryPage.tsx";
import { NextDraftPage } from "../../../client/next-draft/NextDraftPage.tsx";
import { OutcomesPage } from "../../../client/outcomes/OutcomesPage.tsx";
import { UptakePage } from "../../../client/outcomes/UptakePage.tsx";
import { VersionOutcomesPage } from "../../../client/outcomes/VersionOutcomesPage.tsx";
import { barometerFeedUrl } from "../../../client/page-parts/Barometer.tsx";
import { formatMessage, word } from "../../../client/page-parts/messages.ts";
import { PositionsPage } from "../../../client/positions/PositionsPage.tsx";
import { profilePage } from "../../../client/profile/ProfilePage.tsx";
import { auditPage } from "../../../client/settings/changes/AuditPage.tsx";
import { policyPage } from "../../../client/settings/changes/PolicyPage.tsx";
import { settingsPage } from "../../../client/settings/SettingsPage.tsx";
import { setUpPage } from "../../../client/settings/set-up/SetUpPage.tsx";
import { signInPage } from "../../../client/settings/sign-in/SignInPage.tsx";
import { lettersPage, titleOf as lettersTitle } from "../../../client/sources/LettersPage.tsx";
import { recordPage, titleOf as recordTitle } from "../../../client/sources/RecordPage.tsx";
import { organisationPage, personPage } from "../../../client/sources/SourcePages.tsx";
import { UploadPage } from "../../../client/upload/UploadPage.tsx";
import { authorise } from "../../services/kernel/authorise.ts";
import { inTurns } from "../../services/kernel/in-turns.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { sharedPage } from "./client-content.ts";
import { documentFeed, forumFeed } from "./feed-links.ts";

/** The pages that client and server render with the same component. */
export const sharedPages = {
  library: sharedPage("library", {
    module: "library/LibraryPage.tsx",
    Page: () => createElement(LibraryPage, { Start: StartPage }),
    signedIn: { module: "library/StartPage.tsx", queries: startQueries },
    title: ({ getForum: { name } }) => ({ forum: name }),
    titleAlone: true,
    description: ({ getForum: { name, description } }) =>
      description || formatMessage(messages.documentsDescription, { forum: name }),
    indexed: ({ getForum }) => getForum.audience === "public",
    feed: ({ getForum }) => forumFeed(getForum),
  }),
  comparison: sharedPage("comparison", {
    module: "comparison/ComparisonPage.tsx",
    Page: ComparisonPage,
    title: ({ getComparison: { base, revised } }) => ({ base: base.version.label, revised: revised.version.label }),
    description: ({ getComparison }) => changesText(getComparison.comparison.stats, interfaceLanguage()),
    feed: ({ getForum, getDocument }) => documentFeed(getForum, getDocument),
    long: {
      prepare: ({ getComparison }) => inTurns(prepareRedline(getComparison)),
      // The key represents the texts and the result.
      follow: ({ getComparison: { key, base, revised, way: route, links }, ...others }) => [
        ...[key, base.version, revised.version, route, links, others],
      ],
    },
  }),
  evolution: sharedPage("evolution", {
    module: "evolution/EvolutionPage.tsx",
    Page: EvolutionPage,
    title: ({ getHistory: { document } }) => ({ document }),
    description: () => word("chart-flow-caption"),
    feed: ({ getForum, getDocument }) => documentFeed(getForum, getDocument),
  }),
  barometer: sharedPage("barometer", {
    module: "barometer/BarometerPage.tsx",
    Page: BarometerPage,
    title: ({ getBarometer: { document } }) => ({ document }),
    description: ({ getBarometer: { document } }) => formatMessage(barometer.pageDescription, { document }),
    feed: ({ getBarometer }) => ({ title: barometer.barometer, href: barometerFeedUrl(getBarometer) }),
  }),
  clauseHistory: sharedPage("clauseHistory", {
    module: "history/ClauseHistoryPage.tsx",
    Page: ClauseHistoryPage,
    title: ({ getClauseHistory: history }) => {
      const { draft, citation } = currentClause(history) ?? {};
      return { document: draft?.document ?? history.version, clause: citation ?? history.clause };
    },
    description: ({ getClauseHistory: history }) =>
      formatMessage(messages.clauseHistoryDescription, {
        version: currentClause(history)?.draft.address ?? history.version,
      }),
  }),
  positions: sharedPage("positions", {
    module: "positions/PositionsPage.tsx",
    Page: PositionsPage,
    title: ({ getPositions: { version } }) => ({ document: version.document, draft: version.label }),
    description: () => word("positions-caption"),
  }),
  outcomes: sharedPage("outcomes", {
    module: "outcomes/OutcomesPage.tsx",
    Page: OutcomesPage,
    title: ({ getDocument: { shortTitle } }) => ({ document: shortTitle }),
    description: () => word("outcomes-caption"),
    feed: ({ getForum, getDocument }) => documentFeed(getForum, getDocument),
  }),
  versionOutcomes: sharedPage("versionOutcomes", {
    module: "outcomes/VersionOutcomesPage.tsx",
    Page: VersionOutcomesPage,
    title: ({ getDocument: { shortTitle }, getOutcomes: { version } }) => ({
      document: shortTitle,
      draft: version.label,
    }),
    description: () => word("outcomes-caption"),
  }),
  uptake: sharedPage("uptake", {
    module: "outcomes/UptakePage.tsx",
    Page: UptakePage,
    title: ({ getDocument: { shortTitle } }) => ({ document: shortTitle }),
    description: () => word("uptake-note"),
  }),
  circles: sharedPage("circles", {
    module: "circles/CirclesPage.tsx",
    Page: CirclesPage,
    title: () => ({}),
    description: () => word("circles-about"),
    personal: true,
  }),
  inbox: sharedPage("inbox", {
    module: "inbox/InboxPage.tsx",
    Page: InboxPage,
    title: () => ({}),
    description: () => word("asked-about"),
    personal: true,
  }),
  upload: sharedPage("upload", {
    module: "upload/UploadPage.tsx",
    Page: UploadPage,
    authorise: (actor) => authorise(actor, "prepare-version"),
    title: ({ getDocument: { shortTitle } }) => ({ document: shortTitle }),
    description: ({ getDocument: { title } }) => formatMessage(messages.uploadDescription, { title }),
  }),
  nextDraft: sharedPage("nextDraft", {
    module: "next-draft/NextDraftPage.tsx",
    Page: NextDraftPage,
    authorise: (actor) => authorise(actor, "prepare-version"),
    title: ({ getDocument: { shortTitle } }) => ({ document: shortTitle }),
    description: ({ getDocument: { title } }) => formatMessage(messages.nextDraftDescription, { title }),
  }),
  contributions: sharedPage("contributions", {
    module: "contributions/ContributionsPage.tsx",
    Page: ContributionsPage,
    title: () => ({}),
    description: () => word("contributions-about-reader"),
    personal: true,
  }),
  signIn: sharedPage("signIn", {
    module: "settings/sign-in/SignInPage.tsx",
    ...signInPage,
    title: () => ({}),
    titleAlone: true,
    description: () => signIn.description,
    personal: true,
  }),
  profile: sharedPage("profile", {
    module: "profile/ProfilePage.tsx",
    ...profilePage,
    // A deputy reads there why it is empty.
    authorise: ({ participantId }) => {
      if (participantId === null) throw new ProblemError("not-signed-in");
    },
    title: () => ({}),
    description: () => pageTitles.profile,
    personal: true,
  }),
  clearance: sharedPage("clearance", {
    module: "clearance/ClearancePage.tsx",
    ...clearancePage,
    authorise: (actor) => authorise(actor, "read-clearance"),
    title: () => ({}),
    description: () => pageTitles.clearance,
    personal: true,
  }),
  mailedReplies: sharedPage("mailedReplies", {
    module: "inbox/MailedRepliesPage.tsx",
    ...mailedRepliesPage,
    authorise: (actor) => authorise(actor, "keep-account"),
    title: () => ({}),
    description: () => pageTitles.mailedReplies,
    personal: true,
  }),
  desk: sharedPage("desk", {
    module: "desk/DeskPage.tsx",
    ...deskPage,
    title: () => ({}),
    description: () => pageTitles.desk,
    personal: true,
  }),
  announcements: sharedPage("announcements", {
    module: "announcements/AnnouncementsPage.tsx",
    ...announcementsPage,
    title: () => ({}),
    description: () => pageTitles.announcements,
    personal: true,
  }),
  answers: sharedPage("answers", {
    module: "announcements/AnswersPage.tsx",
    ...answersPage,
    title: ({ getAnswers: { draft } }) => ({ document: draft.document, draft: draft.label }),
    description: () => announcements.whoHasAnswered,
    personal: true,
  }),
  settings: sharedPage("settings", {
    module: "settings/SettingsPage.tsx",
    ...settingsPage,
    authorise: (actor, { section }) => {
      authorise(actor, "read-settings");
      if (!findSection(section)) throw new ProblemError("not-found");
    },
    title: (_answers, { section }) => ({ section: sectionName(findSection(section) ?? "forum") }),
    description: () => settings.pageDescription,
    personal: true,
  }),
  letters: sharedPage("letters", {
    module: "sources/LettersPage.tsx",
    ...lettersPage,
    title: ({ getLetters }) => ({ title: lettersTitle(getLetters) }),
    description: () => letters.about,
    personal: true,
  }),
  record: sharedPage("record", {
    module: "sources/LettersPage.tsx",
    ...recordPage,
    title: ({ getRecord }) => ({ title: recordTitle(getRecord) }),
    description: () => letters.recordDescription,
  }),
  person: sharedPage("person", {
    module: "sources/SourcePages.tsx",
    ...personPage,
    title: ({ getPersonAnnotations: { person } }) => ({ name: person.name }),
    description: ({ getPersonAnnotations: { person } }) => formatMessage(sources.personDescription, person),
    personal: true,
  }),
  organisation: sharedPage("organisation", {
    module: "sources/SourcePages.tsx",
    ...organisationPage,
    title: ({ getOrganisationAnnotations: { organisation } }) => ({ name: organisation.name }),
    description: ({ getOrganisationAnnotations: { organisation } }) =>
      formatMessage(sources.personDescription, organisation),
  }),
  setUp: sharedPage("setUp", {
    module: "settings/set-up/SetUpPage.tsx",
    ...setUpPage,
    authorise: (actor) => authorise(actor, "read-settings"),
    title: () => ({}),
    description: () => settings.setUpDescription,
    personal: true,
  }),
  policy: sharedPage("policy", {
    module: "settings/changes/PolicyPage.tsx",
    ...policyPage,
    title: () => ({}),
    description: () => policy.pageDescription,
  }),
  audit: sharedPage("audit", {
    module: "settings/changes/AuditPage.tsx",
    ...auditPage,
    title: () => ({}),
    description: () => audit.pageDescription,
  }),
};
