import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { placementStates, type Placement, type PlacementState } from "#core/place/placement.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { say } from "#core/messages/messages.ts";
import * as messages from "#core/messages/upload-page.en.ts";
import { annotationsQuery } from "../api/queries.ts";
import { counted } from "../components/format.ts";
import { sourceName } from "../components/source-name.ts";
import { headWord, interfaceLanguage, richMessage, word } from "../page-parts/messages.ts";

/** Placement states that a person should check: they come first, and their lists are open. */
const needsLook: ReadonlySet<PlacementState> = new Set(["approximate", "orphan"]);

/**
 * The effect of publishing on each comment that has a placement on the previous draft, grouped by the new placement's
 * state.
 */
export function PreviewComments({ preview }: { preview: Preview }): ReactNode {
  const { against, placements, returned, lostBefore } = preview;
  const said = useQuery({ ...annotationsQuery(against ?? ""), enabled: against !== null }).data ?? [];
  const byId = new Map(said.map((placed) => [placed.annotation.id, placed]));
  if (placements.length + returned.length + lostBefore === 0) return <p>{messages.noComments}</p>;
  const groups = [...placementStates]
    .sort((one, other) => Number(needsLook.has(other)) - Number(needsLook.has(one)))
    .map((state) => [state, placements.filter((placement) => placement.state === state)] as const)
    .filter(([, found]) => found.length > 0);
  return (
    <>
      {groups.map(([state, found]) => (
        <details key={state} className="preview-fate" open={needsLook.has(state)}>
          <summary>
            <strong>{found.length}</strong> {word(`state-${state}`)}
          </summary>
          <Fates placements={found} byId={byId} />
        </details>
      ))}
      {returned.length > 0 && (
        <details className="preview-fate">
          <summary>
            <strong>{returned.length}</strong> {messages.placedAgainGroup}
          </summary>
          <Fates placements={returned} byId={byId} />
        </details>
      )}
      {lostBefore > 0 && (
        <p className="quiet">{richMessage(messages.stayUnplaced, { lostBefore: counted(lostBefore, "comment") })}</p>
      )}
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
    <ul className="preview-fate-list">
      {placements.map(({ annotationId, reason }) => {
        const annotation = byId.get(annotationId)?.annotation;
        return (
          <li key={annotationId}>
            {annotation && (
              <>
                <strong>{sourceName(annotation.speaker)}</strong>{" "}
                <q dir="auto">{annotation.text === "" ? headWord("kind-proposal") : shortened(annotation.text)}</q>{" "}
              </>
            )}
            <span className="quiet">{say(reason, interfaceLanguage)}</span>
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

/** Returns a summary: "148 comments: 140 keep their place, 5 need a look, 3 lose it". Zero counts are left out. */
export function sayFates({ placements, returned }: Pick<Preview, "placements" | "returned">): string {
  if (placements.length + returned.length === 0) return messages.noPlacedComments;
  const count = (state: PlacementState): number => placements.filter((one) => one.state === state).length;
  const lost = count("orphan");
  const unsure = count("approximate");
  const parts = [
    [placements.length - lost - unsure, messages.keepsLocation, messages.keepLocation],
    [unsure, messages.needsConfirmation, messages.needConfirmation],
    [lost, messages.becomesUnplaced, messages.becomeUnplaced],
    [returned.length, messages.isPlacedAgain, messages.arePlacedAgain],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, one, many]) => counted(number, one, many));
  return `${counted(placements.length + returned.length, "comment")}: ${told.join(", ")}.`;
}
