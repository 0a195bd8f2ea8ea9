import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { WorkingTextProposal } from "#core/contract/working-text-operations.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import { amendments, proposals, uploadPage as messages } from "#core/messages/catalogues.ts";
import { amendedOperations } from "#core/propose/amendment.ts";
import { OutcomeMark } from "../annotations/OutcomeMark.tsx";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { sourceName } from "../components/format.tsx";
import { formatMessage, richMessage, uncheckedHead, word } from "../page-parts/messages.ts";
import { type Candidates, type Choice, toggled } from "./choice.ts";
import "../components/check.css";

/** The candidate proposals for the next draft: those compiled into it, and those in conflict. */
export function CandidateList({
  candidates: { accepted, others },
  chosen,
  results,
  choice,
  locked,
  onChoose,
}: {
  candidates: Candidates;
  /** Ids of the proposals to compile. */
  chosen: readonly string[];
  /** The result for each of them. */
  results: readonly WorkingTextProposal[];
  choice: Choice;
  /** Whether the choice is fixed. */
  locked: boolean;
  onChoose: (change: Partial<Choice>) => void;
}): ReactNode {
  const all = [...accepted, ...others];
  const item = (placed: PlacedAnnotation, list: "without" | "also"): ReactNode => {
    const { id, speaker, text } = placed.annotation;
    const amending = placed.replies.find((reply) => reply.id === placed.decision?.current?.amendedBy);
    const result = results.find(({ annotation }) => annotation.id === id);
    const isChosen = chosen.includes(id);
    const toggle = (on: boolean): void => onChoose({ [list]: toggled(choice[list], id, list === "also" ? on : !on) });
    return (
      <li key={id} className="candidate-proposal stack">
        <label className="check row">
          <input
            type="checkbox"
            checked={isChosen}
            disabled={locked}
            aria-label={formatMessage(messages.includeProposal, { source: sourceName(speaker) })}
            onChange={({ target }) => toggle(target.checked)}
          />
          <SpeakerLine speaker={speaker} plain />
          {placed.decision?.current ? (
            <OutcomeMark outcome={placed.decision.current.outcome} />
          ) : (
            <span className="chip">{word("decision-undecided")}</span>
          )}
          {result?.taken && isChosen && <span className="candidate-proposal-state">{messages.included}</span>}
        </label>
        {amending && (
          <p className="quiet small">
            {formatMessage(amendments.asAmendedBy, { source: sourceName(amending.speaker) })}
          </p>
        )}
        <ProposedChange placed={amending ? asAmended(placed, amending.amendment ?? []) : placed} short={false} />
        {text !== "" && (
          <p className="quiet small" dir="auto">
            {text}
          </p>
        )}
        {result && isChosen && !result.taken && (
          <Obstacle
            placed={placed}
            result={result}
            all={all}
            byHand={choice.byHand.includes(id)}
            locked={locked}
            onByHand={(on) => onChoose({ byHand: toggled(choice.byHand, id, on) })}
            onLeaveOut={(excluded) =>
              onChoose(
                accepted.some(({ annotation }) => annotation.id === excluded)
                  ? { without: toggled(choice.without, excluded, true) }
                  : { also: toggled(choice.also, excluded, false) },
              )
            }
          />
        )}
      </li>
    );
  };
  return (
    <>
      {accepted.length === 0 ? (
        <p className="quiet">{messages.noProposals}</p>
      ) : (
        <ul className="candidate-proposal-list">{accepted.map((placed) => item(placed, "without"))}</ul>
      )}
      {others.length > 0 && (
        <details className="candidate-proposal-others" open={choice.also.length > 0}>
          <summary>{formatMessage(messages.otherProposals, { count: others.length })}</summary>
          <ul className="candidate-proposal-list">{others.map((placed) => item(placed, "also"))}</ul>
        </details>
      )}
    </>
  );
}

/** Returns a proposal as amended; unchanged if the amendment is to another wording. */
function asAmended({ annotation, madeOn }: PlacedAnnotation, amendment: readonly AmendedPart[]) {
  const operations = amendedOperations(annotation.operations, amendment) ?? annotation.operations;
  return { annotation: { ...annotation, operations }, madeOn };
}

/** Problems whose message describes the other proposal. */
const namingOther: ReadonlySet<string> = new Set(["overlaps", "said-before", "clause-deleted"]);

/**
 * Explains why a proposal is not in the text. Shows it beside the proposals it conflicts with, and offers the possible
 * actions.
 */
function Obstacle({
  placed,
  result,
  all,
  byHand,
  locked,
  onByHand,
  onLeaveOut,
}: {
  placed: PlacedAnnotation;
  result: WorkingTextProposal;
  all: readonly PlacedAnnotation[];
  /** Whether a person states that they worked it into the text. */
  byHand: boolean;
  locked: boolean;
  onByHand: (on: boolean) => void;
  /** Excludes a proposal. */
  onLeaveOut: (annotation: string) => void;
}): ReactNode {
  const { rebased, collisions } = result;
  const { id, speaker } = placed.annotation;
  const others = [...new Set(collisions.flatMap((collision) => collision.with ?? []))].flatMap(
    (otherId) => all.find(({ annotation }) => annotation.id === otherId) ?? [],
  );
  const reasons = new Set([
    ...rebased.problems.map((problem) => uncheckedHead(problem, proposals)),
    ...collisions.map(({ code, params, with: otherId }) =>
      uncheckedHead({ code: otherId !== null && namingOther.has(code) ? `collides-${code}` : code, params }, proposals),
    ),
  ]);
  return (
    <div
      className="obstacle remark"
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
      <div className="obstacle-acts row">
        {others.map((other) => (
          <button
            type="button"
            key={other.annotation.id}
            className="button button-quiet"
            disabled={locked}
            onClick={() => onLeaveOut(other.annotation.id)}
          >
            {richMessage(messages.leaveOtherOut, { source: sourceName(other.annotation.speaker) })}
          </button>
        ))}
        <button type="button" className="button button-quiet" disabled={locked} onClick={() => onLeaveOut(id)}>
          {messages.leaveThisOut}
        </button>
        <label className="check">
          <input type="checkbox" checked={byHand} onChange={({ target }) => onByHand(target.checked)} />
          {messages.addedByHand}
        </label>
      </div>
    </div>
  );
}
