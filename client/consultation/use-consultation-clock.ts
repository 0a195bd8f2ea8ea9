import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { consultationState, type ConsultationState, type ConsultationTerms } from "#core/outcome/consultation.ts";
import { keys } from "../api/queries.ts";
import { word } from "../components/messages.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long it is to something, in the two units that matter: "2 days 3 hours", "41 minutes". `milliseconds` is not negative. */
export function sayTimeLeft(milliseconds: number): string {
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
  const said = units.filter(([, count]) => count > 0).map(([unit, count]) => word(`left-${unit}`, { count }));
  return said.length > 0 ? said.join(" ") : word("left-moment");
}

/** When what `sayTimeLeft` says changes next, in milliseconds. */
export function untilSaidAnew(milliseconds: number): number {
  const step = milliseconds > day ? hour : minute;
  return (milliseconds % step) + 1;
}

/** When a version is open to comments. */
export type Terms = Pick<ConsultationTerms, "opensAt" | "closesAt" | "blind">;

/** Where a consultation stands, and how long it is to what comes next: its opening or its end; 0 once it has closed. */
interface Standing {
  state: ConsultationState;
  left: number;
}

function standingAt(terms: Terms, now: Date): Standing {
  const state = consultationState(terms, now);
  const next = state === "upcoming" ? terms.opensAt : terms.closesAt;
  return { state, left: state === "closed" ? 0 : Math.max(0, new Date(next).getTime() - now.getTime()) };
}

/**
 * Where a consultation stands, kept right by a timer for the moment it changes, or its words do. When it opens or closes,
 * what it has to do with is asked for again: nobody has to be told of a moment that was known.
 */
export function useConsultationClock(terms: Terms): Standing {
  const client = useQueryClient();
  const [seen, setSeen] = useState(() => ({ terms, now: new Date() }));
  // Other terms are judged by the moment at which they came, not by the one at which the last were.
  if (seen.terms !== terms) setSeen({ terms, now: new Date() });
  const { state, left } = standingAt(terms, seen.now);
  useEffect(() => {
    if (state === "closed") return undefined;
    const timer = setTimeout(() => {
      const later = new Date();
      setSeen({ terms, now: later });
      if (consultationState(terms, later) === state) return;
      for (const queryKey of [["annotations"], ["version"], keys.library]) void client.invalidateQueries({ queryKey });
    }, untilSaidAnew(left));
    return () => clearTimeout(timer);
  }, [client, terms, state, left, seen]);
  return { state, left };
}
