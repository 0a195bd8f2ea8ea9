import {
  countOpen,
  foldThreads,
  noteNumbers,
  threadsByLocation,
} from "../../../../client/reading/threads/threads-by-location.ts";
import { describe as describeWords } from "../../../../server/core/place/anchor.ts";
import type { PlacedAnnotation } from "../../../../server/core/contract/annotation-operations.ts";
import { versionTextOf } from "../../../../server/core/text/version-text.ts";
import { draftOf } from "../../../support/draft.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const version = versionTextOf(
  draftOf([
    ["recital", "a)", "that many are concerned;"],
    ["recital", "b)", "that few take part,"],
  ]),
);

test("orders threads by text, then by date, with general remarks and orphans apart", () => {
  const words = (start: number, end: number) => ({ targets: [describeWords(version, start, end)] });
  const { beside, general, orphans } = threadsByLocation(version, [
    placedAnnotation("late", { ...words(5, 9), createdAt: "2013-02-07T00:00:00Z" }),
    placedAnnotation("second clause", words(30, 33)),
    placedAnnotation("early", { ...words(5, 13), createdAt: "2013-02-05T00:00:00Z" }),
    placedAnnotation("whole clause", { targets: [{ kind: "clause", clause: "c1" }] }),
    placedAnnotation("general"),
    placedAnnotation("orphan", {}, { state: "orphan", targets: [] }),
  ]);
  expect(beside.map(({ id, clause, offset }) => [id, clause, offset])).toEqual([
    ["whole clause", "c1", 0],
    ["early", "c1", 5],
    ["late", "c1", 5],
    ["second clause", "c2", 5],
  ]);
  expect(general.map(({ annotation }) => annotation.id)).toEqual(["general"]);
  expect(orphans.map(({ annotation }) => annotation.id)).toEqual(["orphan"]);
});

test("a comment withdrawn before any reply comes last on its clause", () => {
  const words = (start: number, end: number) => ({ targets: [describeWords(version, start, end)] });
  const withdrawn = { standing: "withdrawn" } as const;
  const answered = placedAnnotation("withdrawn, with a reply", { ...words(0, 4), ...withdrawn });
  const { beside } = threadsByLocation(version, [
    placedAnnotation("withdrawn", { ...words(0, 4), ...withdrawn }),
    { ...answered, replies: [{ id: "r1" } as PlacedAnnotation["replies"][number]] },
    placedAnnotation("open", words(5, 9)),
    placedAnnotation("second clause", words(30, 33)),
  ]);
  expect(beside.map(({ id, over }) => [id, over])).toEqual([
    ["withdrawn, with a reply", false],
    ["open", false],
    ["withdrawn", true],
    ["second clause", false],
  ]);
});

describe("withdrawn comments without replies", () => {
  const open = { id: "1", clause: "c1", offset: 1 };
  const over = { id: "2", clause: "c1", offset: 0, over: true };

  test("are folded behind a line of their own", () => {
    expect(foldThreads([open, over], [], null)).toEqual([
      { kind: "thread", thread: open },
      { kind: "fold", clause: "c1", offset: 1, hidden: 1, over: true },
    ]);
    expect(foldThreads([over], [], null)).toEqual([{ kind: "fold", clause: "c1", offset: 0, hidden: 1, over: true }]);
  });

  test.each<[string, string[], string | null]>([
    ["if the user unfolds them", ["c1"], null],
    ["while one has the focus", [], "2"],
  ])("are shown %s", (_name, unfolded, focused) => {
    const entries = foldThreads([open, over], unfolded, focused);
    expect(entries.map((entry) => (entry.kind === "thread" ? entry.thread.id : entry.hidden))).toEqual(["1", "2", 0]);
  });
});

test("numbers printed notes in order of the last word they comment on", () => {
  const words = (id: string, start: number, end: number) =>
    placedAnnotation(id, { targets: [describeWords(version, start, end)] });
  const { beside } = threadsByLocation(version, [words("long", 5, 23), words("within", 9, 13), words("after", 30, 33)]);
  expect(beside.map(({ id }) => id)).toEqual(["long", "within", "after"]);
  expect([...noteNumbers(version, beside)]).toEqual([
    ["within", 1],
    ["long", 2],
    ["after", 3],
  ]);
});

test("does not count withdrawn, hidden or erased comments as open", () => {
  const standings = ["open", "withdrawn", "hidden", "erased"] as const;
  expect(countOpen(standings.map((standing) => placedAnnotation(standing, { standing })))).toBe(1);
});

describe("a crowded clause", () => {
  const thread = (id: string, clause = "c1") => ({ id, clause, offset: Number(id) });
  const crowd = ["1", "2", "3", "4", "5"].map((id) => thread(id));

  /** Expected: ids of the threads shown and, after a crowd, the number of hidden threads. */
  test.each<[string, ReturnType<typeof thread>[], string[], string | null, (string | number)[]]>([
    ["is folded after three", crowd, [], null, ["1", "2", "3", 2]],
    ["is not folded for a single further comment", crowd.slice(0, 4), [], null, ["1", "2", "3", "4"]],
    ["stays unfolded, and can be folded again", crowd, ["c1"], null, ["1", "2", "3", "4", "5", 0]],
    ["shows the focused thread", crowd, [], "5", ["1", "2", "3", "4", "5", 0]],
    [
      "stays folded if a thread on another clause has the focus",
      [...crowd, thread("6", "c2")],
      [],
      "6",
      ["1", "2", "3", 2, "6"],
    ],
  ])("%s", (_name, threads, unfolded, focused, expected) => {
    const entries = foldThreads(threads, unfolded, focused);
    expect(entries.map((entry) => (entry.kind === "thread" ? entry.thread.id : entry.hidden))).toEqual(expected);
  });

  test("has its fold line after the last visible thread", () => {
    expect(foldThreads(crowd, [], null).at(-1)).toEqual({ kind: "fold", clause: "c1", offset: 3, hidden: 2 });
  });
});
