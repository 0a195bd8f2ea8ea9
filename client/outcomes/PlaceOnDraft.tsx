import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { LedgerEntry } from "#core/contract/ledger-operations.ts";
import type { LedgerDraft } from "#core/contract/outcome-rows.ts";
import { readingPath } from "#core/contract/pages.ts";
import { headWord } from "../components/messages.ts";
import { CandidateLinks } from "../reading/place/CandidateLinks.tsx";
import { PlaceActs } from "../reading/place/PlaceActions.tsx";
import { PlacesSpokenOf } from "../reading/place/TargetPlaces.tsx";
import { PlaceHistory } from "./PlaceHistory.tsx";
import { StateMark } from "./StateMark.tsx";

/** What became of a comment on a draft and why, what people said of that, and what the reader may say. */
export function PlaceOnDraft({
  entry,
  draft,
  nameOf,
}: {
  entry: LedgerEntry;
  draft: LedgerDraft;
  /** What a version is called, by its address. */
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
      <section className="thread-placement" aria-label="What became of it">
        <StateMark state={placement.state} settled={placement.settled?.kind ?? null} />
        <p>{headWord(placement.reason.code, placement.reason.params)}</p>
        {annotation.targets.length === 1 && there.length > 0 && (
          <blockquote className="thread-quote" dir="auto">
            {there.join(" … ")}
          </blockquote>
        )}
        <p className="quiet">
          {!orphan && `Sure to ${String(Math.round(placement.score * 100))} %. `}
          Made on <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>{nameOf(madeOn)}</Link>.{" "}
          <Link href={`${readingPath(draft.address)}?note=${annotation.id}${orphan ? "&list=orphans" : ""}`}>
            Read it on this draft
          </Link>
        </p>
      </section>
      <PlacesSpokenOf placed={entry} here={draft.address} />
      <PlaceActs placed={entry} version={draft.address} onChoose={() => choose(null)} />
      {may.settle && candidates.length > 0 && (
        <CandidateLinks candidates={candidates} onChoose={(clause) => choose(clause)} />
      )}
      {settlement && <PlaceHistory settlement={settlement} />}
    </>
  );
}
