import type { ReactNode } from "react";
import { consultationState } from "#core/outcome/consultation.ts";
import { formatDeadline } from "../components/format.ts";
import { word } from "../page-parts/messages.ts";
import type { Terms } from "./use-consultation-clock.ts";

/**
 * Says what submitting now means before, during or after a consultation. Renders nothing if it has no special effect.
 */
export function SubmissionHint({ terms }: { terms: Terms }): ReactNode {
  const state = consultationState(terms, new Date());
  if (state === "upcoming")
    return (
      <p className="field-error" role="status">
        {word("submission-upcoming", { opens: formatDeadline(terms.opensAt) })}
      </p>
    );
  if (state === "open" && !terms.blind) return null;
  return <p className="quiet small">{word(state === "closed" ? "submission-late" : "submission-blind")}</p>;
}
