import { useQuery } from "@tanstack/react-query";
import { Fragment, useRef, useState, type ReactNode, type RefObject } from "react";
import type { TextRange } from "#core/compare/comparison.ts";
import type { NamedVersion } from "#core/contract/fields.ts";
import type { CandidateList, ClauseCandidate, UnpairedClause } from "#core/contract/comparison-operations.ts";
import { links as messages } from "#core/messages/catalogues.ts";
import { candidatesQuery } from "./link-queries.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { writtenIn } from "../components/format.tsx";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import "./links.css";
import { useLinkWrites, type LinkWrites } from "./use-link-writes.ts";

/** Number of clauses shown at first. More do not fit a screen. */
const fewClauses = 10;

/**
 * The clauses of two drafts without a counterpart, each beside the clauses that it may have become or come from. People
 * who may link clauses confirm or refuse each with one press. With a clause, shows that one alone, and nothing if it has
 * no candidates.
 */
export function CandidateReview({
  base,
  revised,
  clause,
}: {
  base: string;
  revised: string;
  clause?: { baseClause?: string; revisedClause?: string };
}): ReactNode {
  const { data, error, refetch } = useQuery(candidatesQuery(base, revised, clause));
  const writes = useLinkWrites(base, revised);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return clause ? null : <Skeleton lines={4} />;
  if (data.clauses.length === 0 && clause) return null;
  return <Candidates list={data} writes={writes} alone={clause !== undefined} />;
}

function Candidates({
  list,
  writes,
  alone,
}: {
  list: CandidateList;
  writes: LinkWrites;
  /** Whether the page is about one clause, which needs no introduction. */
  alone: boolean;
}): ReactNode {
  const [shownAll, setShownAll] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const { clauses, may } = list;
  const count = clauses.length;
  return (
    <div className="stack-4" ref={whole} tabIndex={-1}>
      {!alone && (
        <p>
          {count === 0
            ? messages.noCandidates
            : formatMessage(may.link ? messages.candidatesIntro : messages.candidatesToRead, { count })}
        </p>
      )}
      {clauses.slice(0, shownAll ? count : fewClauses).map((unpaired) => (
        <Unpaired
          key={`${unpaired.side} ${unpaired.clause.id}`}
          unpaired={unpaired}
          list={list}
          writes={writes}
          whole={whole}
        />
      ))}
      {!shownAll && count > fewClauses && (
        <button type="button" className="button button-quiet" onClick={() => setShownAll(true)}>
          {formatMessage(messages.allCandidates, { count })}
        </button>
      )}
    </div>
  );
}

interface UnpairedProps {
  unpaired: UnpairedClause;
  list: CandidateList;
  writes: LinkWrites;
  whole: RefObject<HTMLDivElement | null>;
}

function Unpaired({ unpaired, list, writes, whole }: UnpairedProps): ReactNode {
  const own = useRef<HTMLDivElement>(null);
  const { side, clause, candidates } = unpaired;
  const [first, ...others] = candidates;
  const pair = (candidate: ClauseCandidate): ReactNode => (
    <Candidate
      key={candidate.clause.id}
      unpaired={unpaired}
      candidate={candidate}
      list={list}
      writes={writes}
      followers={() => followersOf(own.current, whole.current)}
    />
  );
  return (
    <div role="group" className="unpaired-clause stack-3" ref={own} tabIndex={-1} aria-label={clause.citation}>
      <p>
        {richMessage(side === "base" ? messages.mayHaveBecome : messages.mayComeFrom, {
          clause: (
            <strong>
              <bdi>{clause.citation}</bdi>
            </strong>
          ),
          draft: <bdi>{list.revised.label}</bdi>,
        })}
      </p>
      {first && pair(first)}
      {others.length > 0 && (
        <details>
          <summary className="soft">{formatMessage(messages.otherCandidates, { count: others.length })}</summary>
          {others.map(pair)}
        </details>
      )}
    </div>
  );
}

/** Returns a clause to decide on, those after it, and the whole list. */
function followersOf(own: HTMLElement | null, whole: HTMLElement | null): HTMLElement[] {
  const all = [...(whole?.querySelectorAll<HTMLElement>(".unpaired-clause") ?? [])];
  return [...all.slice(own ? all.indexOf(own) : 0), ...(whole ? [whole] : [])];
}

/** Both texts side by side, with the words that both have marked. */
function Candidate({
  unpaired: { side, clause },
  candidate,
  list,
  writes,
  followers,
}: Omit<UnpairedProps, "whole"> & {
  candidate: ClauseCandidate;
  /** Returns where the focus may go after the decision, in order. */
  followers: () => HTMLElement[];
}): ReactNode {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const isBase = side === "base";
  const decide = async (isRefusal: boolean): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const next = followers();
    const done = await writes.add({
      baseClause: isBase ? clause.id : candidate.clause.id,
      revisedClause: isBase ? candidate.clause.id : clause.id,
      ...(isRefusal && { isRefusal }),
      reason: reason.trim() || (isRefusal ? messages.refusedReason : messages.confirmedReason),
    });
    setBusy(false);
    // The pressed button disappears with its decision. Move the focus on, unless the user has moved it.
    if (done && document.activeElement === document.body) next.find((element) => element.isConnected)?.focus();
  };
  const [ownText, candidateText] = [
    <ClauseText key="own" version={isBase ? list.base : list.revised} clause={clause} shared={candidate.shared} />,
    <ClauseText
      key="candidate"
      version={isBase ? list.revised : list.base}
      clause={candidate.clause}
      shared={candidate.sharedInCandidate}
    />,
  ];
  const citations = { clause: clause.citation, candidate: candidate.clause.citation };
  return (
    <div className="candidate-pair stack">
      <div className="candidate-texts">
        {isBase ? ownText : candidateText}
        {isBase ? candidateText : ownText}
      </div>
      <p className="quiet small">
        <Evidence candidate={candidate} />
      </p>
      {list.may.link && (
        <div className="candidate-decision row">
          <button
            type="button"
            className={`button${busy ? " is-busy" : ""}`}
            aria-label={formatMessage(messages.confirmCandidateOf, citations)}
            onClick={() => void decide(false)}
          >
            {messages.confirmCandidate}
          </button>
          <button
            type="button"
            className={`button button-quiet${busy ? " is-busy" : ""}`}
            aria-label={formatMessage(messages.refuseCandidateOf, citations)}
            onClick={() => void decide(true)}
          >
            {messages.refuseCandidate}
          </button>
          <details>
            <summary className="soft">{messages.reasonForDecision}</summary>
            <textarea
              className="input"
              aria-label={messages.reasonForDecision}
              maxLength={2000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </details>
        </div>
      )}
    </div>
  );
}

/** The chance, the rare words that both have, and the clauses that the candidate is paired with. */
function Evidence({ candidate: { score, rareWords, pairedWith } }: { candidate: ClauseCandidate }): ReactNode {
  return (
    <>
      {formatMessage(messages.candidateChance, { percent: Math.round(score * 100) })}
      {rareWords.length > 0 && (
        <> · {richMessage(messages.bothContain, { words: <bdi>{commaText(rareWords)}</bdi> })}</>
      )}
      {pairedWith.length > 0 && (
        <> · {richMessage(messages.pairedAlready, { clauses: <bdi>{commaText(pairedWith)}</bdi> })}</>
      )}
    </>
  );
}

function ClauseText({
  version,
  clause: { citation, text },
  shared,
}: {
  version: NamedVersion;
  clause: UnpairedClause["clause"];
  /** Ranges of the text to mark, in order. */
  shared: readonly TextRange[];
}): ReactNode {
  return (
    <figure>
      <figcaption className="quiet small">
        {richMessage(messages.textInDraft, {
          clause: <bdi>{citation}</bdi>,
          draft: <bdi>{version.label}</bdi>,
        })}
      </figcaption>
      <blockquote className="candidate-text" {...writtenIn(version.language)}>
        {shared.map(([start, end], index) => (
          <Fragment key={start}>
            {text.slice(shared[index - 1]?.[1] ?? 0, start)}
            <mark>{text.slice(start, end)}</mark>
          </Fragment>
        ))}
        {text.slice(shared.at(-1)?.[1] ?? 0)}
      </blockquote>
    </figure>
  );
}
