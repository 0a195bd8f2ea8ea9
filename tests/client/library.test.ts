import { neighbours } from "../../client/app/version-order.ts";
import { counted } from "../../client/components/counted.ts";
import { formatDate } from "../../client/components/dates.ts";
import { dotRadius, timeScale } from "../../client/library/time-scale.ts";
import type { ListedVersion } from "../../server/core/contract/forum-operations.ts";

describe("the forum's time", () => {
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
  ["nothing to compare with", null, 6],
  ["nothing changed", 0, 4],
  ["a quarter of the words", 250, 7],
  ["more than all the words", 4000, 10],
])("the dot of a version with %s", (_name, changed, expected) => {
  expect(dotRadius(changed, 1000)).toBe(expected);
});

test("a draft's neighbours are those of its language", () => {
  const version = (address: string, language: string) => ({ address, language }) as ListedVersion;
  const versions = [version("o@1", "en"), version("o@2", "en"), version("o@2:ar", "ar"), version("o@3", "en")];
  expect(neighbours(versions, "o@2")).toEqual({ before: versions[0], after: versions[3] });
  expect(neighbours(versions, "o@2:ar")).toEqual({ before: undefined, after: undefined });
  expect(neighbours(versions, "o@9")).toEqual({ before: undefined, after: undefined });
});

test.each([
  [counted(1, "reply", "replies"), "1 reply"],
  [counted(2, "reply", "replies"), "2 replies"],
  [counted(2903, "word"), "2,903 words"],
  [formatDate("2013-02-06"), "6 Feb 2013"],
])("%s reads as people write", (said, expected) => {
  expect(said).toBe(expected);
});
