import { dayOf, momentOf, wallTime } from "#core/text/wall-clock.ts";

test.each([
  ["Asia/Tokyo", "2026-12-15T08:30:00"],
  ["America/New_York", "2026-12-14T18:30:00"],
  [undefined, "2026-12-14T23:30:00"],
  ["Mars/Olympus", "2026-12-14T23:30:00"],
])("in the zone %s a clock shows %s", (timeZone, shown) => {
  const at = "2026-12-14T23:30:00.000Z";
  expect(wallTime(at, timeZone)).toBe(shown);
  expect(dayOf(at, timeZone)).toBe(shown.slice(0, 10));
  expect(momentOf(shown, timeZone)).toBe(Date.parse(at));
});

test.each([
  ["Europe/Zurich", "2026-03-29T01:59", "2026-03-29T00:59:00.000Z"],
  ["Europe/Zurich", "2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
  ["Europe/Zurich", "2026-10-25T03:00", "2026-10-25T02:00:00.000Z"],
  ["America/New_York", "2026-03-08T03:30:00.123456789", "2026-03-08T07:30:00.123Z"],
  ["America/New_York", "2026-11-01T00:30", "2026-11-01T04:30:00.000Z"],
])("finds the moment of a time in %s on a day when the clocks change: %s", (timeZone, written, moment) => {
  expect(new Date(momentOf(written, timeZone)).toISOString()).toBe(moment);
});

test.each([
  ["Europe/Zurich", "2026-03-29T02:30", "2026-03-29T03:30:00"],
  ["America/Santiago", "2024-09-08T00:00", "2024-09-08T01:00:00"],
])("moves a time that the clocks of %s skip to after the gap: %s", (timeZone, written, shown) => {
  expect(wallTime(momentOf(written, timeZone), timeZone)).toBe(shown);
});

test.each(["", "12026-01-01T00:00"])("finds no moment in %p", (written) => {
  expect(momentOf(written, "Europe/Zurich")).toBeNaN();
});
