import fc from "fast-check";
import { Fragment, type Node } from "prosemirror-model";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { contentOf, fragmentOf } from "#core/discuss/inline-content.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { proposalSegments, proposedClauses } from "#core/propose/proposed-clauses.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { ProposalSegment } from "#core/propose/proposal-segment.ts";
import { draftSchema, parseDraft } from "#core/text/schema.ts";
import { draftOf } from "../../support/draft.ts";
import { contents, drafts, operations } from "./arbitrary-proposal.ts";

const opinion = draftOf([
  ["verb", null, "invites Member States"],
  ["operative", "1", "to take part in the work;"],
  ["operative", "2", "to report every year;"],
  ["operative", "3", "to pay."],
]);
const text = (text: string) => (text ? [{ type: "text", text }] : []);
const replace = (clause: string, start: number, end: number, words: string): ProposalOperation => ({
  kind: "replace",
  start: { clause, offset: start },
  end: { clause, offset: end },
  content: text(words),
});
const insert = (after: string, words: string): ProposalOperation => ({
  kind: "insert",
  after,
  clause: { kind: "operative", label: "2bis", depth: 0, content: text(words) },
});
const lines = (draft: Node): string[] =>
  draft.children.map((node) => [node.attrs["label"], node.textContent].filter(Boolean).join(" "));
const spelt = (segments: readonly ProposalSegment[], ...kinds: ProposalSegment["kind"][]): Fragment =>
  segments
    .filter(({ kind }) => kinds.includes(kind))
    .reduce((whole, { content }) => whole.append(fragmentOf(content)), Fragment.empty);

test("turns one content of a clause into the other with the operations between them", () => {
  fc.assert(
    fc.property(contents, contents, (before, after) => {
      const footnote = draftSchema.node("clause", { id: "n1", kind: "footnote" });
      const clause = draftSchema.node("clause", { id: "c1", kind: "paragraph" }, before);
      const draft = draftSchema.node("doc", null, [clause, footnote]);
      const wanted = Fragment.from(after);
      const result = applyOperations(draft, operationsBetween(clause, wanted));
      expect(result.problems).toEqual([]);
      expect(result.draft.child(0).content.toJSON()).toEqual(wanted.toJSON());
    }),
  );
});

test("creates no operations for the same content", () => {
  fc.assert(
    fc.property(contents, (content) => {
      const clause = draftSchema.node("clause", { id: "c1", kind: "paragraph" }, content);
      expect(operationsBetween(clause, clause.content)).toEqual([]);
    }),
  );
});

test("spells the clause from kept and deleted segments, the proposal from kept and inserted ones", () => {
  fc.assert(
    fc.property(drafts, operations, (draft, steps) => {
      const edits = steps.filter((step) => step.kind === "replace");
      const proposed = applyOperations(draft, edits).draft;
      draft.forEach((clause, _offset, index) => {
        const segments = proposalSegments(draft, String(clause.attrs["id"]), edits);
        expect(spelt(segments, "kept", "deleted").eq(clause.content)).toBe(true);
        const after = proposed.children.find((node) => node.attrs["id"] === clause.attrs["id"]);
        if (after && index !== 1) expect(spelt(segments, "kept", "inserted").toJSON()).toEqual(after.content.toJSON());
      });
    }),
  );
});

test("always yields a valid draft with unique clauses, missing only deleted ones", () => {
  fc.assert(
    fc.property(drafts, operations, (draft, steps) => {
      const { draft: result, problems } = applyOperations(draft, steps);
      expect(parseDraft(result.toJSON()).eq(result)).toBe(true);
      const ids = result.children.map((node) => String(node.attrs["id"]));
      expect(new Set(ids).size).toBe(ids.length);
      const deleted = new Set(steps.flatMap((step) => (step.kind === "delete" ? [step.clause] : [])));
      const refused = new Set(problems.map(({ operation }) => operation));
      for (const node of draft.children) {
        const id = String(node.attrs["id"]);
        if (node.attrs["kind"] !== "footnote") expect(ids.includes(id)).toBe(!deleted.has(id));
      }
      const added = steps.filter((step, index) => step.kind === "insert" && !refused.has(index)).length;
      expect(ids.filter((id) => id.startsWith("proposed-"))).toHaveLength(added);
    }),
  );
});

test.each<[string, ProposalOperation[], string[]]>([
  [
    "replaces, inserts and deletes words",
    [replace("c2", 3, 12, "share"), replace("c3", 20, 20, " in public"), replace("c4", 0, 3, "")],
    ["invites Member States", "1 to share in the work;", "2 to report every year in public;", "3 pay."],
  ],
  [
    "inserts a new clause after the one it names, even if that one moves",
    [{ kind: "move", clause: "c2", after: "c4" }, insert("c2", "to consult;")],
    [
      "invites Member States",
      "2 to report every year;",
      "3 to pay.",
      "1 to take part in the work;",
      "2bis to consult;",
    ],
  ],
  [
    "moves a clause to the front",
    [{ kind: "move", clause: "c4", after: "" }],
    ["3 to pay.", "invites Member States", "1 to take part in the work;", "2 to report every year;"],
  ],
  [
    "deletes a clause but not a clause inserted after it",
    [{ kind: "delete", clause: "c3" }, insert("c3", "to consult;")],
    ["invites Member States", "1 to take part in the work;", "2bis to consult;", "3 to pay."],
  ],
  [
    "renumbers a clause",
    [{ kind: "relabel", clause: "c4", label: "2bis" }],
    ["invites Member States", "1 to take part in the work;", "2 to report every year;", "2bis to pay."],
  ],
])("%s", (_case, steps, expected) => {
  const { draft, problems } = applyOperations(opinion, steps);
  expect(problems).toEqual([]);
  expect(lines(draft)).toEqual(expected);
});

test.each<[string, ProposalOperation[], object[]]>([
  [
    "an unknown clause",
    [{ kind: "delete", clause: "x" }],
    [{ operation: 0, code: "clause-unknown", params: { clause: "x" } }],
  ],
  [
    "a position past the clause",
    [replace("c4", 3, 8, "")],
    [{ operation: 0, code: "place-outside-clause", params: { citation: "invites Member States 3" } }],
  ],
  [
    "a replacement across clauses",
    [{ kind: "replace", start: { clause: "c2", offset: 0 }, end: { clause: "c3", offset: 1 }, content: [] }],
    [{ operation: 0, code: "crosses-clauses", params: {} }],
  ],
  [
    "two replacements of the same words",
    [replace("c2", 3, 12, "share"), replace("c2", 8, 15, "in")],
    [{ operation: 1, code: "overlaps", params: { citation: "invites Member States 1", other: 1 } }],
  ],
  [
    "content that a clause cannot hold",
    [
      {
        ...replace("c2", 0, 2, ""),
        content: [{ type: "clause", attrs: { id: "y", kind: "item" } }],
      } as ProposalOperation,
    ],
    [{ operation: 0, code: "content-not-allowed", params: { citation: "invites Member States 1" } }],
  ],
  [
    "a reference to an unknown footnote",
    [
      {
        kind: "replace",
        start: { clause: "c2", offset: 0 },
        end: { clause: "c2", offset: 0 },
        content: [{ type: "footnoteReference", attrs: { clause: "n9", label: "9" } }],
      },
    ],
    [{ operation: 0, code: "content-not-allowed", params: { citation: "invites Member States 1" } }],
  ],
  [
    "an edit of a deleted clause",
    [replace("c2", 0, 2, "and to"), { kind: "delete", clause: "c2" }],
    [{ operation: 0, code: "clause-deleted", params: { citation: "invites Member States 1" } }],
  ],
  [
    "two moves of one clause",
    [
      { kind: "move", clause: "c2", after: "c4" },
      { kind: "move", clause: "c2", after: "" },
    ],
    [{ operation: 1, code: "said-before", params: { citation: "invites Member States 1", other: 1 } }],
  ],
  [
    "two clauses that would follow each other",
    [
      { kind: "move", clause: "c2", after: "c3" },
      { kind: "move", clause: "c3", after: "c2" },
    ],
    [{ operation: 1, code: "moves-in-circle", params: { citation: "invites Member States 2" } }],
  ],
  [
    "a cell inserted alone",
    [{ kind: "insert", after: "c2", clause: { kind: "cell", label: null, depth: 0, content: [] } }],
    [{ operation: 0, code: "kind-not-allowed", params: { kind: "cell" } }],
  ],
])("rejects %s with a reason", (_case, steps, problems) => {
  expect(applyOperations(opinion, steps, versionTextOf(opinion)).problems).toEqual(problems);
});

test("replaces whole words and joins changes that only a space separates", () => {
  const clause = opinion.child(1);
  const after = Fragment.from(draftSchema.text("to have a share in the works;"));
  expect(operationsBetween(clause, after)).toEqual([
    replace("c2", 3, 12, "have a share"),
    replace("c2", 20, 24, "works"),
  ]);
});

const noted = draftSchema.node("doc", null, [
  draftSchema.node("clause", { id: "c1", kind: "paragraph", label: "1" }, [
    draftSchema.text("See the record"),
    draftSchema.node("footnoteReference", { clause: "n1", label: "1" }),
    draftSchema.text("."),
  ]),
  draftSchema.node("clause", { id: "n1", kind: "footnote", label: "1" }, draftSchema.text("In Geneva.")),
  draftSchema.node("clause", { id: "c2", kind: "paragraph", label: "2" }, draftSchema.text("End.")),
]);

test("keeps a footnote reference at the edge of a replaced run", () => {
  const { draft } = applyOperations(noted, [replace("c1", 8, 14, "minutes")]);
  expect(contentOf(draft.child(0).content)).toEqual([
    { type: "text", text: "See the minutes" },
    { type: "footnoteReference", attrs: { clause: "n1", label: "1" } },
    { type: "text", text: "." },
  ]);
});

test("gives a new clause an unused id", () => {
  const again = applyOperations(applyOperations(opinion, [insert("c1", "to meet;")]).draft, [insert("c1", "to vote;")]);
  const ids = again.draft.children.map((node) => String(node.attrs["id"]));
  expect(ids).toEqual(["c1", "proposed-1-1", "proposed-1", "c2", "c3", "c4"]);
});

test("deletes a footnote with its last reference, and a reference with its footnote", () => {
  expect(lines(applyOperations(noted, [replace("c1", 4, 15, "below.")]).draft)).toEqual(["1 See below.", "2 End."]);
  const { draft } = applyOperations(noted, [{ kind: "delete", clause: "n1" }]);
  expect(draft.toJSON()).toEqual(
    draftSchema
      .node("doc", null, [
        draftSchema.node("clause", { id: "c1", kind: "paragraph", label: "1" }, draftSchema.text("See the record.")),
        noted.child(2),
      ])
      .toJSON(),
  );
});

test("moves a clause with its footnote and inserts new clauses after the footnote", () => {
  const { draft } = applyOperations(noted, [{ kind: "move", clause: "c1", after: "c2" }, insert("c1", "New.")]);
  expect(lines(draft)).toEqual(["2 End.", "1 See the record.", "1 In Geneva.", "2bis New."]);
});

test("inserts text before or after the last reference of a clause, as proposed", () => {
  const clause = draftSchema.node("clause", { id: "c1", kind: "paragraph" }, [
    draftSchema.text("See"),
    draftSchema.node("footnoteReference", { clause: "n1", label: "1" }),
  ]);
  const draft = draftSchema.node("doc", null, [clause, noted.child(1)]);
  for (const wanted of [
    [draftSchema.text("See here"), clause.child(1)],
    [...clause.children, draftSchema.text(" here")],
    [draftSchema.text("Read"), clause.child(1), draftSchema.text(" on")],
  ]) {
    const after = Fragment.from(wanted);
    expect(applyOperations(draft, operationsBetween(clause, after)).draft.child(0).content.toJSON()).toEqual(
      after.toJSON(),
    );
  }
});

test("lists a proposal clause by clause, with new clauses at their proposed position", () => {
  const steps: ProposalOperation[] = [
    replace("c2", 3, 12, "share"),
    insert("c3", "to consult;"),
    { kind: "move", clause: "c4", after: "c1" },
    { kind: "relabel", clause: "c4", label: "0" },
    { kind: "delete", clause: "c1" },
  ];
  expect(proposedClauses(opinion, versionTextOf(opinion), steps)).toEqual([
    {
      change: "deleted",
      clause: "c1",
      citation: "invites Member States",
      label: null,
      proposedLabel: null,
      after: null,
      segments: [{ kind: "deleted", content: text("invites Member States") }],
    },
    {
      change: "edited",
      clause: "c2",
      citation: "invites Member States 1",
      label: "1",
      proposedLabel: "1",
      after: null,
      segments: [
        { kind: "kept", content: text("to ") },
        { kind: "deleted", content: text("take part") },
        { kind: "inserted", content: text("share") },
        { kind: "kept", content: text(" in the work;") },
      ],
    },
    {
      change: "inserted",
      clause: null,
      citation: null,
      label: "2bis",
      proposedLabel: "2bis",
      after: "invites Member States 2",
      segments: [{ kind: "inserted", content: text("to consult;") }],
    },
    {
      change: "moved",
      clause: "c4",
      citation: "invites Member States 3",
      label: "3",
      proposedLabel: "0",
      after: "invites Member States",
      segments: [{ kind: "kept", content: text("to pay.") }],
    },
  ]);
});
