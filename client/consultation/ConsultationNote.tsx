import { CalendarClock, EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import { formatDeadline } from "../components/format.ts";
import { ConsultationFacts } from "../page-parts/ConsultationFacts.tsx";
import { formatTimeLeft, type Terms, useConsultationClock } from "./use-consultation-clock.ts";
import "./consultation.css";

/** The end of the comment period, the time left, and whether comments are hidden until then. */
export function ConsultationNote({ terms }: { terms: Terms }): ReactNode {
  const { state, remaining } = useConsultationClock(terms);
  return (
    <ConsultationFacts
      terms={terms}
      state={state}
      timeOf={formatDeadline}
      remaining={formatTimeLeft(remaining)}
      icons={{ time: <CalendarClock size={16} aria-hidden />, blind: <EyeOff size={16} aria-hidden /> }}
    />
  );
}
