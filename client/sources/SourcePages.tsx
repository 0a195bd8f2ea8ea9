import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Mail, Rss } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import { profilePath } from "#core/contract/settings-pages.ts";
import { feeds, interfaceLanguage, sourcePages as messages } from "#core/messages/catalogues.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { actorOf } from "../api/actor.ts";
import { needed } from "../api/needed.ts";
import { meQuery } from "../api/queries.ts";
import { GroupMark } from "../components/GroupMark.tsx";
import { useForumGroups } from "../components/groups.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { OrganisationNames } from "../components/OrganisationNames.tsx";
import { useListAddress } from "../components/use-list-address.ts";
import { OrganisationLogo } from "../page-parts/Logos.tsx";
import { commaText, formatMessage, richMessage, word } from "../page-parts/messages.ts";
import { listQueryOf, organisationQuery, personQuery } from "./source-queries.ts";
import { FollowButton } from "../following/FollowButton.tsx";
import { SourceFrame } from "./SourceFrame.tsx";

const MailboxDialog = lazyComponent(async () => (await import("./MailboxDialog.tsx")).MailboxDialog);

/** The page of a person, and the query that it alone has. */
export const personPage = {
  Page: PersonPage,
  queries: {
    getPersonAnnotations: needed(
      ({ params: { author = "" }, address }) => personQuery(author, address),
      ({ address }) => listQueryOf(address),
    ),
  },
};

/** A person with their comments and proposals. To themselves, with their drafts. */
function PersonPage({ params }: { params: Record<string, string> }): ReactNode {
  const { author = "" } = params;
  const address = useListAddress();
  const listed = useQuery({ ...personQuery(author, address.query), placeholderData: keepPreviousData });
  const me = useQuery(meQuery).data;
  const forum = useForumGroups();
  const person = listed.data?.person;
  return (
    <SourceFrame
      name={person?.name}
      recipient={author}
      listed={listed}
      address={address}
      about={
        person && (
          <>
            <p className="source-facts">
              <GroupMark group={person.group} />{" "}
              {person.organisation && (
                <>
                  <OrganisationNames organisations={[person.organisation]} by="name" /> ·{" "}
                </>
              )}
              {groupName(person.group, forum, interfaceLanguage())}
              {person.role !== null && ` · ${word(`role-${person.role}`)}`}
            </p>
            {person.id === me?.participant?.id && <p className="page-about">{messages.ownAbout}</p>}
          </>
        )
      }
    />
  );
}

/** The page of an organisation, and the query that it alone has. */
export const organisationPage = {
  Page: OrganisationPage,
  queries: {
    getOrganisationAnnotations: needed(
      ({ params: { organisation = "" }, address }) => organisationQuery(organisation, address),
      ({ address }) => listQueryOf(address),
    ),
  },
};

/** An organisation with the comments and proposals that were made or co-signed for it. */
function OrganisationPage({ params }: { params: Record<string, string> }): ReactNode {
  const { organisation: id = "" } = params;
  const address = useListAddress();
  const listed = useQuery({ ...organisationQuery(id, address.query), placeholderData: keepPreviousData });
  const me = useQuery(meQuery).data;
  const forum = useForumGroups();
  const organisation = listed.data?.organisation;
  const [isMailboxOpen, setMailboxOpen] = useState(false);
  return (
    <SourceFrame
      name={organisation?.name}
      recipient={id}
      listed={listed}
      address={address}
      beside={
        <>
          {me?.participant && organisation && !listed.data?.isHidden && (
            <FollowButton subject={{ kind: "organisation", id }} />
          )}
          {me && organisation && can(actorOf(me), "manage-mailbox", { id }) && (
            <button type="button" className="button button-quiet" onClick={() => setMailboxOpen(true)}>
              <Mail size={16} aria-hidden /> {messages.mailbox}
            </button>
          )}
          {isMailboxOpen && organisation && (
            <MailboxDialog organisation={organisation} onClose={() => setMailboxOpen(false)} />
          )}
          {me?.organisation?.id === id && (
            <Link className="button button-quiet" href={`${profilePath}#feeds`}>
              <Rss size={16} aria-hidden /> {feeds.ownAddress}
            </Link>
          )}
        </>
      }
      about={
        organisation && (
          <>
            <p className="source-facts">
              <GroupMark group={organisation.group} /> <OrganisationLogo {...organisation} />
              {organisation.shortName} · {groupName(organisation.group, forum, interfaceLanguage())}
            </p>
            {organisation.formerNames.length > 0 && (
              <p className="quiet">
                {formatMessage(messages.formerNames, { names: commaText(organisation.formerNames) })}
              </p>
            )}
            {organisation.people.length > 0 && (
              <p className="soft">
                {richMessage(messages.peopleWhoCommented, {
                  organisation: organisation.shortName,
                  people: (
                    <OrganisationNames
                      organisations={organisation.people.map((person) => ({ ...person, kind: "participant" }))}
                      by="name"
                    />
                  ),
                })}
              </p>
            )}
          </>
        )
      }
    />
  );
}
