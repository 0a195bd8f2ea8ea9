/**
 * Formats a date: "6 Feb 2013". Accepts YYYY-MM-DD, or an ISO 8601 time, of which it uses the UTC date. A date on a
 * cover has no time zone, so it is never shifted into the reader's.
 */
export function dateText(date: string, language: string): string {
  return written(date, language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

/**
 * Formats a time with its zone: "6 Feb 2013, 14:05 UTC". `timeZone` is an IANA name. For a deadline, the reader's own
 * zone is shown in addition to UTC, never instead of it.
 */
export function timeText(moment: string, language: string, timeZone = "UTC"): string {
  return written(moment, language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
    timeZoneName: "short",
  });
}

/**
 * Formats a date with two corrections. Only British English has a four-letter month ("Sept"), and not in every engine;
 * here every month has three letters.
 *
 * A date with its month in a right-to-left script starts with a right-to-left mark (U+200F). Without it the day would
 * join the words before it, and "(5 ديسمبر 2012)" in an English line would read with the year first.
 */
function written(date: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const formatted = new Intl.DateTimeFormat(localeOf(language), options)
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
