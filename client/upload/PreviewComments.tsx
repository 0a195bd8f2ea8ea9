import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { needsDecision, shownState } from "#core/place/needs-decision.ts";
import { placementStates, type Placement } from "#core/place/placement.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { placements as reasons, uploadPage as messages } from "#core/messages/catalogues.ts";
import { annotationsQuery } from "../api/queries.ts";
import { sourceName } from "../components/format.tsx";
import { SourceLogo } from "../page-parts/Logos.tsx";
import { commaText, formatMessage, headWord, richMessage, word, uncheckedWord } from "../page-parts/messages.ts";

/**
 * The effect of publishing on each comment that has a placement on the previous draft, grouped by the new placement's
 * state.
 */
export function PreviewComments({ preview }: { preview: Preview }): ReactNode {
  const { against, placements, returned, lostBefore } = preview;
  const annotations = useQuery({ ...annotationsQuery(against ?? ""), enabled: against !== null }).data ?? [];
  const byId = new Map(annotations.map((placed) => [placed.annotation.id, placed]));
  if (placements.length + returned.length + lostBefore === 0) return <p>{messages.noComments}</p>;
  // Those that a person should check come first, and their lists are open.
  const groups = ([...placementStates, "gone"] as const)
    .map((state) => [state, placements.filter((placement) => shownState(placement) === state)] as const)
    .filter(([, placementsInState]) => placementsInState.length > 0)
    .sort(([, one], [, other]) => Number(other.some(needsDecision)) - Number(one.some(needsDecision)));
  return (
    <>
      {groups.map(([state, placementsInState]) => (
        <details key={state} className="preview-fate" open={placementsInState.some(needsDecision)}>
          <summary>
            <strong>{placementsInState.length}</strong> {word(`state-${state}`)}
          </summary>
          <Fates placements={placementsInState} byId={byId} />
        </details>
      ))}
      {returned.length > 0 && (
        <details className="preview-fate">
          <summary>
            {richMessage(messages.placedAgainGroup, {
              count: returned.length,
              b: (parts) => <strong>{parts}</strong>,
            })}
          </summary>
          <Fates placements={returned} byId={byId} />
        </details>
      )}
      {lostBefore > 0 && <p className="quiet">{formatMessage(messages.stayUnplaced, { count: lostBefore })}</p>}
    </>
  );
}

function Fates({
  placements,
  byId,
}: {
  placements: readonly Placement[];
  byId: ReadonlyMap<string, PlacedAnnotation>;
}): ReactNode {
  return (
    <ul className="preview-fate-list stack">
      {placements.map(({ annotationId, reason }) => {
        const annotation = byId.get(annotationId)?.annotation;
        return (
          <li key={annotationId}>
            {annotation && (
              <>
                <SourceLogo speaker={annotation.speaker} />
                <strong>{sourceName(annotation.speaker)}</strong>{" "}
                <q dir="auto">{annotation.text === "" ? headWord("kind-proposal") : shortened(annotation.text)}</q>{" "}
              </>
            )}
            <span className="quiet">{uncheckedWord(reason, reasons)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Returns enough of a comment to recognise it by. */
function shortened(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 90)}…`;
}

/** Returns a summary: "148 comments: 140 keep their location, 3 become unplaced." Zero counts are left out. */
export function summarisePlacements({ placements, returned }: Pick<Preview, "placements" | "returned">): string {
  const total = placements.length + returned.length;
  if (total === 0) return messages.noPlacedComments;
  const count = (state: ReturnType<typeof shownState>): number =>
    placements.filter((placement) => shownState(placement) === state).length;
  const lost = count("orphan");
  const gone = count("gone");
  const unsure = count("approximate");
  const clauseOnly = count("clause-only");
  const otherOption = count("alternative");
  const placed = placements.length - lost - gone - unsure - clauseOnly - otherOption;
  const effects = [
    placed > 0 && formatMessage(messages.keepLocation, { count: placed }),
    clauseOnly > 0 && formatMessage(messages.keepOnlyClause, { count: clauseOnly }),
    otherOption > 0 && formatMessage(messages.moveToChosenOption, { count: otherOption }),
    unsure > 0 && formatMessage(messages.needConfirmation, { count: unsure }),
    lost > 0 && formatMessage(messages.becomeUnplaced, { count: lost }),
    gone > 0 && formatMessage(messages.areRightlyGone, { count: gone }),
    returned.length > 0 && formatMessage(messages.arePlacedAgain, { count: returned.length }),
  ].filter(Boolean);
  return formatMessage(messages.commentsEffect, { count: total, effects: commaText(effects) });
}
