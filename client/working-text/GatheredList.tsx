import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { GatheredProposal } from "#core/contract/working-text-operations.ts";
import * as messages from "#core/messages/upload-page.en.ts";
import { sourceName } from "../components/source-name.ts";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { toggled, type Candidates, type Choice } from "./choice.ts";
import { Obstacle } from "./Obstacle.tsx";

/** The candidate proposals for the next draft: those compiled into it, and those in conflict. */
export function GatheredList({
  candidates: { accepted, others },
  chosen,
  gathered,
  choice,
  locked,
  onChoose,
}: {
  candidates: Candidates;
  /** Ids of the proposals to compile. */
  chosen: readonly string[];
  /** The result for each of them. */
  gathered: readonly GatheredProposal[];
  choice: Choice;
  /** Whether the choice is fixed. */
  locked: boolean;
  onChoose: (change: Partial<Choice>) => void;
}): ReactNode {
  const all = [...accepted, ...others];
  const item = (placed: PlacedAnnotation, list: "without" | "also"): ReactNode => {
    const { id, speaker, text } = placed.annotation;
    const found = gathered.find(({ annotation }) => annotation.id === id);
    const isChosen = chosen.includes(id);
    const take = (on: boolean): void => onChoose({ [list]: toggled(choice[list], id, list === "also" ? on : !on) });
    return (
      <li key={id} className="gathered">
        <label className="check gathered-head">
          <input
            type="checkbox"
            checked={isChosen}
            disabled={locked}
            aria-label={formatMessage(messages.includeProposal, { source: sourceName(speaker) })}
            onChange={({ target }) => take(target.checked)}
          />
          <SpeakerLine speaker={speaker} />
          <span className="chip">{word(`disposition-${placed.disposition?.current?.outcome ?? "undecided"}`)}</span>
          {found?.taken && isChosen && <span className="gathered-state">{messages.included}</span>}
        </label>
        <ProposedChange placed={placed} short={false} />
        {text !== "" && (
          <p className="quiet small" dir="auto">
            {text}
          </p>
        )}
        {found && isChosen && !found.taken && (
          <Obstacle
            placed={placed}
            found={found}
            all={all}
            byHand={choice.byHand.includes(id)}
            locked={locked}
            onByHand={(on) => onChoose({ byHand: toggled(choice.byHand, id, on) })}
            onLeaveOut={(other) =>
              onChoose(
                accepted.some(({ annotation }) => annotation.id === other)
                  ? { without: toggled(choice.without, other, true) }
                  : { also: toggled(choice.also, other, false) },
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
        <ul className="gathered-list">{accepted.map((placed) => item(placed, "without"))}</ul>
      )}
      {others.length > 0 && (
        <details className="gathered-others" open={choice.also.length > 0}>
          <summary>{formatMessage(messages.otherProposals, { count: others.length })}</summary>
          <ul className="gathered-list">{others.map((placed) => item(placed, "also"))}</ul>
        </details>
      )}
    </>
  );
}
