import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { GatheredProposal } from "#core/contract/working-text-operations.ts";
import * as messages from "#core/messages/upload-page.en.ts";
import { sourceName } from "../components/source-name.ts";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatMessage, headWord, richMessage } from "../page-parts/messages.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";

/** Problems whose message describes the other proposal. */
const told: ReadonlySet<string> = new Set(["overlaps", "said-before", "clause-deleted"]);

/**
 * Explains why a proposal is not in the text. Shows it beside the proposals it conflicts with, and offers the possible
 * actions.
 */
export function Obstacle({
  placed,
  found,
  all,
  byHand,
  locked,
  onByHand,
  onLeaveOut,
}: {
  placed: PlacedAnnotation;
  found: GatheredProposal;
  all: readonly PlacedAnnotation[];
  /** Whether a person states that they worked it into the text. */
  byHand: boolean;
  locked: boolean;
  onByHand: (on: boolean) => void;
  /** Excludes a proposal. */
  onLeaveOut: (annotation: string) => void;
}): ReactNode {
  const { rebased, collisions } = found;
  const { id, speaker } = placed.annotation;
  const others = [...new Set(collisions.flatMap((collision) => collision.with ?? []))].flatMap(
    (other) => all.find(({ annotation }) => annotation.id === other) ?? [],
  );
  const reasons = new Set([
    ...rebased.problems.map(({ code, params }) => headWord(code, params)),
    ...collisions.map(({ code, params, with: other }) =>
      headWord(other !== null && told.has(code) ? `collides-${code}` : code, params),
    ),
  ]);
  return (
    <div
      className="obstacle"
      role="group"
      aria-label={formatMessage(messages.notIncludedBy, { source: sourceName(speaker) })}
    >
      <p>
        <strong>{messages.notIncluded}</strong> {[...reasons].join(" ")}
      </p>
      {others.map((other) => (
        <div key={other.annotation.id} className="collision">
          {[placed, other].map((side) => (
            <div key={side.annotation.id}>
              <SpeakerLine speaker={side.annotation.speaker} />
              <ProposedChange placed={side} short={false} />
            </div>
          ))}
        </div>
      ))}
      <div className="obstacle-acts">
        {others.map((other) => (
          <Button
            key={other.annotation.id}
            className="button button-quiet"
            isDisabled={locked}
            onPress={() => onLeaveOut(other.annotation.id)}
          >
            {richMessage(messages.leaveOtherOut, { source: sourceName(other.annotation.speaker) })}
          </Button>
        ))}
        <Button className="button button-quiet" isDisabled={locked} onPress={() => onLeaveOut(id)}>
          {messages.leaveThisOut}
        </Button>
        <label className="check">
          <input type="checkbox" checked={byHand} onChange={({ target }) => onByHand(target.checked)} />
          {messages.addedByHand}
        </label>
      </div>
    </div>
  );
}
