import type { Annotation } from "#core/discuss/annotation.ts";
import type { CompilableAnnotation } from "#core/compile/compile.ts";
import { replyOf, speakerOf } from "../discuss/annotations.ts";
import { atlas, birch, cedar, version, words, here, carried, compiled, layout } from "./compiled.ts";

test("orders general comments first, then clauses with their threads by date, then orphans", () => {
  const compilation = compiled([
    here({ id: "late", targets: [words("costs fall")], createdAt: "2013-02-07T11:00:00Z" }),
    carried({ id: "lost-b", targets: [{ kind: "clause", clause: "c3" }], createdAt: "2012-10-02T10:00:00Z" }, {}),
    carried({ id: "lost-a", targets: [{ kind: "clause", clause: "c2" }], createdAt: "2012-10-03T10:00:00Z" }, {}),
    here({ id: "early", targets: [{ kind: "clause", clause: "c4" }], createdAt: "2013-02-07T10:00:00Z" }),
    here({ id: "section", targets: [{ kind: "section", clause: "c2" }] }),
    here({ id: "all" }),
  ]);
  expect(layout(compilation)).toEqual([
    ["general", "all"],
    ["considering", "section"],
    ["considering b)", "early"],
    ["considering b)", "late"],
    ["orphan", "lost-a"],
    ["orphan", "lost-b"],
  ]);
  expect(compilation.counts).toEqual({
    annotations: 6,
    comments: 6,
    proposals: 0,
    general: 1,
    orphans: 2,
    carried: 0,
    replies: 0,
    organisations: 1,
    clausesWithThreads: 2,
    leftOut: 0,
  });
});

test("identifies the forum, document and version by hash, and lists the filters", () => {
  const {
    forum,
    document,
    address,
    version: facts,
    filters,
    sources,
    generatedAt,
  } = compiled([], {
    filters: { kinds: ["proposal"] },
  });
  const { source: _source, notices: _notices, ...expected } = version;
  expect({ forum, document, address, facts, filters, sources, generatedAt }).toEqual({
    forum: { id: "forum", name: "A Policy Forum", shortName: "Forum" },
    document: { id: "opinion-5", title: "Draft Opinion 5", shortTitle: "Opinion 5", kind: "opinion" },
    address: "opinion-5@2:en",
    facts: expected,
    filters: { kinds: ["proposal"] },
    sources: "shown",
    generatedAt: "2013-02-08T12:00:00Z",
  });
});

test("lists a thread across clauses at the first and highlights it in each", () => {
  const { clauses } = compiled([here({ id: "x", targets: [words("traffic local;\nthat costs")] })]);
  expect(clauses.map(({ threads }) => threads.map(({ id }) => id))).toEqual([[], [], ["x"], []]);
  expect(clauses.map(({ highlights }) => highlights)).toEqual([
    [],
    [],
    [{ thread: 1, start: 26, end: 40 }],
    [{ thread: 1, start: 0, end: 10 }],
  ]);
});

test("orders the highlights of a clause by position, and threads by date", () => {
  const { clauses } = compiled([
    here({ id: "first", targets: [words("fall")], createdAt: "2013-02-06T10:00:00Z" }),
    here({ id: "second", targets: [words("costs")], createdAt: "2013-02-06T11:00:00Z" }),
    here({ id: "third", targets: [words("that costs fall")], createdAt: "2013-02-06T12:00:00Z" }),
  ]);
  expect(clauses[3]?.highlights).toEqual([
    { thread: 3, start: 0, end: 15 },
    { thread: 2, start: 5, end: 10 },
    { thread: 1, start: 11, end: 15 },
  ]);
});

test("does not highlight a clause when the range ends at its start", () => {
  const { clauses } = compiled([here({ targets: [words("local;\n")] })]);
  expect(clauses.map(({ highlights }) => highlights.length)).toEqual([0, 0, 1, 0]);
});

test("does not count the organisation of an erased comment", () => {
  const erased = here({ standing: "erased", standingReason: "On demand.", speaker: speakerOf(cedar) });
  expect(compiled([erased]).counts).toMatchObject({ annotations: 1, organisations: 0 });
  expect(compiled([erased], { filters: { organisations: ["cedar"] } }).counts.leftOut).toBe(1);
});

test("presents a proposal as a redline, in words and as operations", () => {
  const operations: Annotation["operations"] = [
    {
      kind: "replace",
      start: { clause: "c4", offset: 11 },
      end: { clause: "c4", offset: 15 },
      content: [{ type: "text", text: "decline" }],
    },
  ];
  const [thread] = compiled([here({ kind: "proposal", targets: [words("fall")], operations })]).clauses[3]!.threads;
  expect(thread).toMatchObject({
    kind: "proposal",
    proposal: [
      {
        change: "edited",
        citation: "considering b)",
        segments: [
          { kind: "kept", content: [{ type: "text", text: "that costs " }] },
          { kind: "deleted", content: [{ type: "text", text: "fall" }] },
          { kind: "inserted", content: [{ type: "text", text: "decline" }] },
          { kind: "kept", content: [{ type: "text", text: "," }] },
        ],
      },
    ],
    proposedChange: [{ code: "change-replace", params: { citation: "considering b)", from: "fall", to: "decline" } }],
    operations,
  });
});

test("shows a carried proposal on its original version, with operations only when rebased", () => {
  const original: Annotation["operations"] = [{ kind: "delete", clause: "c2" }];
  const rebased: Annotation["operations"] = [{ kind: "delete", clause: "c3" }];
  const entry = carried(
    { kind: "proposal", operations: original, targets: [{ kind: "clause", clause: "c2" }] },
    { state: "text-changed", targets: [{ kind: "clause", clause: "c3" }] },
  );
  const threadOf = (more: Partial<CompilableAnnotation>) => compiled([{ ...entry, ...more }]).clauses[2]!.threads[0]!;
  expect(threadOf({}).operations).toBeNull();
  expect(threadOf({ rebased }).operations).toEqual(rebased);
  expect(threadOf({}).proposal).toMatchObject([
    { change: "deleted", segments: [{ kind: "deleted", content: [{ type: "text", text: "that traffic is dear;" }] }] },
  ]);
  expect(threadOf({}).origin).toEqual({
    versionId: "v1",
    address: "v1-address",
    round: "1",
    label: "First draft",
    date: "2012-10-01",
    language: "en",
    here: false,
    citations: ["considering a)"],
    quotes: [],
  });
});

test("names joint sources together, orders replies by date and counts positions by organisation", () => {
  const [thread] = compiled([
    here(
      { speaker: speakerOf(atlas, { jointly: [birch] }) },
      {
        replies: [
          replyOf({ id: "r2", position: "oppose", speaker: speakerOf(cedar), createdAt: "2013-02-08T10:00:00Z" }),
          replyOf({ id: "r1", text: "Agreed.", position: "support", speaker: speakerOf(birch) }),
        ],
      },
    ),
  ]).general;
  expect(thread?.source?.organisations.map(({ shortName }) => shortName)).toEqual(["ATLAS", "BIRCH"]);
  expect(thread?.replies.map(({ text, position }) => [text, position])).toEqual([
    ["Agreed.", "support"],
    ["An answer.", "oppose"],
  ]);
  expect(thread?.positions).toEqual([
    { position: "support", holders: ["BIRCH"] },
    { position: "oppose", holders: ["CEDAR"] },
  ]);
});

test.each(["withdrawn", "hidden", "erased"] as const)(
  "keeps the location and reason of a %s comment, but not its text",
  (standing) => {
    const overrides = { standing, standingReason: "Off topic.", text: "SECRET", operations: [] };
    const compilation = compiled([
      here(
        {
          ...overrides,
          targets: [words("costs fall")],
          kind: "proposal",
          operations: [{ kind: "delete", clause: "c4" }],
        },
        { replies: [replyOf({ ...overrides, position: "oppose" })] },
      ),
    ]);
    const [thread] = compilation.clauses[3]!.threads;
    expect(thread).toMatchObject({
      standing,
      standingReason: "Off topic.",
      text: null,
      proposal: [],
      proposedChange: [],
      operations: null,
      positions: [],
      replies: [{ standing, text: null, position: null }],
    });
    expect(thread?.source === null).toBe(standing === "erased");
    expect(JSON.stringify(compilation)).not.toContain("SECRET");
  },
);

test("throws for an annotation of an unknown version", () => {
  expect(() => compiled([carried({ versionId: "v0" }, { targets: [{ kind: "document" }] })])).toThrow(RangeError);
});
