import type { ReactNode } from "react";
import type { CandidatePlace } from "#core/place/settlement.ts";
import { outcomes, readingRoom as messages } from "#core/messages/catalogues.ts";
import { uncheckedWord } from "../../page-parts/messages.ts";
import { clauseOfTarget } from "../../annotations/target.ts";
import "./placing.css";

/**
 * Lists a comment's candidate places, likeliest first. Each goes to its text. Nothing is placed until the user
 * confirms.
 */
export function CandidateLinks({
  candidates,
  onChoose,
}: {
  candidates: readonly CandidatePlace[];
  /** Goes to the candidate place. */
  onChoose: (clause: string | null, candidate: CandidatePlace) => void;
}): ReactNode {
  return (
    <div className="candidates">
      <p className="field-label">{messages.candidateLocations}</p>
      <ul>
        {candidates.map((candidate, index) => (
          <li key={index}>
            <button
              type="button"
              className="button button-quiet candidate"
              onClick={() => onChoose(clauseOfTarget(candidate.target), candidate)}
            >
              <span>
                {uncheckedWord(candidate.reason, outcomes)}
                {candidate.target.kind === "range" && (
                  <span className="quoted clamped" dir="auto">
                    {candidate.target.quote.exact}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
