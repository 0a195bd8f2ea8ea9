import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { DeskItem, OpenedDeskItem } from "#core/contract/desk-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { quotedText } from "#core/discuss/annotation-text.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { FoldedText } from "../components/FoldedText.tsx";
import { formatDate, writtenIn } from "../components/format.tsx";
import { groupHead, useForumGroups } from "../components/groups.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatMessage, headWord, word } from "../page-parts/messages.ts";
import { DecideFields, type Decided } from "../deciding/DecideFields.tsx";
import { deskItemQuery } from "../deciding/desk-data.ts";
import { ManageFields } from "./ManageFields.tsx";
import { PreparedNote } from "../deciding/PreparedNote.tsx";
import type { DeskWrites } from "../deciding/use-desk-writes.ts";
import "../annotations/thread.css";

/** The open comment: its clause, its change, the others beside it, and the decision on it. */
export function DeskItemView({
  item,
  title,
  at,
  total,
  items,
  ownReasons,
  officers,
  takenBy,
  similar,
  writes,
  onStep,
  onLeave,
  onDecide,
}: {
  item: DeskItem;
  /** Title of its document. */
  title: string;
  /** Its index in the list, -1 if it left the list. */
  at: number;
  total: number;
  items: readonly DeskItem[];
  ownReasons: readonly string[];
  officers: readonly { id: string; name: string }[];
  takenBy: string | undefined;
  /** The comments that are nearly the same. */
  similar: ReactNode;
  writes: DeskWrites;
  onStep: (by: 1 | -1) => void;
  /** Back to the list, on small screens. */
  onLeave: () => void;
  /** Also gets the ids of other proposals on the same words. */
  onDecide: (decided: Decided, conflicting: readonly string[]) => Promise<boolean>;
}): ReactNode {
  const { data, error, refetch } = useQuery(deskItemQuery(item.id));
  // The id of the comment whose decision is being changed.
  const [changed, setChanged] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Screen readers begin at the comment that opens.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [item.id]);
  return (
    <article className="queue-item" aria-labelledby="queue-item">
      <p className="row queue-steps">
        <button type="button" className="button button-quiet queue-back" onClick={onLeave}>
          {messages.backToList}
        </button>
        <button type="button" className="button button-quiet" aria-label={messages.previous} onClick={() => onStep(-1)}>
          <ChevronUp size={16} aria-hidden />
        </button>
        <button type="button" className="button button-quiet" aria-label={messages.next} onClick={() => onStep(1)}>
          <ChevronDown size={16} aria-hidden />
        </button>
        <span className="quiet small">{at >= 0 && formatMessage(messages.position, { position: at + 1, total })}</span>
      </p>
      <h2 id="queue-item" ref={heading} tabIndex={-1} className="queue-title">
        <SpeakerLine speaker={item.speaker} />
      </h2>
      <p className="quiet small">
        <Link href={`${readingPath(item.version)}?note=${item.id}`}>{messages.openInText}</Link> · <bdi>{title}</bdi>
        {item.clause && (
          <>
            {" "}
            · <bdi>{item.clause.citation}</bdi>
          </>
        )}{" "}
        · {formatDate(item.submittedAt)}
      </p>
      {takenBy !== undefined && (
        <p className="notice" role="status">
          {formatMessage(messages.takenNotice, { name: takenBy })}
        </p>
      )}
      {data ? (
        <Statement opened={data} />
      ) : error ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        // Until the answer arrives, the beginning from the list is shown. A decision is possible already.
        <>
          <p className="thread-text" dir="auto">
            {item.text}
          </p>
          <Skeleton lines={3} />
        </>
      )}
      {similar}
      <section className="desk-decision" aria-label={messages.decisionTitle}>
        {item.decision && (
          <p>
            {formatMessage(messages.decidedBy, {
              name: item.decision.by,
              outcome: word(`decision-${item.decision.outcome}`),
            })}
            {item.decision.reason !== "" && (
              <>
                {" · "}
                <span dir="auto">{item.decision.reason}</span>
              </>
            )}
          </p>
        )}
        <PreparedNote item={item} placed={data?.placed} writes={writes} />
        {item.decision === null || changed === item.id ? (
          <DecideFields
            key={item.id}
            item={item}
            placed={data?.placed}
            items={items}
            ownReasons={ownReasons}
            hasFocus={changed === item.id}
            onDecide={(decided) => {
              setChanged(null);
              return onDecide(decided, data ? conflictingWith(data) : []);
            }}
          />
        ) : (
          <button type="button" className="link-button" onClick={() => setChanged(item.id)}>
            {messages.changeDecision}
          </button>
        )}
      </section>
      {data && <Beside opened={data} />}
      <ManageFields
        key={`manage ${item.id}`}
        item={item}
        notes={data?.notes ?? []}
        officers={officers}
        onChange={(change) => writes.change([item], change)}
      />
    </article>
  );
}

/** Returns the ids of the open proposals that change words which a proposal changes too. */
function conflictingWith({ placed, beside }: OpenedDeskItem): string[] {
  if (!hasOperations(placed.annotation)) return [];
  return beside
    .filter(({ annotation, onSameWords, decision }) => onSameWords && !decision?.current && hasOperations(annotation))
    .map(({ annotation }) => annotation.id);
}

/** The comment or proposal, its clause and the positions on it. */
function Statement({ opened: { placed, clauseText, item } }: { opened: OpenedDeskItem }): ReactNode {
  const { annotation } = placed;
  const quote = quotedText(annotation);
  return (
    <>
      {hasOperations(annotation) ? (
        <ProposedChange placed={placed} short={false} />
      ) : (
        quote !== "" && (
          <blockquote className="thread-quote quoted" dir="auto" lang={item.language}>
            <FoldedText>{quote}</FoldedText>
          </blockquote>
        )
      )}
      {annotation.text !== "" && (
        <p className="thread-text" dir="auto">
          {annotation.text}
        </p>
      )}
      {clauseText !== null && clauseText !== quote && (
        <details className="queue-clause" open={!hasOperations(annotation)}>
          <summary className="quiet small">{messages.clauseNow}</summary>
          <p {...writtenIn(item.language)}>{clauseText}</p>
        </details>
      )}
      <Positions positions={placed.positions} />
    </>
  );
}

function Positions({ positions }: { positions: OpenedDeskItem["placed"]["positions"] }): ReactNode {
  const forum = useForumGroups();
  if (positions.length === 0) return null;
  return (
    <ul className="desk-positions small" aria-label={messages.positionsTitle}>
      {positions.map(({ holder, position }) => (
        <li key={`${holder.kind} ${holder.id}`}>
          <bdi>{holder.name}</bdi> <span className="quiet">({groupHead(holder.group, forum)})</span>:{" "}
          {headWord(`position-${position}`)}
        </li>
      ))}
    </ul>
  );
}

/** The other comments on the same clause, with what was decided on them. */
function Beside({ opened: { beside } }: { opened: OpenedDeskItem }): ReactNode {
  if (beside.length === 0) return null;
  return (
    <section className="desk-beside" aria-labelledby="desk-beside">
      <h3 id="desk-beside" className="section-title">
        {formatMessage(messages.besideTitle, { count: beside.length })}
      </h3>
      <ul>
        {beside.map(({ annotation, proposed, decision }) => (
          <li key={annotation.id}>
            <SpeakerLine speaker={annotation.speaker} />
            {proposed && proposed.clauses.length > 0 && <ProposedClauses {...proposed} short />}
            {annotation.text !== "" && (
              <p className="thread-text" dir="auto">
                <FoldedText>{annotation.text}</FoldedText>
              </p>
            )}
            {decision?.current && (
              <p className="small">
                <strong>{headWord(`decision-${decision.current.outcome}`)}</strong>{" "}
                <span dir="auto">{decision.current.reason}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
