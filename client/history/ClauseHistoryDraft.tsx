import type { ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ClauseHistoryEntry, LineageStep } from "#core/contract/history-operations.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { pairingText } from "#core/messages/pairing-text.ts";
import * as messages from "#core/messages/history-pages.en.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { FoldedText } from "../components/FoldedText.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatDate, writtenIn } from "../components/format.ts";
import { RedlineRun } from "../page-parts/RedlineParts.tsx";
import { formatMessage, headWord, interfaceLanguage, word } from "../page-parts/messages.ts";

/**
 * A clause in one draft: what happened to it since the previous draft, its redline against that draft, and its
 * comments.
 */
export function ClauseHistoryDraft({
  entry,
  before,
  named,
}: {
  entry: ClauseHistoryEntry;
  /** The previous draft, if there is one. */
  before: ClauseHistoryEntry["version"] | undefined;
  /** Whether drafts of several documents are shown, so that each must be named with its document. */
  named: boolean;
}): ReactNode {
  const { version, clauses, steps, rows, annotations } = entry;
  const [first] = clauses;
  const path = readingPath(version.address) + (first ? `?clause=${encodeURIComponent(first.id)}` : "");
  return (
    <li className="clause-history-draft">
      <div className="clause-history-body">
        <h2>
          <Link href={path}>
            {named && `${version.document}: `}
            <bdi lang={version.language}>{version.label}</bdi>
          </Link>{" "}
          {!version.label.includes(version.date.slice(0, 4)) && (
            <span className="quiet">{formatDate(version.date)}</span>
          )}
        </h2>
        <p className="clause-history-step">
          {clauses.length > 0 && <bdi>{clauses.map(({ citation }) => citation).join(", ")}</bdi>}
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
        <div className="draft clause-history-text" {...writtenIn(version.language)}>
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
          <Why key={index} step={step} />
        ))}
      </div>
      {annotations.length > 0 && <ClauseHistoryComments annotations={annotations} address={version.address} />}
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
          <li key={index}>{pairingText(reason, interfaceLanguage)}</li>
        ))}
      </ul>
    </details>
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
  return facts.length > 0 ? facts.join(", ") : messages.clauseUnchanged;
}

/** The comments on a clause in one draft, each with its decision and a link to its thread. */
function ClauseHistoryComments({
  annotations,
  address,
}: {
  annotations: readonly PlacedAnnotation[];
  /** Address of the draft they were made on. */
  address: string;
}): ReactNode {
  return (
    <ul
      className="clause-history-comments"
      aria-label={formatMessage(messages.commentCount, { count: annotations.length })}
    >
      {annotations.map((placed) => {
        const { annotation, replies, disposition } = placed;
        return (
          <li key={annotation.id}>
            <SpeakerLine speaker={annotation.speaker} />
            {annotation.standing === "open" ? (
              <FoldedText>
                {annotation.kind === "proposal" && <ProposedChange placed={placed} short />}
                <p dir="auto">{annotation.text}</p>
              </FoldedText>
            ) : (
              <p className="quiet">{headWord(`standing-${annotation.standing}`)}</p>
            )}
            {disposition?.current && (
              <p>
                <strong>{headWord(`disposition-${disposition.current.outcome}`)}</strong> {disposition.current.reason}
              </p>
            )}
            <p className="small quiet">
              <Link href={`${readingPath(address)}?note=${annotation.id}`}>
                {formatDate(annotation.createdAt)}, {word(`type-${annotation.type}`)}
              </Link>
              {replies.length > 0 && ` · ${formatMessage(messages.replyCount, { count: replies.length })}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
