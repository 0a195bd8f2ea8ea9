import type { ReactNode } from "react";
import type { Speaker } from "#core/discuss/speaker.ts";
import { interfaceLanguage, common as messages } from "#core/messages/catalogues.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { useForumGroups } from "./groups.ts";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { OrganisationNames } from "./OrganisationNames.tsx";
import { SourceLogo } from "../page-parts/Logos.tsx";
import { SourceLink } from "./SourceLink.tsx";
import { sourceName } from "./format.tsx";
import { GroupMark } from "./GroupMark.tsx";

/**
 * The organisation or person that commented, with co-signers: "Openline · civil society co-signed with AON". Their names
 * link to their pages, unless the line is plain, because it is part of a link or button.
 */
export function SpeakerLine({
  speaker,
  plain = false,
  children,
}: {
  speaker: Speaker;
  plain?: boolean;
  /** The person who commented for an organisation. */
  children?: ReactNode;
}): ReactNode {
  const { organisation, capacity, group, jointly, awaiting, participantId } = speaker;
  const isOrganisation = capacity === "organisation" && organisation;
  const forum = useForumGroups();
  return (
    <span className="speaker">
      <GroupMark group={group} />
      <span>
        <SourceLogo speaker={speaker} />
        <SourceLink
          kind={isOrganisation ? "organisation" : "person"}
          id={plain ? "" : isOrganisation ? organisation.id : speaker.name && participantId}
        >
          <strong title={organisation?.name}>{sourceName(speaker)}</strong>
        </SourceLink>
        {capacity !== "secretariat" && <span className="quiet"> · {groupName(group, forum, interfaceLanguage())}</span>}
        {jointly.length > 0 && (
          <span>
            {" "}
            {richMessage(messages.coSignedWith, {
              names: <OrganisationNames organisations={jointly} by="shortName" plain={plain} />,
              b: (names) => <strong>{names}</strong>,
            })}
          </span>
        )}
        {awaiting.length > 0 && (
          <span className="quiet">
            {" · "}
            {formatMessage(messages.waitingForCoSigners, {
              names: commaText(awaiting.map(({ shortName }) => shortName)),
            })}
          </span>
        )}
        {children && capacity !== "personal" && <span className="quiet"> · {children}</span>}
      </span>
    </span>
  );
}
