import { useQuery } from "@tanstack/react-query";
import { Check, CircleDashed, CircleHelp, MapPin } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import type { hitOutcomes, TargetHits } from "#core/place/placement.ts";
import type { VersionText } from "#core/text/clause.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { versionQuery } from "../../api/queries.ts";
import { targetHitsQuery } from "./place-writes.ts";
import { ProblemNotice } from "../../components/PageStates.tsx";
import { formatMessage, richMessage, word } from "../../page-parts/messages.ts";
import { citationOfTarget, quoteOfTarget } from "../../annotations/target.ts";
import "./target-places.css";

const icons: Record<(typeof hitOutcomes)[number], typeof Check> = {
  stands: CircleDashed,
  changed: Check,
  gone: Check,
  unsure: CircleHelp,
};

/**
 * Lists the places of an annotation with several targets. On its own draft it lists the targets. On a later draft it
 * ticks off those that changed, and adds other occurrences of the same text. Places settled by a person come first,
 * apart from those computed from the texts.
 */
export function TargetPlaces({ placed, address }: { placed: PlacedAnnotation; address: string }): ReactNode {
  const { id, targets } = placed.annotation;
  const { settled, targets: settledPlaces } = placed.placement;
  const later = placed.madeOn !== address;
  const several = targets.length > 1;
  const page = useQuery({ ...versionQuery(later ? address : placed.madeOn), enabled: several });
  const homePage = useQuery({ ...versionQuery(placed.madeOn), enabled: several });
  const hitsResult = useQuery({ ...targetHitsQuery(id, address), enabled: several && later });
  if (!several || !page.data || !homePage.data) return null;
  const { text } = page.data;
  const home = homePage.data.text;
  const nameOf: NameOf = (target) => {
    const name = <bdi>{citationOfTarget(text, target)}</bdi>;
    const clause = clauseOfTarget(target);
    if (clause === undefined) return name;
    return <Link href={`${readingPath(address)}?clause=${encodeURIComponent(clause)}&note=${id}`}>{name}</Link>;
  };
  if (!later)
    return (
      <details className="target-places small">
        <summary>{richMessage(messages.locationCount, { count: targets.length })}</summary>
        <ul>
          {targets.map((target, index) => (
            <li key={index}>{nameOf(target)}</li>
          ))}
        </ul>
      </details>
    );
  if (hitsResult.error) return <ProblemNotice error={hitsResult.error} onRetry={() => void hitsResult.refetch()} />;
  if (!hitsResult.data) return null;
  const { hits, others } = hitsResult.data;
  const changedCount = hits.filter(({ outcome }) => outcome === "changed" || outcome === "gone").length;
  const computed = formatMessage(messages.changedLocations, {
    changed: changedCount,
    total: hits.length,
    others: others.length,
  });
  return (
    <details className="target-places small" open={settled !== undefined || changedCount < hits.length}>
      {settled ? (
        <>
          <summary>
            {word("places-settled", { count: settledPlaces.length })}: {word(`place-act-${settled.kind}`)}
          </summary>
          {settledPlaces.length > 0 && <SettledPlaces placed={placed} home={home} nameOf={nameOf} />}
          <p className="quiet">{word("places-computed", { locations: computed })}</p>
        </>
      ) : (
        <summary>{computed}</summary>
      )}
      <ComputedPlaces hits={hits} others={others} home={home} nameOf={nameOf} />
    </details>
  );
}

/** Names a place on the draft being read, with a link to it. */
type NameOf = (target: Target) => ReactNode;

/** The places that a person chose, and the targets that each replaces. */
function SettledPlaces({
  placed: { annotation, placement },
  home,
  nameOf,
}: {
  placed: PlacedAnnotation;
  home: VersionText;
  nameOf: NameOf;
}): ReactNode {
  return (
    <ul aria-label={word("places-settled-list")}>
      {placement.targets.map((target, index) => (
        <li key={index} className="hit-settled">
          <MapPin size={14} aria-hidden />
          <span>
            {nameOf(target)}
            {quoteOfTarget(target) !== null && (
              <>
                : <q dir="auto">{quoteOfTarget(target)}</q>
              </>
            )}
            {(placement.settled?.standsFor?.[index] ?? []).map((replaced) => (
              <span key={replaced} className="quiet replaced-target">
                {word("place-stands-for", { location: targetName(home, annotation.targets[replaced]) })}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The outcome of each target, and other occurrences of the same text. */
function ComputedPlaces({ hits, others, home, nameOf }: TargetHits & { home: VersionText; nameOf: NameOf }): ReactNode {
  return (
    <ul aria-label={word("places-computed-list")}>
      {hits.map(({ index, target, outcome, places, words }) => {
        const Icon = icons[outcome];
        const [place] = places;
        return (
          <li key={index} className={`hit-${outcome}`}>
            <Icon size={14} aria-hidden />
            <span>
              {place ? nameOf(place) : <bdi>{citationOfTarget(home, target)}</bdi>}: {word(`hit-${outcome}`)}
              {outcome === "changed" && words !== quoteOfTarget(target) && (
                <>
                  {" "}
                  <q dir="auto">{words}</q>
                </>
              )}
            </span>
          </li>
        );
      })}
      {others.map((target, index) => (
        <li key={`other-${index}`}>
          <CircleDashed size={14} aria-hidden />
          <span>{richMessage(messages.sameTextNotIncluded, { location: nameOf(target) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** Returns the name of a target on the draft on which it was made: "recalling a): “words”". */
function targetName(home: VersionText, target: Target | undefined): string {
  if (!target) return "";
  const quote = quoteOfTarget(target);
  return quote === null ? citationOfTarget(home, target) : `${citationOfTarget(home, target)}: “${quote}”`;
}
