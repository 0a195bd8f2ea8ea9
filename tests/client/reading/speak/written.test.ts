import type { Node } from "prosemirror-model";
import { parseStored } from "../../../../client/components/stored-text.ts";
import { emptyWritten, isBlank, modesFor, Written, writtenOf } from "../../../../client/reading/speak/written.ts";
import { operationsOf, proposedOf, splitOffsets } from "../../../../client/reading/speak/proposed-steps.ts";
import { targetClauses } from "../../../../client/annotations/target.ts";
import { describe as describeWords } from "../../../../server/core/place/anchor.ts";
import type { ProposalOperation } from "../../../../server/core/discuss/proposal-operation.ts";
import type { RangeTarget } from "../../../../server/core/discuss/target.ts";
import { versionTextOf } from "../../../../server/core/text/version-text.ts";
import { draftOf } from "../../../support/draft.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const draft = draftOf([
  ["verb", null, "noting"],
  ["recital", "a)", "that few take part;"],
  ["recital", "b)", "that many are concerned,"],
]);
const version = versionTextOf(draft);
const clauseB = { kind: "clause", clause: "c3" } as const;
const thatOf = (clause: string): RangeTarget => ({
  kind: "range",
  start: { clause, offset: 0 },
  end: { clause, offset: 4 },
  quote: { exact: "that", prefix: "", suffix: "" },
});
const proposal = (change: Partial<Written>): Written => ({
  ...emptyWritten({ kind: "proposal", target: clauseB }, "organisation"),
  ...change,
});

describe("converts the form to proposal operations", () => {
  test.each<[string, Written, ProposalOperation[]]>([
    ["a comment gives no operation", emptyWritten({ kind: "comment", target: clauseB }, "organisation"), []],
    [
      "unchanged wording gives no operation",
      proposal({ contents: { c3: [{ type: "text", text: "that many are concerned," }] } }),
      [],
    ],
    [
      "a changed word gives a replacement",
      proposal({ contents: { c3: [{ type: "text", text: "that all are concerned," }] } }),
      [
        {
          kind: "replace",
          start: { clause: "c3", offset: 5 },
          end: { clause: "c3", offset: 9 },
          content: [{ type: "text", text: "all" }],
        },
      ],
    ],
    ["a deletion deletes the clause", proposal({ mode: "delete" }), [{ kind: "delete", clause: "c3" }]],
    [
      "an insertion comes after the clause, with its text normalised",
      proposal({ mode: "insert", insertion: { label: " c) ", text: " that  records\nare kept, " } }),
      [
        {
          kind: "insert",
          after: "c3",
          clause: {
            kind: "recital",
            label: "c)",
            depth: 0,
            content: [{ type: "text", text: "that records are kept," }],
          },
        },
      ],
    ],
    [
      "a move puts a clause after another",
      proposal({ mode: "move", after: "c1" }),
      [{ kind: "move", clause: "c3", after: "c1" }],
    ],
    [
      "a move can put a clause at the front",
      proposal({ mode: "move", after: "" }),
      [{ kind: "move", clause: "c3", after: "" }],
    ],
    ["a move without a destination gives no operation", proposal({ mode: "move" }), []],
    [
      "a new number renumbers the clause",
      proposal({ mode: "relabel", label: " c) " }),
      [{ kind: "relabel", clause: "c3", label: "c)" }],
    ],
    [
      "an empty number removes the number",
      proposal({ mode: "relabel", label: "" }),
      [{ kind: "relabel", clause: "c3", label: null }],
    ],
    ["an unchanged number gives no operation", proposal({ mode: "relabel", label: "b)" }), []],
    [
      "a merger joins two clauses and deletes the second",
      proposal({
        mode: "merge",
        mergedWith: "c2",
        contents: { c3: [{ type: "text", text: "that few take part; that many are concerned," }] },
      }),
      [
        {
          kind: "replace",
          start: { clause: "c3", offset: 5 },
          end: { clause: "c3", offset: 5 },
          content: [{ type: "text", text: "few take part; that " }],
        },
        { kind: "delete", clause: "c2" },
      ],
    ],
    [
      "a split numbers the second half of the clause",
      proposal({ mode: "split", split: { at: 10, label: "c)" } }),
      [
        { kind: "replace", start: { clause: "c3", offset: 9 }, end: { clause: "c3", offset: 24 }, content: [] },
        {
          kind: "insert",
          after: "c3",
          clause: { kind: "recital", label: "c)", depth: 0, content: [{ type: "text", text: "are concerned," }] },
        },
      ],
    ],
    ["a split before the first word gives no operation", proposal({ mode: "split", split: { at: 0, label: "" } }), []],
    [
      "a phrase is replaced throughout",
      proposal({ target: thatOf("c2"), also: [thatOf("c3")], mode: "throughout", replacement: "how" }),
      (["c2", "c3"] as const).map((clause) => ({
        kind: "replace",
        start: { clause, offset: 0 },
        end: { clause, offset: 4 },
        content: [{ type: "text", text: "how" }],
      })),
    ],
    [
      "an insertion without text gives no operation",
      proposal({ mode: "insert", insertion: { label: "c)", text: " " } }),
      [],
    ],
  ])("%s", (_name, written, expected) => {
    expect(operationsOf(written, draft)).toEqual(expected);
  });
});

test("a range across clauses targets every clause in it", () => {
  const target = describeWords(version, 10, 40);
  expect(targetClauses(draft, target).map(({ attrs }) => attrs["id"] as string)).toEqual(["c2", "c3"]);
});

test("opens a proposal with its proposed text and produces the same operations", () => {
  const operations = operationsOf(
    proposal({ contents: { c3: [{ type: "text", text: "that all are concerned," }] } }),
    draft,
  );
  const { annotation } = placedAnnotation("p", { kind: "proposal", targets: [clauseB], operations });
  const written = writtenOf(annotation, proposedOf(operations, { target: clauseB, also: [] }, draft));
  expect(written.contents).toEqual({ c3: [{ type: "text", text: "that all are concerned," }] });
  expect(operationsOf(written, draft)).toEqual(operations);
});

describe("stored unsent text", () => {
  test("is restored", () => {
    const written = proposal({ text: "Because", jointly: ["ridr"] });
    expect(parseStored(JSON.stringify(written), Written)).toEqual(written);
  });

  test.each([
    ["missing", undefined],
    ["not JSON", "{"],
    ["in another format", '{"text":"x"}'],
  ])("is ignored if it is %s", (_name, kept) => {
    expect(parseStored(kept, Written)).toBeUndefined();
  });

  const insertion = { kind: "insert", after: "c3", clause: { kind: "item", label: null, depth: 0, content: [] } };
  test.each<[string, object]>([
    ["an unknown kind", { kind: "remark" }],
    ["an unknown mode", { mode: "swap" }],
    ["an unknown kind of target", { target: { kind: "page", clause: "c3" } }],
    ["a target without its clause", { also: [{ kind: "clause" }] }],
    ["an offset before the text", { target: { ...thatOf("c3"), start: { clause: "c3", offset: -1 } } }],
    ["an offset between characters", { split: { at: 0.5, label: "" } }],
    ["a list instead of fields", { change: [] }],
    ["null instead of text", { text: null }],
    ["a number in a list of ids", { jointly: [1] }],
    ["text that the draft schema does not allow", { contents: { c3: [{ type: "clause" }] } }],
    ["an unknown operation", { steps: [{ kind: "shuffle" }] }],
    ["an inherited name as operation", { steps: [{ kind: "constructor" }] }],
    [
      "an operation with text of another form",
      { steps: [{ ...insertion, clause: { ...insertion.clause, content: "x" } }] },
    ],
  ])("is ignored if it has %s", (_name, damage) => {
    expect(parseStored(JSON.stringify({ ...proposal({}), ...damage }), Written)).toBeUndefined();
  });

  test("keeps all fields of each operation", () => {
    const note = { label: "1", content: [{ type: "text", text: "See above." }] };
    const steps = [
      {
        kind: "replace",
        start: { clause: "c3", offset: 0 },
        end: { clause: "c3", offset: 4 },
        content: [],
        notes: [note],
      },
      { ...insertion, clause: { ...insertion.clause, column: 2 } },
      { kind: "delete", clause: "c2" },
      { kind: "move", clause: "c2", after: "" },
      { kind: "relabel", clause: "c2", label: null },
    ];
    expect(parseStored(JSON.stringify({ ...proposal({}), steps }), Written)?.steps).toEqual(steps);
  });

  test("has no fields that are unknown, and the initial values of fields that an earlier version did not store", () => {
    const { also, change, circle, mode, steps, ...rest } = proposal({ text: "Because" });
    const stored = JSON.stringify({ ...rest, colour: "red" });
    expect(parseStored(stored, Written)).toEqual({ also, change, circle, mode, steps, ...rest });
  });

  test("counts as blank until something is typed", () => {
    expect(isBlank(proposal({}))).toBe(true);
    expect(isBlank(proposal({ text: "x" }))).toBe(false);
    expect(isBlank(proposal({ mode: "delete" }))).toBe(false);
  });
});

describe("chooses the editing mode that reproduces all of a proposal's operations", () => {
  const replaced: ProposalOperation = {
    kind: "replace",
    start: { clause: "c3", offset: 5 },
    end: { clause: "c3", offset: 9 },
    content: [{ type: "text", text: "all" }],
  };
  const added = {
    kind: "recital" as const,
    label: "c)",
    depth: 0,
    content: [{ type: "text", text: "are concerned," }],
  };
  test.each<[Written["mode"], ProposalOperation[]]>([
    ["reword", [replaced]],
    ["delete", [{ kind: "delete", clause: "c3" }]],
    ["insert", [{ kind: "insert", after: "c3", clause: added }]],
    ["move", [{ kind: "move", clause: "c3", after: "c1" }]],
    ["relabel", [{ kind: "relabel", clause: "c3", label: "c)" }]],
    ["relabel", [{ kind: "relabel", clause: "c3", label: null }]],
    ["merge", [replaced, { kind: "delete", clause: "c2" }]],
    [
      "split",
      [
        { ...replaced, start: { clause: "c3", offset: 9 }, end: { clause: "c3", offset: 24 }, content: [] },
        { kind: "insert", after: "c3", clause: added },
      ],
    ],
    ["as-made", [replaced, { kind: "move", clause: "c3", after: "c1" }]],
    ["as-made", [{ kind: "delete", clause: "c2" }]],
  ])("%s", (mode, operations) => {
    const proposed = proposedOf(operations, { target: clauseB, also: [] }, draft);
    expect(proposed.mode).toBe(mode);
    expect(operationsOf(proposal(proposed), draft)).toEqual(operations);
  });
});

describe("editing modes allowed for clauses", () => {
  const node = (kind: string): Node =>
    draftOf([
      ["verb", null, "noting"],
      [kind as "cell", null, "words"],
    ]).child(1);
  test.each([
    ["a cell can only be reworded", ["cell"], ["reword"]],
    ["a footnote can be reworded, deleted or renumbered, but not moved", ["footnote"], ["reword", "delete", "relabel"]],
    [
      "several clauses cannot be merged, split or numbered",
      ["recital", "recital"],
      ["reword", "insert", "delete", "move"],
    ],
  ])("%s", (_name, kinds, modes) => {
    expect(modesFor(kinds.map(node))).toEqual(modes);
  });

  test("allow a split before any word except the first", () => {
    expect(splitOffsets(draft.child(2))).toEqual([5, 10, 14]);
  });
});
