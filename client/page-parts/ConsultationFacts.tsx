import type { ReactNode } from "react";
import type { ConsultationState, ConsultationTerms } from "#core/outcome/consultation.ts";
import { word } from "./messages.ts";

/**
 * When a version is open to comments, and whether comments are hidden until the end. The server renders it too, without
 * icons and time left.
 */
export function ConsultationFacts({
  terms: { opensAt, closesAt, blind },
  state,
  timeOf,
  remaining,
  icons,
}: {
  terms: Pick<ConsultationTerms, "opensAt" | "closesAt" | "blind">;
  state: ConsultationState;
  /** Formats a time (ISO 8601). */
  timeOf: (at: string) => string;
  /** The time until it opens or closes, as text. */
  remaining?: string;
  icons?: { time: ReactNode; blind: ReactNode };
}): ReactNode {
  return (
    <div className={`consultation-note is-${state}`} role="note">
      <p>
        {icons?.time}
        <span>
          {word(`consultation-${state}`, { opens: timeOf(opensAt), closes: timeOf(closesAt) })}{" "}
          {remaining !== undefined && state === "open" && (
            <strong>{word("consultation-left", { left: remaining })}</strong>
          )}
          {remaining !== undefined && state === "upcoming" && (
            <strong>{word("consultation-opens-in", { left: remaining })}</strong>
          )}
        </span>
      </p>
      {blind && (
        <p>
          {icons?.blind}
          <span>{word(state === "closed" ? "consultation-was-blind" : "consultation-blind")}</span>
        </p>
      )}
    </div>
  );
}
