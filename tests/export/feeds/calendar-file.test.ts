import ICAL from "ical.js";
import { calendarFile, type CalendarEvent } from "../../../server/export/feeds/calendar-file.ts";

const event: CalendarEvent = {
  uid: "closes-version-1@forum.example",
  sequence: 2,
  changedAt: "2013-02-06T09:03:00.000Z",
  start: "2013-02-10T12:00:00.000Z",
  title: "Opinion 5, Draft 1: comments close",
  place: null,
  description: null,
  url: null,
  isCancelled: false,
};

/** Reads the first event of a file with an independent parser. */
function read(file: string): ICAL.Component {
  const found = new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent("vevent");
  if (!found) throw new Error("The file has no event");
  return found;
}

const written = (change: Partial<CalendarEvent>): string =>
  calendarFile({ name: "Forum", events: [{ ...event, ...change }] });

/** A text with all that must be escaped, and letters of two to four bytes. */
const hard = `Opinion; "5", C:\\new\nligne é ${"漢字😀".repeat(30)}\r\nend`;

test.each(["title", "place", "description"] as const)("a parser reads the %s as it was", (field) => {
  const property = { title: "summary", place: "location", description: "description" }[field];
  expect(read(written({ [field]: hard })).getFirstPropertyValue(property)).toBe(hard.replace("\r\n", "\n"));
});

test("no line has more than 75 bytes, and each ends with CRLF", () => {
  const lines = written({ title: hard }).split("\r\n");
  expect(lines.pop()).toBe("");
  expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/u.test(line))).toEqual([]);
});

test("a line is folded between characters", () => {
  expect(written({ title: hard }).split("\r\n").join("")).not.toContain("\uFFFD");
  expect(Buffer.from(written({ title: "😀".repeat(99) })).toString()).toContain("😀\r\n ");
});

test("control characters are removed", () => {
  expect(written({ title: "a\u0007b\u0000c" })).toContain("SUMMARY:abc\r\n");
});

test("a time is in UTC, without fractions of a second", () => {
  expect(read(written({})).getFirstPropertyValue("dtstart")?.toString()).toBe("2013-02-10T12:00:00Z");
});

test("a day is a date, which has no time zone", () => {
  const start = read(written({ start: "2013-05-14" })).getFirstPropertyValue("dtstart") as ICAL.Time;
  expect([start.isDate, start.toString()]).toEqual([true, "2013-05-14"]);
});

test.each([
  [true, "CANCELLED"],
  [false, "CONFIRMED"],
])("an event whose cancellation is %s is %s", (isCancelled, status) => {
  expect(read(written({ isCancelled })).getFirstPropertyValue("status")).toBe(status);
});

test.each([
  ["uid", "closes-version-1@forum.example"],
  ["sequence", 2],
  ["last-modified", "2013-02-06T09:03:00Z"],
  ["dtstamp", "2013-02-06T09:03:00Z"],
])("an event has its %s", (name, value) => {
  const found = read(written({})).getFirstPropertyValue(name);
  expect(typeof found === "number" ? found : String(found)).toBe(value);
});
