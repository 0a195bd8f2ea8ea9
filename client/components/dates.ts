const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

/** A date of a cover or a calendar (YYYY-MM-DD), or the day of a moment: "6 Feb 2013". Days belong to no time zone. */
export function formatDate(date: string): string {
  return day.format(new Date(date.slice(0, 10)));
}

/** A moment (ISO 8601) in the reader's zone: "6 Feb 2013, 14:05 CET". */
export function formatMoment(at: string): string {
  return moment.format(new Date(at));
}

/** The time of day with its zone: "14:05 CET". */
export function formatTime(at: Date): string {
  return clock.format(at);
}
