import { useQuery } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { Link, Redirect } from "wouter";
import { can } from "#core/access/permissions.ts";
import { findSection, type SettingsSection, settingsPath, setUpPath } from "#core/contract/settings-pages.ts";
import { pageTitles as titles, settingsPage as messages } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { ProblemError } from "../api/problem-error.ts";
import { needed, type PagePlace } from "../api/needed.ts";
import { meQuery } from "../api/queries.ts";
import { NeedsScripts, ProblemNotice } from "../components/PageStates.tsx";
import { pageSize } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { sectionName, SettingsNav } from "./parts/SettingsNav.tsx";
import { CalendarSection } from "./forum/CalendarSection.tsx";
import { ChangesSection } from "./changes/ChangesSection.tsx";
import { DocumentsSection } from "./documents/DocumentsSection.tsx";
import { ForumSection } from "./forum/ForumSection.tsx";
import { GroupsSection } from "./groups/GroupsSection.tsx";
import { organisationFiltersAt, OrganisationsSection } from "./organisations/OrganisationsSection.tsx";
import { MailSection } from "./mail/MailSection.tsx";
import { neededDocuments, neededOrganisations } from "./parts/needed-lists.ts";
import { PendingAnswer } from "./parts/PendingAnswer.tsx";
import { peopleFiltersAt, PeopleSection } from "./people/PeopleSection.tsx";
import {
  changesQuery,
  forumSettingsQuery,
  groupsQuery,
  mailStateQuery,
  organisationsQuery,
  peopleQuery,
  setUpQuery,
  webhooksQuery,
} from "./parts/settings-queries.ts";
import { WebhooksSection } from "./webhooks/WebhooksSection.tsx";
import { useKeptFocus } from "./parts/use-kept-focus.ts";
import "./parts/settings.css";
import "./parts/sections.css";

const sections: Readonly<Record<SettingsSection, ComponentType>> = {
  forum: ForumSection,
  documents: DocumentsSection,
  groups: GroupsSection,
  organisations: OrganisationsSection,
  people: PeopleSection,
  mail: MailSection,
  calendar: CalendarSection,
  webhooks: WebhooksSection,
  changes: ChangesSection,
};

/** Returns whether a page is one of these sections. */
const isAt =
  (...names: SettingsSection[]) =>
  ({ params }: PagePlace): boolean =>
    names.some((name) => name === params["section"]);

/** Returns what an operation asks in one of these sections. */
const asksIn =
  (
    names: SettingsSection[],
    queryOf: (address: PagePlace["address"]) => Readonly<Record<string, unknown>> = () => ({}),
  ) =>
  (place: PagePlace): Readonly<Record<string, unknown>> | null =>
    isAt(...names)(place) ? queryOf(place.address) : null;

/** The page and the queries that it alone has. Each section needs some of them. */
export const settingsPage = {
  Page: SettingsPage,
  queries: {
    getSetUp: needed(() => setUpQuery),
    getForumSettings: needed(() => forumSettingsQuery, asksIn(["forum", "calendar", "mail"])),
    getLibrary: neededDocuments(isAt("documents")),
    getGroups: needed(() => groupsQuery, asksIn(["groups"])),
    getOrganisations: needed(
      ({ address }) => organisationsQuery(organisationFiltersAt(address)),
      asksIn(["organisations"], (address) => ({ ...organisationFiltersAt(address), size: pageSize })),
    ),
    getOrganisationNames: neededOrganisations(isAt("people")),
    getPeople: needed(
      ({ address }) => peopleQuery(peopleFiltersAt(address)),
      asksIn(["people"], (address) => ({ ...peopleFiltersAt(address), size: pageSize })),
    ),
    getWebhooks: needed(() => webhooksQuery, asksIn(["webhooks"])),
    getMailState: needed(() => mailStateQuery, asksIn(["mail"])),
    getChanges: needed(
      ({ address }) => changesQuery(address["after"]),
      asksIn(["changes"], ({ after }) => ({ size: pageSize, ...(after !== undefined && { after }) })),
    ),
  },
};

/** The settings of the forum, one section at a time. */
function SettingsPage({ params }: { params: Record<string, string> }): ReactNode {
  const keptFocus = useKeptFocus();
  const section = findSection(params["section"]);
  const me = useQuery(meQuery);
  useTitle(section && formatMessage(titles.settings, { section: sectionName(section) }));
  if (!section) return <Redirect to={settingsPath("forum")} replace />;
  const Section = sections[section];
  return (
    <>
      <Header here={messages.settings} />
      <main className="page settings" id="main" ref={keptFocus}>
        <h1 className="page-title">{messages.settings}</h1>
        <SettingsNav here={section} />
        <h2 className="settings-heading section-title">{sectionName(section)}</h2>
        <NeedsScripts>{messages.needsScripts}</NeedsScripts>
        {me.data ? (
          can(actorOf(me.data), "read-settings") ? (
            <>
              <UnfinishedSetUp />
              <Section />
            </>
          ) : (
            <ProblemNotice error={refusedTo(me.data.participant !== null)} />
          )
        ) : (
          <PendingAnswer query={me} />
        )}
      </main>
    </>
  );
}

/** A link to the set-up, as long as it is not finished. */
function UnfinishedSetUp(): ReactNode {
  if (useQuery(setUpQuery).data?.isFinished !== false) return null;
  return (
    <p className="settings-note remark">
      {messages.setUpUnfinished} <Link href={setUpPath}>{messages.setUpContinue}</Link>
    </p>
  );
}

/** A person may sign out, or lose their role, while the page is open. */
function refusedTo(isSignedIn: boolean): ProblemError {
  return new ProblemError(isSignedIn ? "not-allowed" : "not-signed-in", messages.onlySecretariat, null);
}
