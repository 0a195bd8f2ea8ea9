import { dateText, timeText } from "#core/phrases/dates.ts";

test.each([
  ["2013-02-06", "en", "6 Feb 2013"],
  ["2013-02-06T23:59:00Z", "en", "6 Feb 2013"],
  ["2012-09-14", "en", "14 Sep 2012"],
  ["2013-02-06", "fr", "6 févr. 2013"],
  ["2013-02-06", "es", "6 feb 2013"],
])("formats the date %s in %s as %s", (date, language, words) => {
  expect(dateText(date, language)).toBe(words);
});

test("formats a time with its zone, UTC by default", () => {
  expect(timeText("2013-02-06T13:05:00Z", "en")).toBe("6 Feb 2013, 13:05 UTC");
  expect(timeText("2013-02-06T13:05:00Z", "en", "Europe/Paris")).toBe("6 Feb 2013, 14:05 CET");
});

test("starts an Arabic date with a right-to-left mark", () => {
  expect(dateText("2012-12-05", "ar").codePointAt(0)).toBe(0x200f);
  expect(timeText("2026-11-25T19:27:00Z", "ar").codePointAt(0)).toBe(0x200f);
  for (const language of ["en", "es", "fr", "ru", "zh"])
    expect(dateText("2012-12-05", language)).not.toContain("\u200F");
});
