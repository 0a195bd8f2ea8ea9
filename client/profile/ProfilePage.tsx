import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Profile } from "#core/contract/account-operations.ts";
import type { setUpPath } from "#core/contract/settings-pages.ts";
import { accountPages as messages, feeds, pageTitles as titles } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { needed } from "../api/needed.ts";
import { forumQuery, meQuery } from "../api/queries.ts";
import { EmptyState, NeedsScripts } from "../components/PageStates.tsx";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { OrganisationLogo } from "../page-parts/Logos.tsx";
import { formatMessage, headWord, richMessage, word } from "../page-parts/messages.ts";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import { TextSetting } from "../settings/parts/SavedFields.tsx";
import { deputiesQuery } from "../settings/parts/settings-queries.ts";
import { useKeptFocus } from "../settings/parts/use-kept-focus.ts";
import { AccessTokens } from "./AccessTokens.tsx";
import { AppearanceChoices } from "./AppearanceChoices.tsx";
import { EmailChange } from "./EmailChange.tsx";
import { FeedAddresses } from "./FeedAddresses.tsx";
import { NewCommentChoices } from "./NewCommentChoices.tsx";
import { OwnData } from "./OwnData.tsx";
import { OwnDeputies } from "./OwnDeputies.tsx";
import { MailSettings } from "./MailSettings.tsx";
import {
  feedAddressQuery,
  mailChoicesQuery,
  methodsQuery,
  profileQuery,
  sessionsQuery,
  tokensQuery,
  waysInQuery,
} from "./profile-queries.ts";
import { Sessions } from "./Sessions.tsx";
import { useSaveProfile } from "./use-save-profile.ts";
import { WaysToSignIn } from "./WaysToSignIn.tsx";
import "../settings/parts/settings.css";
import "./profile.css";

/** Only its type is imported, because the paths of the settings would weigh on every page. */
const setUp: typeof setUpPath = "/set-up";

/** The page and the queries that it alone has. */
export const profilePage = {
  Page: ProfilePage,
  queries: {
    getProfile: needed(() => profileQuery),
    getDeputies: needed(
      (_, client) => deputiesQuery(client.getQueryData(meQuery.queryKey)?.participant?.id ?? ""),
      (_, reader) => ({ person: reader ?? "" }),
    ),
    getWaysIn: needed(() => waysInQuery),
    getSignInMethods: needed(() => methodsQuery),
    getSessions: needed(() => sessionsQuery),
    getTokens: needed(() => tokensQuery),
    getMailChoices: needed(() => mailChoicesQuery),
    getFeedAddress: needed(() => feedAddressQuery),
  },
};

/** The reader's own account: profile, deputies, ways to sign in, sessions, access tokens and data. */
function ProfilePage(): ReactNode {
  const keptFocus = useKeptFocus();
  useTitle(titles.profile);
  const me = useQuery(meQuery);
  const isOfSetUp = new URLSearchParams(useSearch()).get("from") === "set-up";
  return (
    <>
      <Header here={titles.profile} />
      <main className="page settings profile" id="main" ref={keptFocus}>
        {isOfSetUp && <Link href={`${setUp}?step=people`}>{messages.backToSetUp}</Link>}
        <h1 className="page-title">{titles.profile}</h1>
        <NeedsScripts>{messages.profileNeedsScripts}</NeedsScripts>
        {me.data ? (
          me.data.participant && me.data.deputy ? (
            <EmptyState>{formatMessage(messages.accountOfPrincipal, { name: me.data.participant.name })}</EmptyState>
          ) : (
            <Account me={me.data} />
          )
        ) : (
          <PendingAnswer query={me} />
        )}
      </main>
    </>
  );
}

function Account({ me }: { me: Me }): ReactNode {
  const profile = useQuery(profileQuery);
  const forum = useQuery(forumQuery).data;
  if (!profile.data) return <PendingAnswer query={profile} />;
  return (
    <div className="settings-groups">
      <ProfileSection title={messages.aboutYou}>
        <AboutYou me={me} profile={profile.data} />
      </ProfileSection>
      <ProfileSection title={messages.appearance}>
        <AppearanceChoices profile={profile.data} languages={forum?.languages} />
      </ProfileSection>
      {can(actorOf(me), "annotate") && (
        <ProfileSection title={messages.newComments} about={messages.newCommentsAbout}>
          <NewCommentChoices me={me} profile={profile.data} />
        </ProfileSection>
      )}
      <ProfileSection title={messages.deputies} about={messages.deputiesAbout}>
        <OwnDeputies own={profile.data.participant} />
      </ProfileSection>
      <ProfileSection title={messages.waysIn} about={messages.waysInAbout}>
        <WaysToSignIn />
      </ProfileSection>
      <ProfileSection id="mails" title={messages.notifications}>
        <Notifications />
      </ProfileSection>
      <ProfileSection title={messages.sessions} about={messages.sessionsAbout}>
        <Sessions />
      </ProfileSection>
      <ProfileSection title={messages.tokens} about={messages.tokensAbout}>
        <AccessTokens role={me.role} />
      </ProfileSection>
      <ProfileSection id="feeds" title={feeds.ownAddress} about={feeds.addressAbout}>
        <FeedAddresses organisation={forum?.sources === "shown" ? me.organisation : null} />
      </ProfileSection>
      <ProfileSection title={messages.ownData} about={messages.ownDataAbout}>
        <OwnData />
      </ProfileSection>
    </div>
  );
}

function ProfileSection({
  id,
  title,
  about,
  children,
}: {
  /** By which links lead to it. */
  id?: string;
  title: string;
  /** Its purpose, in a sentence. */
  about?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <section className="settings-group stack-4" id={id}>
      <h2 className="profile-heading section-title">{title}</h2>
      {about !== undefined && <p className="quiet">{about}</p>}
      {children}
    </section>
  );
}

/** The messages that the reader gets by mail. */
function Notifications(): ReactNode {
  const ways = useQuery(waysInQuery);
  if (!ways.data) return <PendingAnswer query={ways} />;
  const { email, mailReaches } = ways.data;
  if (!mailReaches) return <p>{messages.serverSendsNothing}</p>;
  if (email === null) return <p>{messages.noNotifications}</p>;
  return (
    <>
      <p>{richMessage(messages.notifiedAt, { email: <bdi>{email}</bdi> })}</p>
      <MailSettings />
    </>
  );
}

/** The reader's name, mail address, organisation and role. */
function AboutYou({ me: { organisation, role }, profile }: { me: Me; profile: Profile }): ReactNode {
  const save = useSaveProfile(profile);
  const { name, email } = profile.participant;
  return (
    <>
      <TextSetting
        label={messages.name}
        hint={messages.nameHint}
        value={name}
        maxLength={200}
        onSave={(next) => save({ name: next }, messages.nameSaved)}
      />
      <EmailChange present={email} />
      <div className="field">
        <p className="field-label">{messages.affiliation}</p>
        <p>
          {organisation && <OrganisationLogo {...organisation} />}
          <bdi>
            {organisation
              ? formatMessage(messages.roleIn, { organisation: organisation.name, role: word(`role-${role}`) })
              : headWord(`role-${role}`)}
          </bdi>
        </p>
        <p className="quiet small">{messages.affiliationHint}</p>
      </div>
    </>
  );
}
