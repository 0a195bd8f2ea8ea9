import { useQueryClient } from "@tanstack/react-query";
import { CalendarClock, EyeOff } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { consultationState, type ConsultationState, type ConsultationTerms } from "#core/outcome/consultation.ts";
import { keys } from "../api/queries.ts";
import { useFormatDeadline } from "../components/format.tsx";
import { ConsultationFacts } from "../page-parts/VersionFacts.tsx";
import { word } from "../page-parts/messages.ts";
import "./consultation.css";

/** The end of the comment period, the time left, and whether comments are hidden until then. */
export function ConsultationNote({
  terms,
  state: answered,
}: {
  terms: Terms;
  /** The state when the server answered. It is shown until the page knows the time. */
  state: ConsultationState;
}): ReactNode {
  const clock = useConsultationClock(terms);
  const { state, remaining } = clock ?? { state: answered };
  const formatDeadline = useFormatDeadline();
  return (
    <ConsultationFacts
      terms={terms}
      state={state}
      timeOf={formatDeadline}
      {...(remaining !== undefined && { remaining: formatTimeLeft(remaining) })}
      icons={{ time: <CalendarClock size={16} aria-hidden />, blind: <EyeOff size={16} aria-hidden /> }}
    />
  );
}

/**
 * Says what submitting now means before, during or after a consultation. Renders nothing if it has no special effect.
 */
export function SubmissionHint({ terms }: { terms: Terms }): ReactNode {
  const formatDeadline = useFormatDeadline();
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

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Formats a duration in its two largest useful units: "2 days 3 hours", "41 minutes". `milliseconds` must not be
 * negative.
 */
export function formatTimeLeft(milliseconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(milliseconds / day),
    Math.floor((milliseconds % day) / hour),
    Math.floor((milliseconds % hour) / minute),
  ];
  const units =
    days > 0
      ? ([
          ["day", days],
          ["hour", hours],
        ] as const)
      : ([
          ["hour", hours],
          ["minute", minutes],
        ] as const);
  const parts = units.filter(([, count]) => count > 0).map(([unit, count]) => word(`left-${unit}`, { count }));
  return parts.length > 0 ? parts.join(" ") : word("left-moment");
}

/** Returns how long, in milliseconds, until the text of `formatTimeLeft` changes. */
export function untilTextChanges(milliseconds: number): number {
  const step = milliseconds > day ? hour : minute;
  return (milliseconds % step) + 1;
}

/** The consultation terms that say when a version is open to comments. */
export type Terms = Pick<ConsultationTerms, "opensAt" | "closesAt" | "blind">;

/** A consultation's state and the time, in milliseconds, until it opens or closes; 0 once it is closed. */
interface ClockState {
  state: ConsultationState;
  remaining: number;
}

function stateAt(terms: Terms, now: Date): ClockState {
  const state = consultationState(terms, now);
  const next = state === "upcoming" ? terms.opensAt : terms.closesAt;
  return { state, remaining: state === "closed" ? 0 : Math.max(0, new Date(next).getTime() - now.getTime()) };
}

/**
 * Returns a consultation's current state; null before the first effect, because the server and the client render a page at
 * different times. A timer updates it whenever the state or the time shown changes. When it
 * opens or closes, the data it affects is fetched again; no event is needed for a time known in advance.
 */
function useConsultationClock(terms: Terms): ClockState | null {
  const client = useQueryClient();
  const [seen, setSeen] = useState<{ terms: Terms; now: Date } | null>(null);
  // New terms need the current time, not the time at which the previous terms were read.
  useEffect(() => setSeen({ terms, now: new Date() }), [terms]);
  const clock = seen?.terms === terms ? stateAt(terms, seen.now) : null;
  const { state, remaining } = clock ?? { state: "closed", remaining: 0 };
  useEffect(() => {
    if (state === "closed") return undefined;
    const timer = setTimeout(() => {
      const later = new Date();
      setSeen({ terms, now: later });
      if (consultationState(terms, later) === state) return;
      for (const queryKey of [["annotations"], ["version"], ["document"], keys.library])
        void client.invalidateQueries({ queryKey });
    }, untilTextChanges(remaining));
    return () => clearTimeout(timer);
  }, [client, terms, state, remaining, seen]);
  return clock;
}
