/** An event of a calendar file. */
export interface CalendarEvent {
  /** Stays the same when the event changes, because calendar programs know it by this. */
  uid: string;
  /** Number of changes of the event. */
  sequence: number;
  /** Time of the last change (ISO 8601, UTC). Null if it is unknown. */
  changedAt: string | null;
  /** A time (ISO 8601, UTC), or a day (YYYY-MM-DD) for an event that lasts all day. */
  start: string;
  title: string;
  place: string | null;
  description: string | null;
  /** Absolute address of a page. */
  url: string | null;
  isCancelled: boolean;
}

/** How often programs that subscribe should ask again. */
const refreshed = "PT1H";

/** Writes a calendar as iCalendar (RFC 5545). Times are in UTC, so programs show them in their reader's zone. */
export function calendarFile({ name, events }: { name: string; events: readonly CalendarEvent[] }): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Rapporteur//Calendar//EN",
    // The name and interval of RFC 7986, and those that programs know from before.
    ...[`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`],
    ...[`REFRESH-INTERVAL;VALUE=DURATION:${refreshed}`, `X-PUBLISHED-TTL:${refreshed}`],
    ...events.flatMap(linesOf),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function linesOf(event: CalendarEvent): string[] {
  const { uid, sequence, changedAt, start, title, place, description, url, isCancelled } = event;
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    // Every event must have this one.
    `DTSTAMP:${timeOf(changedAt ?? "1970-01-01T00:00:00Z")}`,
    ...(changedAt === null ? [] : [`LAST-MODIFIED:${timeOf(changedAt)}`]),
    `SEQUENCE:${String(sequence)}`,
    start.includes("T") ? `DTSTART:${timeOf(start)}` : `DTSTART;VALUE=DATE:${start.replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    ...(place === null ? [] : [`LOCATION:${escaped(place)}`]),
    ...(description === null ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(url === null ? [] : [`URL:${url}`]),
    `STATUS:${isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    // A deadline does not make its reader busy.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** "2013-02-10T12:00:00.000Z" -> "20130210T120000Z". */
function timeOf(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/gu, "")}Z`;
}

/** Escapes a text (3.3.11). Control characters are removed, because no line may have one (3.1). */
function escaped(text: string): string {
  return (
    text
      .replace(/\r\n?/gu, "\n")
      // eslint-disable-next-line no-control-regex -- control characters are what it is for
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, "")
      .replace(/[\\;,]/gu, "\\$&")
      .replaceAll("\n", "\\n")
  );
}

/** Maximum length of a line without its end, in bytes of UTF-8. */
const longestLine = 75;

/** Folds a line between characters (3.1). */
function folded(line: string): string {
  let out = "";
  let length = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (length + bytes > longestLine) {
      out += "\r\n ";
      length = 1;
    }
    out += character;
    length += bytes;
  }
  return out;
}
