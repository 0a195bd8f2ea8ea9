import { knownZone } from "#core/text/time-zone.ts";

const day = { day: "numeric", month: "short", year: "numeric" } as const;
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const styles = {
  day,
  time: { ...day, ...clock, timeZoneName: "short" },
  short: { day: "numeric", month: "short", ...clock },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Formats a calendar date (YYYY-MM-DD): "6 Feb 2013". It has no time zone and is the same for everyone. */
export function dateText(date: string, language: string): string {
  return written(date, "day", language, "UTC");
}

/** Formats the day of a time (ISO 8601) in a time zone (IANA name; absent means UTC): "6 Feb 2013". */
export function dayText(at: string, language: string, timeZone: string | undefined): string {
  return written(at, "day", language, timeZone);
}

/** Formats a time (ISO 8601) with its zone: "6 Feb 2013, 14:05 CET". */
export function timeText(at: string, language: string, timeZone: string | undefined): string {
  return written(at, "time", language, timeZone);
}

/** Formats a time without its year and zone, which the text around it names: "6 Feb, 14:05". */
export function shortTimeText(at: string, language: string, timeZone: string | undefined): string {
  return written(at, "short", language, timeZone);
}

/** Formats by style, language and zone. Creating one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Formats a date with two corrections. Only British English has a four-letter month ("Sept"), and not in every engine;
 * here every month has three letters.
 *
 * A date with its month in a right-to-left script starts with a right-to-left mark (U+200F). Without it the day would
 * join the words before it, and "(5 ديسمبر 2012)" in an English line would read with the year first.
 */
function written(date: string, style: keyof typeof styles, language: string, zone: string | undefined): string {
  const key = `${style} ${language} ${zone}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), { ...styles[style], timeZone: knownZone(zone) });
  formats.set(key, format);
  const formatted = format
    .formatToParts(new Date(date))
    .map(({ type, value }) => (type === "month" && value === "Sept" ? "Sep" : value))
    .join("");
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(formatted) ? `${rightToLeftMark}${formatted}` : formatted;
}

const rightToLeftMark = "\u200F";

/** For Intl, plain "en" is American ("Feb 6, 2013"). The forums write the day first, as the United Nations do. */
function localeOf(language: string): string {
  return language === "en" ? "en-GB" : language;
}
