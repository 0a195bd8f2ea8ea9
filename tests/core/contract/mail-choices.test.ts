import {
  defaultDigest,
  defaultTime,
  type DigestTimes,
  kindsFor,
  mailKinds,
  nextDigest,
  timesFor,
} from "#core/contract/mail-choices.ts";

const next = (digest: Partial<DigestTimes>, after: string, zone?: string): string | undefined =>
  nextDigest({ ...defaultDigest, ...digest }, new Date(after), zone)?.toISOString();

describe("the next digest", () => {
  test.each([
    ["later the same day", { hour: 18 }, "2013-02-06T09:00:00.000Z", "2013-02-06T18:00:00.000Z"],
    ["the next day, if the hour is over", { hour: 9 }, "2013-02-06T09:00:00.000Z", "2013-02-07T09:00:00.000Z"],
    [
      "in the person’s zone",
      { hour: 7, timeZone: "Pacific/Tongatapu" },
      "2013-02-06T09:00:00.000Z",
      "2013-02-06T18:00:00.000Z",
    ],
    ["on the chosen weekday", { every: "week", weekday: 1 }, "2013-02-06T09:00:00.000Z", "2013-02-11T07:00:00.000Z"],
    [
      "a week later, if it was today",
      { every: "week", weekday: 3 },
      "2013-02-06T09:00:00.000Z",
      "2013-02-13T07:00:00.000Z",
    ],
  ] satisfies [string, Partial<DigestTimes>, string, string][])("is due %s", (_case, digest, after, due) => {
    expect(next(digest, after)).toBe(due);
  });

  test("uses the forum’s zone if the person chose none", () => {
    expect(next({}, "2013-02-06T09:00:00.000Z", "America/New_York")).toBe("2013-02-06T12:00:00.000Z");
  });

  test("is later by as much as clocks skip, and once where they show the hour twice", () => {
    const zone = "Europe/Zurich";
    const dues: (string | undefined)[] = [];
    for (let at = "2013-03-29T12:00:00.000Z", days = 0; days < 3; days += 1) {
      const due = next({ hour: 2 }, at, zone);
      dues.push(due);
      at = due ?? at;
    }
    expect(dues).toEqual(["2013-03-30T01:00:00.000Z", "2013-03-31T01:00:00.000Z", "2013-04-01T00:00:00.000Z"]);
    const autumn = next({ hour: 2 }, "2013-10-26T12:00:00.000Z", zone) ?? "";
    expect(next({ hour: 2 }, autumn, zone)).toBe("2013-10-28T01:00:00.000Z");
  });

  test("is never due if the person wants none", () => {
    expect(next({ every: "never" }, "2013-02-06T09:00:00.000Z")).toBeUndefined();
  });
});

test("by default, only announcements and what waits for the person are mailed at once", () => {
  expect(mailKinds.filter((kind) => defaultTime(kind) === "at-once")).toEqual([
    "mention",
    "co-sign-request",
    "clearance-request",
    "sent-back",
    "announcement",
  ]);
});

test("each kind can have its default", () => {
  expect(mailKinds.filter((kind) => !timesFor(kind).includes(defaultTime(kind)))).toEqual([]);
});

test("people choose only among kinds that can reach them", () => {
  const isOffered = (role: Parameters<typeof kindsFor>[0]): boolean[] =>
    (["clearance-request", "contribution-received", "co-sign-request", "reply"] as const).map((kind) =>
      kindsFor(role).includes(kind),
    );
  expect(isOffered("observer")).toEqual([false, false, false, true]);
  expect(isOffered("member")).toEqual([false, false, true, true]);
  expect(isOffered("coordinator")).toEqual([true, false, true, true]);
  expect(isOffered("secretariat")).toEqual([false, true, false, true]);
});
