import { marksAt, type ReaderMark } from "../../../client/reader/drawing.ts";
import { targetRuns, type ClauseRun } from "../../../server/core/discuss/text-order.ts";
import { describe as describeWords } from "../../../server/core/place/anchor.ts";
import type { Target } from "../../../server/core/discuss/target.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

const version = versionTextOf(
  draftOf([
    ["verb", null, "noting"],
    ["recital", "a)", "that many are concerned;"],
    ["recital", "b)", "that few take part,"],
  ]),
);

describe("text covered by a target, clause by clause", () => {
  test.each<[string, Target, ClauseRun[]]>([
    ["words in one clause", describeWords(version, 7, 16), [{ clause: "c2", start: 0, end: 9, whole: false }]],
    [
      "words across clauses",
      describeWords(version, 12, 40),
      [
        { clause: "c2", start: 5, end: 24, whole: false },
        { clause: "c3", start: 0, end: 8, whole: false },
      ],
    ],
    ["a clause", { kind: "clause", clause: "c3" }, [{ clause: "c3", start: 0, end: 19, whole: true }]],
    [
      "a section, at its first clause",
      { kind: "section", clause: "c1" },
      [{ clause: "c1", start: 0, end: 6, whole: true }],
    ],
    ["the whole document, without a position", { kind: "document" }, []],
    ["an unknown clause", { kind: "clause", clause: "c9" }, []],
  ])("%s", (_name, target, expected) => {
    expect(targetRuns(version, target)).toEqual(expected);
  });
});

test("puts the annotation with the fewest words under the pointer first", () => {
  const mark = (id: string, start: number, end: number): ReaderMark => ({
    id,
    kind: "comment",
    unsure: false,
    number: 1,
    runs: [{ clause: "c2", start, end, whole: false }],
  });
  const marks = [mark("long", 0, 20), mark("short", 5, 9), mark("elsewhere", 12, 14)];
  expect(marksAt(marks, "c2", 6).map(({ id }) => id)).toEqual(["short", "long"]);
});
