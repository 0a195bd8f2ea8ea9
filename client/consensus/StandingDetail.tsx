import type { ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { sayStance } from "#core/messages/consensus-table.ts";
import type { AnnotationConsensus, ClauseConsensus } from "#core/outcome/consensus.ts";
import { groupStandings } from "#core/outcome/group-standing.ts";
import type { PositionHolder } from "#core/outcome/holder-position.ts";
import * as messages from "#core/messages/history-pages.en.ts";
import { headWord, interfaceLanguage, word } from "../page-parts/messages.ts";

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
  clause: ClauseConsensus;
  groups: readonly StakeholderGroup[];
  /** All annotations of the version, for their text; empty until they are loaded. */
  annotations: readonly PlacedAnnotation[];
  address: string;
}): ReactNode {
  const said = clause.annotations.filter(({ stances }) =>
    stances.some((stance) => stance.groups.some(({ group }) => group === null || groups.includes(group))),
  );
  return (
    <>
      <dl className="standing-groups">
        {groups.map((group) => (
          <div key={group}>
            <dt className={`group-name group-${group}`}>{headWord(`group-${group}`)}</dt>
            <GroupLines clause={clause} group={group} />
          </div>
        ))}
      </dl>
      {said.length > 0 && (
        <ul className="standing-said">
          {said.map((one) => (
            <SaidOf
              key={one.annotationId}
              one={one}
              placed={annotations.find(({ annotation }) => annotation.id === one.annotationId)}
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

function GroupLines({ clause, group }: { clause: ClauseConsensus; group: StakeholderGroup }): ReactNode {
  const found = clause.groups.find((one) => one.group === group);
  if (found?.voice !== "spoke") return <dd>{word(`voice-${found?.voice ?? "silent"}`)}</dd>;
  return (
    <>
      {groupStandings(clause, group).map(({ stance, holders }) => (
        <dd key={stance}>
          {sayStance(stance, interfaceLanguage)}
          {holders.length > 0 && <>: {namesOf(holders)}</>}
        </dd>
      ))}
      {found.silent.length > 0 && (
        <dd className="quiet">
          {word("voice-silent")}: {namesOf(found.silent)}
        </dd>
      )}
    </>
  );
}

/** A comment: its first words, linked to it, and the positions others took on it. */
function SaidOf({
  one: { annotationId, kind, stances },
  placed,
  address,
}: {
  one: AnnotationConsensus;
  placed: PlacedAnnotation | undefined;
  address: string;
}): ReactNode {
  const words = placed?.annotation.text.trim() ?? "";
  return (
    <li>
      <Link href={`${readingPath(address)}?note=${encodeURIComponent(annotationId)}`}>
        <span dir="auto">{words === "" ? headWord(`kind-${kind}`) : shortened(words)}</span>
      </Link>
      <span className="quiet small">
        {stances
          .map(({ stance, groups }) => {
            const holders = groups.flatMap((part) => part.holders);
            const by = holders.length > 0 ? namesOf(holders) : groups.map(({ group }) => groupName(group)).join(", ");
            return `${sayStance(stance, interfaceLanguage)}: ${by}`;
          })
          .join("; ")}
      </span>
    </li>
  );
}

function namesOf(holders: readonly PositionHolder[]): string {
  return holders.map(({ name }) => name).join(", ");
}

function groupName(group: StakeholderGroup | null): string {
  return group === null ? messages.smallGroups : word(`group-${group}`);
}

function shortened(words: string): string {
  return words.length > 160 ? `${words.slice(0, 160)}…` : words;
}
