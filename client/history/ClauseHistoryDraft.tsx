import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ClauseHistoryEntry, LineageStep } from "#core/contract/history-operations.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { pairingText } from "#core/phrases/pairing-text.ts";
import { interfaceLanguage, historyPages as messages } from "#core/messages/catalogues.ts";
import { OutcomeMark } from "../annotations/OutcomeMark.tsx";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { FoldedText } from "../components/FoldedText.tsx";
import { formatDate, writtenIn } from "../components/format.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { CandidateReview } from "../links/CandidateReview.tsx";
import { commaText, formatMessage, headWord, word } from "../page-parts/messages.ts";
import { RedlineRun } from "../page-parts/RedlineRow.tsx";

/**
 * A clause in one draft: what happened to it since the previous draft, its redline against that draft, and its
 * comments.
 */
export function ClauseHistoryDraft({
  entry,
  before,
  named,
  addedSince,
}: {
  entry: ClauseHistoryEntry;
  /** The previous draft, if there is one. */
  before: ClauseHistoryEntry["version"] | undefined;
  /** Whether drafts of several documents are shown, so that each must be named with its document. */
  named: boolean;
  /** In the first draft with the clause, the address of the previous draft. Otherwise null. */
  addedSince: string | null;
}): ReactNode {
  const { version, clauses, steps, rows, annotations } = entry;
  const { document, label, date, language } = version;
  const [first] = clauses;
  return (
    <li className="clause-history-draft">
      <div className="clause-history-body">
        <h2>
          <Link href={readingPath(version.address) + (first ? `?clause=${encodeURIComponent(first.id)}` : "")}>
            {named && `${document}: `}
            <bdi lang={language}>{label}</bdi>
          </Link>{" "}
          {!label.includes(date.slice(0, 4)) && <time dateTime={date}>{formatDate(date)}</time>}
        </h2>
        <p className="soft">
          <bdi>{commaText(clauses.map(({ citation }) => citation))}</bdi>
          {clauses.length === 0 && steps.length === 0 && messages.notInThisDraft}
          {steps.length > 0 && (
            <>
              {clauses.length > 0 && " · "}
              {[...new Set(steps.map(describeStep))].join("; ")}
            </>
          )}
          {before && steps.length > 0 && (
            <>
              {" · "}
              <Link href={comparisonPath(before.address, version.address)}>{messages.compareWholeDrafts}</Link>
            </>
          )}
        </p>
        <div className="draft clause-history-text" {...writtenIn(language)}>
          {rows.map((row, index) => (
            <p key={index} className="clause-history-row">
              {row.segments.map(({ kind, text }, place) => (
                <RedlineRun key={place} kind={kind}>
                  {text}
                </RedlineRun>
              ))}
            </p>
          ))}
        </div>
        {steps.map((step, index) => (
          <Fragment key={index}>
            <Why step={step} />
            <StepCandidates step={step} />
          </Fragment>
        ))}
        {first && addedSince !== null && (
          <CandidateReview base={addedSince} revised={version.id} clause={{ revisedClause: first.id }} />
        )}
      </div>
      {annotations.length > 0 && (
        <ul
          className="clause-history-comments"
          aria-label={formatMessage(messages.commentCount, { count: annotations.length })}
        >
          {annotations.map((placed) => (
            <Comment key={placed.annotation.id} placed={placed} entry={entry} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** On request, shows why the clauses were taken to be the same. */
function Why({ step: { reasons, link, score } }: { step: LineageStep }): ReactNode {
  if (reasons.length === 0) return null;
  return (
    <details className="clause-history-reason small quiet">
      <summary>
        {link === null
          ? formatMessage(messages.whyWithConfidence, { confidence: Math.round(score * 100) })
          : messages.whyLinkedByPerson}
      </summary>
      <ul>
        {reasons.map((reason, index) => (
          <li key={index}>{pairingText(reason, interfaceLanguage())}</li>
        ))}
      </ul>
    </details>
  );
}

/** The candidates of a deleted or an added clause. */
function StepCandidates({ step: { base, revised } }: { step: LineageStep }): ReactNode {
  const [baseClause] = base.clauses;
  const [revisedClause] = revised.clauses;
  if (baseClause !== undefined && revisedClause !== undefined) return null;
  return (
    <CandidateReview
      base={base.version}
      revised={revised.version}
      clause={{
        ...(baseClause !== undefined && { baseClause }),
        ...(revisedClause !== undefined && { revisedClause }),
      }}
    />
  );
}

/** Describes in a few words what happened to a clause since the previous draft. */
function describeStep({ way, relation, edited, moved, renumbered, base, revised }: LineageStep): string {
  if (base.clauses.length === 0) return messages.clauseAdded;
  if (revised.clauses.length === 0) return messages.clauseDeleted;
  const facts = [
    ...(way === "document" ? [messages.fromAnotherDocument] : []),
    ...(way === "returned" ? [messages.clauseRestored] : []),
    ...(relation === "1:n" || relation === "n:1" ? [word(`relation-${relation}`)] : []),
    ...(edited ? [word("flag-edited")] : []),
    ...(moved ? [word("flag-moved")] : []),
    ...(renumbered ? [word("flag-renumbered")] : []),
  ];
  return facts.length > 0 ? commaText(facts) : messages.clauseUnchanged;
}

/** A comment with its source, its decision, and a link to its thread. */
function Comment({
  placed: { annotation, proposed, replies, decision },
  entry: { version },
}: {
  placed: PlacedAnnotation;
  entry: ClauseHistoryEntry;
}): ReactNode {
  const { id, speaker, standing, text, createdAt, type } = annotation;
  return (
    <li>
      <SpeakerLine speaker={speaker} />
      {standing === "open" ? (
        <FoldedText>
          {proposed && <ProposedClauses {...proposed} short />}
          <p dir="auto">{text}</p>
        </FoldedText>
      ) : (
        <p className="quiet">{headWord(`standing-${standing}`)}</p>
      )}
      {decision?.current && (
        <p>
          <OutcomeMark outcome={decision.current.outcome} /> {decision.current.reason}
        </p>
      )}
      <p className="small quiet">
        <Link href={`${readingPath(version.address)}?note=${id}`}>
          {formatDate(createdAt)}, {word(`type-${type}`)}
        </Link>
        {replies.length > 0 && ` · ${formatMessage(messages.replyCount, { count: replies.length })}`}
      </p>
    </li>
  );
}
