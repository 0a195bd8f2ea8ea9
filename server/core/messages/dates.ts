/**
 * A date as people write it: "6 Feb 2013". Takes YYYY-MM-DD, or a time of ISO 8601, whose date in UTC is meant.
 * A day on a cover has no time zone, so it is never shifted into the reader's.
 */
export function sayDate(date: string, language: string): string {
  return written(date, language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

/**
 * A moment with the zone it is told in: "6 Feb 2013, 14:05 UTC". `timeZone` is an IANA name; a reader's own is shown beside
 * UTC, never instead of it, where a deadline is meant.
 */
export function sayTime(moment: string, language: string, timeZone = "UTC"): string {
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
 * British English alone has a month of four letters ("Sept"), and not in every engine; all of ours have three.
 *
 * A date whose month is in letters read from the right begins with a mark that says so (U+200F, right-to-left mark): its
 * day would else go with the words before it, and "(5 ديسمبر 2012)" in an English line be read with the year first.
 */
function written(date: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const said = new Intl.DateTimeFormat(localeOf(language), options)
    .formatToParts(new Date(date))
    .map(({ type, value }) => (type === "month" && value === "Sept" ? "Sep" : value))
    .join("");
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(said) ? `${rightToLeftMark}${said}` : said;
}

const rightToLeftMark = "\u200F";

/** Plain "en" is American to Intl ("Feb 6, 2013"); the forums write the day first, as the United Nations do. */
function localeOf(language: string): string {
  return language === "en" ? "en-GB" : language;
}
