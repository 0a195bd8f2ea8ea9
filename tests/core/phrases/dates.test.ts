import { dateText, dayText, shortTimeText, timeText } from "#core/phrases/dates.ts";

test.each([
  ["2013-02-06", "en", "6 Feb 2013"],
  ["2012-09-14", "en", "14 Sep 2012"],
  ["2013-02-06", "fr", "6 févr. 2013"],
  ["2013-02-06", "es", "6 feb 2013"],
])("formats the date %s in %s as %s", (date, language, words) => {
  expect(dateText(date, language)).toBe(words);
});

const evening = "2026-12-14T23:30:00Z";

test.each([
  ["Asia/Tokyo", "15 Dec 2026", "15 Dec 2026, 08:30 GMT+9", "15 Dec, 08:30"],
  ["Europe/Zurich", "15 Dec 2026", "15 Dec 2026, 00:30 CET", "15 Dec, 00:30"],
  ["America/New_York", "14 Dec 2026", "14 Dec 2026, 18:30 GMT-5", "14 Dec, 18:30"],
  [undefined, "14 Dec 2026", "14 Dec 2026, 23:30 UTC", "14 Dec, 23:30"],
  ["Mars/Olympus", "14 Dec 2026", "14 Dec 2026, 23:30 UTC", "14 Dec, 23:30"],
])("formats a time and its day in the zone %s", (timeZone, day, time, short) => {
  expect(dayText(evening, "en", timeZone)).toBe(day);
  expect(timeText(evening, "en", timeZone)).toBe(time);
  expect(shortTimeText(evening, "en", timeZone)).toBe(short);
});

test("starts an Arabic date with a right-to-left mark", () => {
  expect(dateText("2012-12-05", "ar").codePointAt(0)).toBe(0x200f);
  expect(timeText("2026-11-25T19:27:00Z", "ar", undefined).codePointAt(0)).toBe(0x200f);
  for (const language of ["en", "es", "fr", "ru", "zh"])
    expect(dateText("2012-12-05", language)).not.toContain("\u200F");
});
