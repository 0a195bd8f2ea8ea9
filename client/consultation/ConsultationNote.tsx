import { CalendarClock, EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import { word } from "../page-parts/messages.ts";
import { sayInBothZones } from "./consultation-moments.ts";
import { sayTimeLeft, type Terms, useConsultationClock } from "./use-consultation-clock.ts";
import "./consultation.css";

/**
 * The end of the comment period, in UTC and the reader's time, the time left, and whether comments are hidden until
 * then.
 */
export function ConsultationNote({ terms }: { terms: Terms }): ReactNode {
  const { state, left } = useConsultationClock(terms);
  const { opensAt, closesAt, blind } = terms;
  const counted = sayTimeLeft(left);
  return (
    <div className={`consultation-note is-${state}`} role="note">
      <p>
        <CalendarClock size={16} aria-hidden />
        <span>
          {word(`consultation-${state}`, { opens: sayInBothZones(opensAt), closes: sayInBothZones(closesAt) })}{" "}
          {state === "open" && <strong>{word("consultation-left", { left: counted })}</strong>}
          {state === "upcoming" && <strong>{word("consultation-opens-in", { left: counted })}</strong>}
        </span>
      </p>
      {blind && (
        <p>
          <EyeOff size={16} aria-hidden />
          <span>{word(state === "closed" ? "consultation-was-blind" : "consultation-blind")}</span>
        </p>
      )}
    </div>
  );
}
