import { CalendarClock, EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import { timeText } from "#core/phrases/dates.ts";
import { formatMoment } from "../components/format.ts";
import { ConsultationFacts } from "../page-parts/ConsultationFacts.tsx";
import { interfaceLanguage, word } from "../page-parts/messages.ts";
import { formatTimeLeft, type Terms, useConsultationClock } from "./use-consultation-clock.ts";
import "./consultation.css";

/**
 * The end of the comment period, in UTC and the reader's time, the time left, and whether comments are hidden until
 * then.
 */
export function ConsultationNote({ terms }: { terms: Terms }): ReactNode {
  const { state, remaining } = useConsultationClock(terms);
  return (
    <ConsultationFacts
      terms={terms}
      state={state}
      timeOf={formatInBothZones}
      remaining={formatTimeLeft(remaining)}
      icons={{ time: <CalendarClock size={16} aria-hidden />, blind: <EyeOff size={16} aria-hidden /> }}
    />
  );
}

/** Returns a deadline in UTC, which is the same for everyone, followed by the reader's own time if it differs. */
export function formatInBothZones(moment: string): string {
  const utc = timeText(moment, interfaceLanguage);
  const own = formatMoment(moment);
  return own === utc ? utc : word("consultation-both-zones", { utc, own });
}

/** Formats a time for a date and time field, in the reader's time zone: "2013-02-01T18:00". */
export function toLocalField(moment: Date): string {
  const part = (value: number, digits = 2): string => String(value).padStart(digits, "0");
  const date = [part(moment.getFullYear(), 4), part(moment.getMonth() + 1), part(moment.getDate())].join("-");
  return `${date}T${part(moment.getHours())}:${part(moment.getMinutes())}`;
}

/** Returns the time in such a field as ISO 8601 in UTC; null if the field is empty or invalid. */
export function fromLocalField(value: string): string | null {
  const moment = new Date(value);
  return value === "" || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
