import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ForumGroups } from "#core/access/forum.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { stanceText } from "#core/phrases/positions-table.ts";
import { groupName } from "#core/phrases/source-text.ts";
import type { AnnotationPositions, ClausePositions } from "#core/outcome/positions.ts";
import { groupStandings } from "#core/outcome/group-standing.ts";
import type { PositionHolder } from "#core/outcome/holder-position.ts";
import { interfaceLanguage, historyPages as messages } from "#core/messages/catalogues.ts";
import { groupCss, groupHead, useForumGroups } from "../components/groups.ts";
import { OrganisationNames } from "../components/OrganisationNames.tsx";
import { commaText, headWord, word } from "../page-parts/messages.ts";

/**
 * The positions of one group, or all groups, on a clause: support, opposition and silence, and the comments they come
 * from.
 */
export function StandingDetail({
  clause,
  groups,
  annotations,
  address,
}: {
  clause: ClausePositions;
  groups: readonly StakeholderGroup[];
  /** All annotations of the version, for their text; empty until they are loaded. */
  annotations: readonly PlacedAnnotation[];
  address: string;
}): ReactNode {
  const forum = useForumGroups();
  const comments = clause.annotations.filter(({ stances }) =>
    stances.some((stance) => stance.groups.some(({ group }) => group === null || groups.includes(group))),
  );
  return (
    <>
      <dl className="standing-groups stack">
        {groups.map((group) => (
          <div key={group}>
            <dt className="group-name" style={{ color: groupCss(group, forum) }}>
              {groupHead(group, forum)}
            </dt>
            <GroupLines clause={clause} group={group} />
          </div>
        ))}
      </dl>
      {comments.length > 0 && (
        <ul className="standing-comments">
          {comments.map((comment) => (
            <CommentLine
              key={comment.annotationId}
              comment={comment}
              placed={annotations.find(({ annotation }) => annotation.id === comment.annotationId)}
              address={address}
            />
          ))}
        </ul>
      )}
      {clause.clause !== "" && (
        <Link href={`${readingPath(address)}?clause=${encodeURIComponent(clause.clause)}`}>{messages.readClause}</Link>
      )}
    </>
  );
}

function GroupLines({ clause, group }: { clause: ClausePositions; group: StakeholderGroup }): ReactNode {
  const positions = clause.groups.find((entry) => entry.group === group);
  if (positions?.voice !== "spoke") return <dd>{word(`voice-${positions?.voice ?? "silent"}`)}</dd>;
  return (
    <>
      {groupStandings(clause, group).map(({ stance, holders }) => (
        <dd key={stance}>
          {stanceText(stance, interfaceLanguage())}
          {holders.length > 0 && (
            <>
              : <OrganisationNames organisations={holders} by="name" />
            </>
          )}
        </dd>
      ))}
      {positions.silent.length > 0 && (
        <dd className="quiet">
          {word("voice-silent")}: <OrganisationNames organisations={positions.silent} by="name" />
        </dd>
      )}
    </>
  );
}

/** A comment: its first words, linked to it, and the positions others took on it. */
function CommentLine({
  comment: { annotationId, kind, stances },
  placed,
  address,
}: {
  comment: AnnotationPositions;
  placed: PlacedAnnotation | undefined;
  address: string;
}): ReactNode {
  const forum = useForumGroups();
  const text = placed?.annotation.text.trim() ?? "";
  return (
    <li>
      <Link href={`${readingPath(address)}?note=${encodeURIComponent(annotationId)}`}>
        <span dir="auto">{text === "" ? headWord(`kind-${kind}`) : shortened(text)}</span>
      </Link>
      <span className="quiet small">
        {stances
          .map(({ stance, groups }) => {
            const holders = groups.flatMap((group) => group.holders);
            const names =
              holders.length > 0 ? holderNames(holders) : commaText(groups.map(({ group }) => nameOf(group, forum)));
            return `${stanceText(stance, interfaceLanguage())}: ${names}`;
          })
          .join("; ")}
      </span>
    </li>
  );
}

function holderNames(holders: readonly PositionHolder[]): string {
  return commaText(holders.map(({ name }) => name));
}

function nameOf(group: StakeholderGroup | null, forum: ForumGroups): string {
  return group === null ? messages.smallGroups : groupName(group, forum, interfaceLanguage());
}

function shortened(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
