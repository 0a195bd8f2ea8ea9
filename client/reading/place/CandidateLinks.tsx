import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { CandidatePlace } from "#core/place/candidate-place.ts";
import { word } from "../../components/messages.ts";
import { clauseOfTarget } from "../../annotations/target.ts";
import "./placing.css";

/** Places a comment may belong to, likeliest first: each leads to its words, and nothing is placed before one says so. */
export function CandidateLinks({
  candidates,
  onChoose,
}: {
  candidates: readonly CandidatePlace[];
  /** Goes there. */
  onChoose: (clause: string | null, candidate: CandidatePlace) => void;
}): ReactNode {
  return (
    <div className="candidates">
      <p className="field-label">It may belong here</p>
      <ul>
        {candidates.map((candidate, index) => (
          <li key={index}>
            <Button
              className="button button-quiet candidate"
              onPress={() => onChoose(clauseOfTarget(candidate.target), candidate)}
            >
              <span>
                {word(candidate.reason.code, candidate.reason.params)}
                {candidate.target.kind === "range" && (
                  <span className="candidate-quote" dir="auto">
                    {candidate.target.quote.exact}
                  </span>
                )}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
