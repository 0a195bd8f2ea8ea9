import type { Node } from "prosemirror-model";
import type { Annotation } from "#core/discuss/annotation.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import type { Placement } from "#core/place/placement.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { ClausePoint, RangeTarget } from "#core/discuss/target.ts";
import { compile, type CompilableAnnotation, type CompileInput } from "#core/compile/compile.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { clauseById } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftSchema } from "#core/text/schema.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";

/** A clause in the schema's JSON; defaults may be left out. */
interface ClauseInput {
  id: string;
  kind: string;
  label?: string;
  depth?: number;
  language?: string;
  direction?: string;
  table?: { id: string; row: number; column: number; header: boolean };
  content: string | object[];
}

export function draft(clauses: readonly ClauseInput[], language = "en", direction = "ltr"): Node {
  const node = draftSchema.nodeFromJSON({
    type: "doc",
    attrs: { language, direction },
    content: clauses.map(({ content, ...attrs }) => ({
      type: "clause",
      attrs,
      content: typeof content === "string" ? (content ? [text(content)] : []) : content,
    })),
  });
  node.check();
  return node;
}

export function text(words: string, ...marks: (string | { type: string; attrs: object })[]): object {
  return { type: "text", text: words, marks: marks.map((mark) => (typeof mark === "string" ? { type: mark } : mark)) };
}

export function link(words: string, href: string): object {
  return text(words, { type: "link", attrs: { href } });
}

export function reference(clause: string, label: string): object {
  return { type: "footnoteReference", attrs: { clause, label } };
}

/** An Opinion with every kind of clause and mark. */
export const opinion = draft([
  { id: "title", kind: "title", content: "OPINION 5: Broad participation in the governance of the network" },
  { id: "opening", kind: "opening", content: "The policy forum (Geneva, 2013)," },
  { id: "v1", kind: "verb", content: "recalling" },
  {
    id: "r-a",
    kind: "recital",
    label: "a)",
    content: [
      text("that the "),
      text("first report", "emphasis"),
      text(" set out "),
      link("its terms", "https://forum.example/terms?a=1&b=2"),
      reference("n1", "1"),
      text(" & <left> the rest open;"),
    ],
  },
  { id: "n1", kind: "footnote", label: "1", content: "See the record of the second meeting, paragraph 14." },
  { id: "r-b", kind: "recital", label: "b)", content: "that “participation” means more than being present," },
  { id: "v2", kind: "verb", content: "invites Member States" },
  {
    id: "o-1",
    kind: "operative",
    label: "1",
    content: [text("to open their preparatory meetings "), text("[to all stakeholders]", "strong"), text(";")],
  },
  { id: "o-1a", kind: "item", label: "a)", depth: 1, content: "on the working methods of each group;" },
  {
    id: "o-2",
    kind: "operative",
    label: "2",
    content: [
      text("to publish H"),
      text("2", "subscript"),
      text("O and m"),
      text("2", "superscript"),
      text(" figures"),
      { type: "hardBreak" },
      text("every year."),
    ],
  },
  { id: "h-1", kind: "heading", label: "1", content: "Figures" },
  {
    id: "p-11",
    kind: "paragraph",
    label: "1.1",
    depth: 1,
    content: [text("The table follows "), link("the note", "#r-a"), text(".")],
  },
  { id: "t-11", kind: "cell", table: { id: "t", row: 1, column: 1, header: true }, content: "Year" },
  { id: "t-12", kind: "cell", table: { id: "t", row: 1, column: 2, header: true }, content: "Share" },
  { id: "t-21", kind: "cell", table: { id: "t", row: 2, column: 1, header: false }, content: "2012" },
  { id: "t-22", kind: "cell", table: { id: "t", row: 2, column: 2, header: false }, content: "38 per cent" },
]);

const hash = (letter: string): string => letter.repeat(64);

export function version(overrides: Partial<Version> = {}): Version {
  return {
    id: "v-3",
    documentId: "opinion-5",
    round: "3",
    label: "Third draft",
    date: "2013-02-06",
    language: "en",
    state: "published",
    textHash: hash("a"),
    contentHash: hash("b"),
    clauseCount: 16,
    wordCount: 80,
    source: { fileName: "o5.docx", format: "docx", hash: hash("c"), size: 100 },
    notices: [],
    preparedAt: "2013-02-06T09:00:00Z",
    publishedAt: "2013-02-06T10:00:00Z",
    withdrawnReason: null,
    ...overrides,
  };
}

export const opinionDocument: ForumDocument = {
  id: "opinion-5",
  title: "Opinion 5: Broad participation",
  shortTitle: "Opinion 5",
  kind: "opinion",
  position: 5,
  relations: [],
};

export function speaker(name: string, organisations: readonly string[], overrides: Partial<Speaker> = {}): Speaker {
  const named = organisations.map((shortName) => ({
    id: shortName.toLowerCase(),
    name: `${shortName} Organisation`,
    shortName,
    group: "civil-society" as const,
  }));
  return {
    participantId: name.toLowerCase().replaceAll(" ", "-"),
    name,
    capacity: named.length > 0 ? "organisation" : "personal",
    organisation: named[0] ?? null,
    group: "civil-society",
    jointly: named.slice(1),
    awaiting: [],
    ...overrides,
  };
}

export const ana = speaker("Ana Ruiz", ["ISOC", "APC"]);
export const boris = speaker("Boris Weil", ["Ruritania"], { group: "member-state" });

let serial = 0;

export function annotation(overrides: Partial<Annotation> = {}): Annotation {
  serial += 1;
  return {
    id: `a-${String(serial).padStart(4, "0")}`,
    documentId: "opinion-5",
    versionId: "v-3",
    kind: "comment",
    type: "technical",
    targets: [{ kind: "document" }],
    text: "A comment.",
    operations: [],
    speaker: ana,
    visibility: "submitted",
    circleId: null,
    change: null,
    consolidatedInto: null,
    contributionId: null,
    resolved: false,
    standing: "open",
    standingReason: null,
    createdAt: "2013-02-10T08:30:00Z",
    submittedAt: "2013-02-06T10:00:00Z",
    editedAt: null,
    revision: "1",
    ...overrides,
  };
}

export function reply(overrides: Partial<Reply> = {}): Reply {
  serial += 1;
  return {
    id: `p-${String(serial).padStart(4, "0")}`,
    documentId: "opinion-5",
    annotationId: "",
    text: "A reply.",
    position: null,
    speaker: boris,
    standing: "open",
    standingReason: null,
    createdAt: "2013-02-11T08:30:00Z",
    editedAt: null,
    revision: "1",
    ...overrides,
  };
}

/** Returns an annotation that is placed where it was made. */
export function here(
  overrides: Partial<Annotation>,
  replies: readonly Reply[] = [],
  placement: Partial<Placement> = {},
): CompilableAnnotation {
  const created = annotation(overrides);
  return {
    annotation: created,
    replies,
    placement: {
      annotationId: created.id,
      versionId: "v-3",
      state: "exact",
      score: 1,
      reason: { code: "same-words", params: { to: "" } },
      targets: created.targets,
      ...placement,
    },
  };
}

/** Returns the range of a text in a clause or, with `to`, the range up to the end of a text in another clause. */
export function words(on: Node, clause: string, exact: string, to?: { clause: string; exact: string }): RangeTarget {
  const version = versionTextOf(on);
  const start = placeOf(clause, exact);
  const end = to ? placeOf(to.clause, to.exact) + to.exact.length : start + exact.length;
  return describeRange(version, start, end);

  function placeOf(id: string, quote: string): number {
    const found = clauseById(version, id);
    const at = found ? version.text.slice(found.start, found.end).indexOf(quote) : -1;
    if (!found || at < 0) throw new Error(`${id} does not hold “${quote}”`);
    return found.start + at;
  }
}

export const earlier = version({ id: "v-2", round: "2", label: "Second draft", date: "2012-10-12" });

export function compilation(
  annotations: readonly CompilableAnnotation[],
  overrides: Partial<CompileInput> = {},
): Compilation {
  return compile({
    forum: {
      id: "forum",
      name: "Fifth policy forum",
      shortName: "PF-5",
      description: "",
      audience: "public",
      sources: "shown",
      calendar: [],
    },
    document: opinionDocument,
    version: version(),
    address: `${version().documentId}@${version().round}:${version().language}`,
    draft: opinion,
    annotations,
    origins: new Map([
      [
        "v-2",
        { version: earlier, address: `${earlier.documentId}@${earlier.round}:${earlier.language}`, draft: opinion },
      ],
    ]),
    filters: {},
    sources: "shown",
    generatedAt: "2013-02-20T12:00:00Z",
    ...overrides,
  });
}

/** Returns one annotation of every kind, each on its own part of the Opinion. */
export function annotationsOfEveryKind(): CompilableAnnotation[] {
  return [
    here({ text: "Good work on the whole.\n\nA second paragraph." }),
    here({ targets: [words(opinion, "r-a", "first report")], text: "Which one?" }, [
      reply({ text: "The one of 2011.", position: "support" }),
      reply({
        text: "We see it otherwise.",
        position: "oppose",
        speaker: speaker("Chen Li", ["Sinica"]),
        createdAt: "2013-02-12T08:30:00Z",
      }),
    ]),
    here({
      targets: [words(opinion, "r-a", "the rest open;", { clause: "r-b", exact: "that “participation”" })],
      text: "Across two clauses.",
    }),
    here({
      targets: [{ kind: "clause", clause: "o-1" }],
      text: '=HYPERLINK("x") on a whole clause, with <b>markup</b> & "quotes"',
      type: "editorial",
    }),
    here({ targets: [words(opinion, "n1", "second meeting")], text: "On a footnote." }),
    here({ targets: [words(opinion, "t-22", "38 per cent")], text: "On a cell." }),
    here({
      kind: "proposal",
      targets: [words(opinion, "r-b", "more than")],
      text: "Stronger so.",
      operations: [
        {
          kind: "replace",
          start: { clause: "r-b", offset: 27 },
          end: { clause: "r-b", offset: 36 },
          content: [{ type: "text", text: "much beyond" }],
        },
        {
          kind: "insert",
          after: "r-b",
          clause: {
            kind: "recital",
            label: "c)",
            depth: 0,
            content: [{ type: "text", text: "that a new clause follows," }],
          },
        },
      ],
    }),
    here({
      targets: [words(opinion, "o-2", "figures")],
      text: "Undone.",
      standing: "withdrawn",
      standingReason: "Settled in the hall",
    }),
    here({
      targets: [words(opinion, "o-2", "every year")],
      text: "Not to be seen.",
      standing: "hidden",
      standingReason: "Off topic",
      speaker: boris,
    }),
    here({ versionId: "v-2", targets: [{ kind: "clause", clause: "o-1a" }], text: "Made earlier." }, [], {
      state: "text-changed",
      score: 0.8,
      reason: { code: "words-replaced", params: { to: "invites Member States 1 a)", replaced: 2, total: 7 } },
    }),
    here({ versionId: "v-2", targets: [words(opinion, "h-1", "Figures")], text: "Its words are gone." }, [], {
      state: "orphan",
      score: 0,
      targets: [],
      reason: { code: "clause-removed", params: { from: "1" } },
    }),
    here({
      targets: [
        { kind: "clause", clause: "v1" },
        { kind: "clause", clause: "v2" },
      ],
      text: "Throughout: verbs in italics.",
      speaker: speaker("Dina Odum", []),
    }),
  ];
}

/** Moves the Opinion's first operative clause to the top, with a new wording and label. */
export const movedAndReworded: ProposalOperation[] = [
  { kind: "move", clause: "o-1", after: "v1" },
  { kind: "relabel", clause: "o-1", label: "9" },
  replaced("o-1", [3, 7], "hold"),
];

/** A replacement that overlaps one in another proposal. */
export const shorter: ProposalOperation[] = [replaced("r-b", [22, 31], "stands for")];

function replaced(clause: string, [from, to]: readonly [number, number], put: string): ProposalOperation {
  const [start, end] = [from, to].map((offset) => ({ clause, offset })) as [ClausePoint, ClausePoint];
  return { kind: "replace", start, end, content: [{ type: "text", text: put }] };
}
