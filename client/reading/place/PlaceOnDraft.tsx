import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { OutcomeEntry } from "#core/contract/outcome-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { outcomesPage as messages } from "#core/messages/catalogues.ts";
import { isRightlyGone } from "#core/place/needs-decision.ts";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { formatMessage, richMessage } from "../../page-parts/messages.ts";
import { CandidateLinks } from "./CandidateLinks.tsx";
import { PlaceActions } from "./PlaceActions.tsx";
import { TargetPlaces } from "./TargetPlaces.tsx";
import "../../annotations/thread.css";

const PlacementExplanation = lazyComponent(
  async () => (await import("./PlacementExplanation.tsx")).PlacementExplanation,
);

/** A comment's placement on a draft with its reason, the settlements, and the actions the reader may take. */
export function PlaceOnDraft({
  entry,
  address,
  nameOf,
  mark,
}: {
  entry: OutcomeEntry;
  /** Address of the draft. */
  address: string;
  /** Returns a version's label, given its address. */
  nameOf: (address: string) => string;
  /** The state of the placement. */
  mark?: ReactNode;
}): ReactNode {
  const [, navigate] = useLocation();
  const { annotation, placement, madeOn, may, candidates } = entry;
  const orphan = placement.state === "orphan";
  const quotes = placement.targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : []));
  const choose = (clause: string | null): void => {
    const at = clause === null ? "" : `clause=${encodeURIComponent(clause)}&`;
    navigate(`${readingPath(address)}?${at}placing=${annotation.id}`);
  };
  return (
    <>
      <section className="thread-placement" aria-label={messages.outcomeOnDraft}>
        {mark}
        <PlacementExplanation placement={placement} />
        {isRightlyGone(placement) && <p>{messages.rightlyGoneNote}</p>}
        {annotation.targets.length === 1 && quotes.length > 0 && (
          <blockquote className="thread-quote quoted" dir="auto">
            {quotes.join(" … ")}
          </blockquote>
        )}
        <p className="quiet">
          {!orphan && `${formatMessage(messages.placementConfidence, { percent: Math.round(placement.score * 100) })} `}
          {richMessage(messages.madeOn, {
            draft: nameOf(madeOn),
            link: (text) => <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>{text}</Link>,
          })}{" "}
          <Link href={`${readingPath(address)}?note=${annotation.id}${orphan ? "&list=orphans" : ""}`}>
            {messages.readOnThisDraft}
          </Link>
        </p>
      </section>
      <TargetPlaces placed={entry} address={address} />
      <PlaceActions placed={entry} version={address} onChoose={() => choose(null)} />
      {may.settle && candidates.length > 0 && (
        <CandidateLinks candidates={candidates} onChoose={(clause) => choose(clause)} />
      )}
    </>
  );
}
