import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { LedgerEntry } from "#core/contract/outcome-operations.ts";
import type { LedgerDraft } from "#core/contract/outcome-rows.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { PlaceAct, Settlement } from "#core/place/settlement.ts";
import * as messages from "#core/messages/outcomes-page.en.ts";
import { formatMoment } from "../components/format.ts";
import { formatMessage, headWord, richMessage } from "../page-parts/messages.ts";
import { sourceName } from "../components/source-name.ts";
import { CandidateLinks } from "../reading/place/CandidateLinks.tsx";
import { PlaceActions } from "../reading/place/PlaceActions.tsx";
import { TargetPlaces } from "../reading/place/TargetPlaces.tsx";
import { StateMark } from "./StateMark.tsx";

/** A comment's placement on a draft with its reason, the settlements, and the actions the reader may take. */
export function PlaceOnDraft({
  entry,
  draft,
  nameOf,
}: {
  entry: LedgerEntry;
  draft: LedgerDraft;
  /** Returns a version's label, given its address. */
  nameOf: (address: string) => string;
}): ReactNode {
  const [, navigate] = useLocation();
  const { annotation, placement, settlement, madeOn, may, candidates } = entry;
  const orphan = placement.state === "orphan";
  const there = placement.targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : []));
  const choose = (clause: string | null): void => {
    const at = clause === null ? "" : `clause=${encodeURIComponent(clause)}&`;
    navigate(`${readingPath(draft.address)}?${at}placing=${annotation.id}`);
  };
  return (
    <>
      <section className="thread-placement" aria-label={messages.outcomeOnDraft}>
        <StateMark state={placement.state} settled={placement.settled?.kind ?? null} />
        <p>{headWord(placement.reason.code, placement.reason.params)}</p>
        {annotation.targets.length === 1 && there.length > 0 && (
          <blockquote className="thread-quote" dir="auto">
            {there.join(" … ")}
          </blockquote>
        )}
        <p className="quiet">
          {!orphan && `${formatMessage(messages.placementConfidence, { percent: Math.round(placement.score * 100) })} `}
          {richMessage(messages.madeOn, {
            draft: nameOf(madeOn),
            link: (text) => <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>{text}</Link>,
          })}{" "}
          <Link href={`${readingPath(draft.address)}?note=${annotation.id}${orphan ? "&list=orphans" : ""}`}>
            {messages.readOnThisDraft}
          </Link>
        </p>
      </section>
      <TargetPlaces placed={entry} here={draft.address} />
      <PlaceActions placed={entry} version={draft.address} onChoose={() => choose(null)} />
      {may.settle && candidates.length > 0 && (
        <CandidateLinks candidates={candidates} onChoose={(clause) => choose(clause)} />
      )}
      {settlement && <PlaceHistory settlement={settlement} />}
    </>
  );
}

/** All settlements of a comment's placement on a draft, latest first. Revoked ones stay on record. */
function PlaceHistory({ settlement: { current, history } }: { settlement: Settlement }): ReactNode {
  const acts: { said: PlaceAct; until: string | null }[] = [
    ...history.flatMap(({ said, until }) => (said ? [{ said, until }] : [])),
    ...(current ? [{ said: current, until: null }] : []),
  ].reverse();
  return (
    <details className="place-history small">
      <summary>{formatMessage(messages.locationHistory, { count: acts.length })}</summary>
      <ol>
        {acts.map(({ said, until }, index) => (
          <li key={index}>
            {formatMessage(messages.locationDecision, {
              decision: said.kind === "re-anchored" ? "placed" : said.kind,
              source: sourceName(said.by),
              date: formatMoment(said.at),
            })}
            {said.reason && `: ${said.reason}`}
            {until !== null && (
              <span className="quiet"> · {formatMessage(messages.validUntil, { date: formatMoment(until) })}</span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
