import { useQuery } from "@tanstack/react-query";
import { Check, CircleDashed, CircleHelp, MapPin } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import type { hitOutcomes } from "#core/place/placement.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { targetHitsQuery, versionQuery } from "../../api/queries.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
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
  const locationLink = (target: Target | undefined, text: string): ReactNode => {
    const clause = target && clauseOfTarget(target);
    return clause === undefined ? (
      <bdi>{text}</bdi>
    ) : (
      <Link href={`${readingPath(address)}?clause=${encodeURIComponent(clause)}&note=${id}`}>
        <bdi>{text}</bdi>
      </Link>
    );
  };
  if (!later)
    return (
      <details className="target-places small">
        <summary>{richMessage(messages.locationCount, { count: targets.length })}</summary>
        <ul>
          {targets.map((target, index) => (
            <li key={index}>{locationLink(target, citationOfTarget(text, target))}</li>
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
          {settledPlaces.length > 0 && (
            <ul aria-label={word("places-settled-list")}>
              {settledPlaces.map((target, index) => (
                <li key={index} className="hit-settled">
                  <MapPin size={14} aria-hidden />
                  <span>
                    {locationLink(target, citationOfTarget(text, target))}
                    {quoteOfTarget(target) !== null && (
                      <>
                        : <q dir="auto">{quoteOfTarget(target)}</q>
                      </>
                    )}
                    {(settled.standsFor?.[index] ?? []).map((replaced) => (
                      <span key={replaced} className="quiet replaced-target">
                        {word("place-stands-for", { location: targetName(home, targets[replaced]) })}
                      </span>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <p className="quiet">{word("places-computed", { locations: computed })}</p>
        </>
      ) : (
        <summary>{computed}</summary>
      )}
      <ul aria-label={word("places-computed-list")}>
        {hits.map(({ index, target, outcome, places, words }) => {
          const Icon = icons[outcome];
          const [place] = places;
          return (
            <li key={index} className={`hit-${outcome}`}>
              <Icon size={14} aria-hidden />
              <span>
                {place ? (
                  locationLink(place, citationOfTarget(text, place))
                ) : (
                  <bdi>{citationOfTarget(home, target)}</bdi>
                )}
                : {word(`hit-${outcome}`)}
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
            <span>
              {richMessage(messages.sameTextNotIncluded, {
                location: locationLink(target, citationOfTarget(text, target)),
              })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Returns the name of a target on the draft on which it was made: "recalling a): “words”". */
function targetName(home: VersionText, target: Target | undefined): string {
  if (!target) return "";
  const quote = quoteOfTarget(target);
  return quote === null ? citationOfTarget(home, target) : `${citationOfTarget(home, target)}: “${quote}”`;
}
