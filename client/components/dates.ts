import { sayDate, sayTime } from "#core/messages/dates.ts";
import { interfaceLanguage } from "./messages.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

/** A date of a cover or a calendar (YYYY-MM-DD), or the day of a moment: "6 Feb 2013". Days belong to no time zone. */
export function formatDate(date: string): string {
  return sayDate(date, interfaceLanguage);
}

/** A moment (ISO 8601) in the reader's zone: "6 Feb 2013, 14:05 CET". */
export function formatMoment(at: string): string {
  return sayTime(at, interfaceLanguage, zone);
}

/** The time of day with its zone: "14:05 CET". */
export function formatTime(at: Date): string {
  return clock.format(at);
}
