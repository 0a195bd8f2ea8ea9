const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** The date of a cover or a calendar (YYYY-MM-DD) as people write it: "6 Feb 2013". It belongs to no time zone. */
export function formatDate(date: string): string {
  return day.format(new Date(date));
}
