import { renderToStaticMarkup } from "react-dom/server";
import { CalendarDates } from "../../../client/page-parts/LibraryParts.tsx";
import type { CalendarEntry } from "../../../server/core/phrases/forum-calendar.ts";

const entry = (date: string, at: string | null = null): CalendarEntry => ({
  date,
  at,
  title: `Entry of ${date}`,
  place: null,
  version: null,
});

const entries = [
  entry("2013-01-08"),
  entry("2013-02-06", "2013-02-06T09:00:00Z"),
  entry("2013-02-06"),
  entry("2013-05-14"),
];

/** Renders the calendar at a time, and returns the dates outside and inside the folded part. */
function shownAt(
  now: string,
  timeZone?: string,
): {
  first: string[];
  folded: string[];
  summary: string | undefined;
} {
  const markup = renderToStaticMarkup(
    <CalendarDates entries={entries} now={now} timeZone={timeZone} dateOf={(date) => date} timeOf={(at) => at} />,
  );
  const [first = "", folded = ""] = markup.split("<details");
  const datesIn = (part: string): string[] => [...part.matchAll(/datetime="([^"]*)"/giu)].map(([, date = ""]) => date);
  return {
    first: datesIn(first),
    folded: datesIn(folded),
    summary: /<summary[^>]*>(.*?)<\/summary>/u.exec(folded)?.[1]?.replaceAll(/<!-- -->/gu, ""),
  };
}

test("shows upcoming dates first and folds past ones", () => {
  expect(shownAt("2013-02-06T12:00:00Z")).toEqual({
    first: ["2013-02-06", "2013-05-14"],
    folded: ["2013-01-08", "2013-02-06T09:00:00Z"],
    summary: "2 past dates",
  });
});

test("a meeting is past when its day is over in the forum's zone", () => {
  expect(shownAt("2013-05-14T16:00:00Z", "Asia/Tokyo")).toMatchObject({ first: [] });
  expect(shownAt("2013-05-15T03:00:00Z", "America/New_York")).toMatchObject({ first: ["2013-05-14"] });
});

test("folds nothing while every date is upcoming", () => {
  expect(shownAt("2012-12-01T00:00:00Z")).toMatchObject({ folded: [], summary: undefined });
});

test("folds every date once all are past", () => {
  expect(shownAt("2026-01-01T00:00:00Z")).toMatchObject({ first: [], summary: "4 past dates" });
});
