import type { ReactNode } from "react";
import type { Speaker } from "#core/discuss/speaker.ts";
import { interfaceLanguage, common as messages } from "#core/messages/catalogues.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { useForumGroups } from "./groups.ts";
import { commaText, formatMessage, richMessage, word } from "../page-parts/messages.ts";
import { OrganisationNames, SourceLogo } from "../page-parts/Logos.tsx";
import { sourceName } from "./format.tsx";
import { GroupMark } from "./GroupMark.tsx";

/** The organisation or person that commented, with co-signers: "Openline · civil society co-signed with AON". */
export function SpeakerLine({ speaker, full = false }: { speaker: Speaker; full?: boolean }): ReactNode {
  const { organisation, capacity, group, jointly, awaiting, name } = speaker;
  const forum = useForumGroups();
  return (
    <span className="speaker">
      <GroupMark group={group} />
      <span>
        <SourceLogo speaker={speaker} />
        <strong title={organisation?.name}>{sourceName(speaker)}</strong>
        {capacity !== "secretariat" && <span className="quiet"> · {groupName(group, forum, interfaceLanguage())}</span>}
        {jointly.length > 0 && (
          <span>
            {" "}
            {richMessage(messages.coSignedWith, {
              names: <OrganisationNames organisations={jointly} by="shortName" />,
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
        {full && capacity !== "personal" && (
          <span className="quiet">
            {" "}
            · {name}, {word(`capacity-${capacity}`)}
          </span>
        )}
      </span>
    </span>
  );
}
