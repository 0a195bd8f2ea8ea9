import type { Annotation } from "#core/discuss/annotation.ts";
import { placeAtHome } from "#core/place/carry-forward.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import type { Placement } from "#core/place/placement.ts";
import type { Target } from "#core/discuss/target.ts";
import { formColumns, formRows, type FormRow } from "../../../server/export/shared/comment-form.ts";
import { Compilation } from "#core/compile/compilation.ts";
import { compile, type CompilableAnnotation, type CompileInput } from "#core/compile/compile.ts";
import { versionTextOf } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import { draftOf } from "../../support/draft.ts";
import { annotationOf, organisationOf, replyOf, speakerOf } from "../discuss/annotations.ts";

const draft = draftOf([
  ["title", null, "Draft Opinion 5"],
  ["verb", null, "considering"],
  ["recital", "a)", "that exchange points keep traffic local;"],
  ["recital", "b)", "that costs fall,"],
]);
const text = versionTextOf(draft);
const earlierDraft = draftOf([
  ["verb", null, "considering"],
  ["recital", "a)", "that traffic is dear;"],
  ["recital", "b)", "that costs rise,"],
]);
const versionOf = (overrides: Partial<Version>): Version => ({
  id: "v2",
  documentId: "opinion-5",
  round: "2",
  label: "Second draft",
  date: "2013-02-06",
  language: "en",
  state: "published",
  textHash: "a".repeat(64),
  contentHash: "b".repeat(64),
  clauseCount: 4,
  wordCount: 13,
  source: { fileName: "o5.docx", format: "docx", hash: "c".repeat(64), size: 1 },
  notices: [],
  preparedAt: "2013-02-06T09:00:00Z",
  publishedAt: "2013-02-06T09:30:00Z",
  withdrawnReason: null,
  ...overrides,
});
const version = versionOf({});
const earlier = versionOf({ id: "v1", round: "1", label: "First draft", date: "2012-10-01" });
const [atlas, birch, cedar] = [organisationOf("atlas"), organisationOf("birch"), organisationOf("cedar")];

const words = (quote: string): Target => {
  const start = text.text.indexOf(quote);
  return describeRange(text, start, start + quote.length);
};
/** Returns an annotation made on the compiled version. */
const here = (overrides: Partial<Annotation>, more: Partial<CompilableAnnotation> = {}): CompilableAnnotation => {
  const annotation = annotationOf({ versionId: "v2", ...overrides });
  return { annotation, placement: placeAtHome(annotation, text), replies: [], ...more };
};
/** Returns an annotation made on the first draft, with its placement on the compiled version. */
const carried = (overrides: Partial<Annotation>, placement: Partial<Placement>): CompilableAnnotation => {
  const annotation = annotationOf({ versionId: "v1", ...overrides });
  return {
    annotation,
    placement: {
      annotationId: annotation.id,
      versionId: "v2",
      state: "orphan",
      score: 0.9,
      reason: { code: "clause-removed", params: { from: "considering a)" } },
      targets: [],
      ...placement,
    },
    replies: [],
  };
};
const compiled = (annotations: CompilableAnnotation[], overrides: Partial<CompileInput> = {}): Compilation => {
  const compilation = compile({
    forum: {
      id: "forum",
      name: "A Policy Forum",
      shortName: "Forum",
      description: "",
      audience: "public",
      sources: "shown",
      calendar: [],
    },
    document: {
      id: "opinion-5",
      title: "Draft Opinion 5",
      shortTitle: "Opinion 5",
      kind: "opinion",
      position: 1,
      relations: [],
    },
    version,
    address: "opinion-5@2:en",
    draft,
    annotations,
    origins: new Map([["v1", { version: earlier, address: "v1-address", draft: earlierDraft }]]),
    filters: {},
    sources: "shown",
    generatedAt: "2013-02-08T12:00:00Z",
    ...overrides,
  });
  expect(Compilation.parse(compilation)).toEqual(compilation);
  return compilation;
};
/** Lists the place of each thread, with its annotation id, in the order of their numbers. */
const layout = ({ general, clauses, orphans }: Compilation): [string, string | null][] =>
  [
    ...general.map(({ number, id }) => ({ number, place: "general", id })),
    ...clauses.flatMap(({ citation, threads }) => threads.map(({ number, id }) => ({ number, place: citation, id }))),
    ...orphans.map(({ number, id }) => ({ number, place: "orphan", id })),
  ]
    .sort((one, other) => one.number - other.number)
    .map(({ place, id }) => [place, id]);

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

test("removes every name, organisation, group and id when sources are hidden", () => {
  const compilation = compiled(
    [
      here(
        { id: "atlas-1", speaker: speakerOf(atlas, { jointly: [cedar] }) },
        { replies: [replyOf({ id: "birch-1", position: "support" })] },
      ),
    ],
    { sources: "hidden" },
  );
  expect(compilation.general[0]?.positions).toEqual([{ position: "support", holders: [] }]);
  expect(JSON.stringify(compilation)).not.toMatch(/atlas|birch|cedar|Okoro|civil/iu);
});

test.each([{ organisations: ["atlas"] }, { groups: ["civil-society" as const] }])(
  "rejects the filter %j when sources are hidden",
  (filters) => {
    expect(() => compiled([], { sources: "hidden", filters })).toThrow(RangeError);
    expect(compiled([], { filters }).filters).toEqual(filters);
  },
);

test.each<[string, CompileInput["filters"], string[]]>([
  ["nothing", {}, ["all", "words", "joint", "hidden", "lost"]],
  ["empty lists", { kinds: [], types: [], clauses: [] }, ["all", "words", "joint", "hidden", "lost"]],
  ["a kind", { kinds: ["proposal"] }, ["joint"]],
  ["a type", { types: ["editorial"] }, ["words"]],
  ["an organisation, including joint comments", { organisations: ["birch"] }, ["joint"]],
  ["a group", { groups: ["academia"] }, ["words"]],
  ["a state", { states: ["orphan"] }, ["lost"]],
  ["a clause", { clauses: ["c3"] }, ["words"]],
  ["a section", { sections: ["c2"] }, ["words", "joint", "hidden"]],
  ["a section of one clause", { sections: ["c3"] }, ["words"]],
  ["a section and one of its clauses", { sections: ["c2"], clauses: ["c3"] }, ["words", "joint", "hidden"]],
  ["a section and a kind", { sections: ["c2"], kinds: ["proposal"] }, ["joint"]],
  ["the original draft", { versions: ["v1-address"] }, ["lost"]],
  ["words of the comment, in any case", { text: "  Too DEAR " }, ["words"]],
  ["words of the quoted text", { text: "exchange" }, ["words"]],
  ["proposed words", { text: "shrink" }, ["joint"]],
  ["words of a reply", { text: "well said" }, ["all"]],
  ["hidden words", { text: "rude" }, []],
  ["two filters at once", { kinds: ["comment"], organisations: ["birch"] }, []],
])("filters by %s", (_case, filters, ids) => {
  const compilation = compiled(
    [
      here({ id: "all" }, { replies: [replyOf({ text: "Well said." })] }),
      here({
        id: "words",
        type: "editorial",
        text: "Too dear.",
        targets: [words("exchange points")],
        speaker: speakerOf(null),
      }),
      here({
        id: "joint",
        kind: "proposal",
        targets: [{ kind: "clause", clause: "c4" }],
        operations: [
          {
            kind: "insert",
            after: "c4",
            clause: {
              kind: "recital",
              label: "c)",
              depth: 0,
              content: [{ type: "text", text: "that prices shrink." }],
            },
          },
        ],
        speaker: speakerOf(atlas, { jointly: [birch] }),
      }),
      here({
        id: "hidden",
        text: "Rude.",
        standing: "hidden",
        standingReason: "Off topic.",
        targets: [{ kind: "clause", clause: "c4" }],
        createdAt: "2013-02-09T10:00:00Z",
      }),
      carried({ id: "lost", targets: [{ kind: "clause", clause: "c2" }] }, {}),
    ],
    { filters },
  );
  expect(layout(compilation).map(([, id]) => id)).toEqual(ids);
  expect(compilation.counts.leftOut).toBe(5 - ids.length);
});

test("throws for an annotation of an unknown version", () => {
  expect(() => compiled([carried({ versionId: "v0" }, { targets: [{ kind: "document" }] })])).toThrow(RangeError);
});

test("gives each comment a form row with its clause, kind and proposed change", () => {
  const rows = formRows(
    compiled([
      here({ id: "all", speaker: speakerOf(null, { name: "Ada Nowak" }) }),
      here({
        id: "words",
        type: "technical",
        kind: "proposal",
        targets: [words("exchange points")],
        operations: [{ kind: "delete", clause: "c3" }],
        speaker: speakerOf(atlas, { jointly: [birch] }),
      }),
      carried({ id: "lost", targets: [{ kind: "clause", clause: "c2" }] }, {}),
    ]),
  );
  const shown = ["number", "source", "clause", "part", "type", "comment", "words", "change", "place"];
  const cellsOf = (row: FormRow): string[] =>
    shown.map((name) => formColumns.find(([code]) => code === `export-column-${name}`)?.[1](row) ?? "");
  expect(Array.from(rows, cellsOf)).toEqual([
    ["1", "Ada Nowak", "General", "", "ge", "A remark.", "", "", "exact"],
    [
      "2",
      "ATLAS, BIRCH",
      "considering a)",
      "recital",
      "te",
      "A remark.",
      "exchange points",
      "Delete considering a).",
      "exact",
    ],
    ["3", "ATLAS", "considering a)", "", "ge", "A remark.", "", "", "unplaced"],
  ]);
});
