import { mainLanguage, neighbours } from "../../../client/versions/version-order.ts";
import { formatDate } from "../../../client/components/format.tsx";
import { dotRadius, lanesOf, timeScale } from "../../../client/library/TimeLine.tsx";
import { describeNews } from "../../../client/library/DocumentRow.tsx";
import type { ForumEvent } from "../../../server/core/contract/event-operations.ts";
import type { Library, ListedDocument, ListedVersion } from "../../../server/core/contract/forum-operations.ts";
import { forumCalendar } from "../../../server/core/phrases/forum-calendar.ts";

describe("scale of the forum's timeline", () => {
  const scale = timeScale(["2013-01-11", "2013-01-01", "2013-01-21"]);

  test.each([
    ["2013-01-01", 0],
    ["2013-01-11", 0.5],
    ["2013-01-21", 1],
    ["2012-06-01", 0],
    ["2014-06-01", 1],
  ])("puts %s at %d", (date, expected) => {
    expect(scale(date)).toBe(expected);
  });

  test("puts a single day in the middle", () => {
    expect(timeScale(["2013-01-01"])("2013-01-01")).toBe(0.5);
  });
});

test.each([
  ["no version to compare with", null, 6],
  ["no change", 0, 4],
  ["a quarter of its words changed", 250, 7],
  ["more changed words than it has", 4000, 10],
])("sizes the dot of a version with %s", (_name, changed, expected) => {
  expect(dotRadius(changed, 1000)).toBe(expected);
});

test("finds a draft's neighbours among published versions of its language", () => {
  const version = (address: string, language: string, state = "published") =>
    ({ address, language, state }) as ListedVersion;
  const versions = [
    version("o@1", "en"),
    version("o@2", "en"),
    version("o@2:ar", "ar"),
    version("w", "en", "withdrawn"),
    version("o@3", "en"),
  ];
  expect(neighbours(versions, "o@2")).toEqual({ before: versions[0], after: versions[4] });
  expect(neighbours(versions, "o@2:ar")).toEqual({ before: undefined, after: undefined });
  expect(neighbours(versions, "o@9")).toEqual({ before: undefined, after: undefined });
});

test("formats a date", () => {
  expect(formatDate("2013-02-06")).toBe("6 Feb 2013");
});

test.each([
  ["far apart", [0, 0.5, 1], [0, 0, 0]],
  ["of the same date", [0.4, 0.4, 0.4], [0, 1, 2]],
  ["close together in pairs", [0.1, 0.12, 0.5, 0.51], [0, 1, 0, 1]],
])("lays out dots of versions %s without overlap", (_name, places, lanes) => {
  expect(lanesOf(places, 0.05)).toEqual(lanes);
});

test("uses the language of the version published first as the document's language", () => {
  const version = (language: string, publishedAt: string | null) => ({ language, publishedAt }) as ListedVersion;
  const versions = [version("fr", null), version("ar", "2013-02-01"), version("en", "2012-09-14"), version("ar", null)];
  expect(mainLanguage({ versions } as ListedDocument)).toBe("en");
});

describe("news since the last visit", () => {
  const event = (kind: ForumEvent["kind"], id: string, actor = "other") =>
    ({ kind, actor, subject: { collection: "annotations", id } }) as ForumEvent;

  test("counts each item once by kind, drafts first", () => {
    const events = [
      event("annotation-created", "a"),
      event("annotation-submitted", "a"),
      event("annotation-created", "b"),
      event("disposition-made", "a"),
      event("version-published", "v"),
    ];
    expect(describeNews(events, "me")).toBe("1 draft, 2 comments, 1 decision");
  });

  test.each<[string, ForumEvent[]]>([
    ["the reader's own actions", [event("annotation-created", "a", "me")]],
    ["events that are not news", [event("annotation-withdrawn", "a"), event("signed-in", "s")]],
    ["events of an unknown kind", [event("annotation-starred" as ForumEvent["kind"], "a")]],
  ])("omits %s", (_name, events) => {
    expect(describeNews(events, "me")).toBe("");
  });
});

describe("calendar of the forum", () => {
  const consultation = (state: "upcoming" | "closed"): Partial<ListedVersion> => ({
    label: "Draft",
    address: "o@1",
    consultation: {
      terms: { opensAt: "2013-01-20T12:00:00Z", closesAt: "2013-02-01T17:00:00Z", blind: false },
      state,
      revision: 1,
    },
  });
  const entriesWith = (state: "upcoming" | "closed"): (readonly [string, string])[] =>
    forumCalendar(
      {
        forum: { calendar: [{ date: "2013-02-01", title: "Meeting", place: "Geneva" }] },
        documents: [],
        consulted: [{ shortTitle: "Opinion", versions: [consultation(state)] }],
      } as unknown as Library,
      "en",
    ).map(({ date, title }) => [date, title] as const);

  test("lists consultation deadlines with the meetings, and openings only while upcoming", () => {
    expect(entriesWith("closed")).toEqual([
      ["2013-02-01", "Meeting"],
      ["2013-02-01", "Opinion, Draft: comments close"],
    ]);
    expect(entriesWith("upcoming")[0]).toEqual(["2013-01-20", "Opinion, Draft: comments open"]);
  });
});
