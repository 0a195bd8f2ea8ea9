import { proposedContents, targetClauses } from "../../client/reading/target-clauses.ts";
import {
  emptyWritten,
  isBlank,
  operationsOf,
  parseWritten,
  showsAllSteps,
  writtenOf,
  type Written,
} from "../../client/reading/written.ts";
import { describe as describeWords } from "../../server/core/annotate/describe.ts";
import type { ProposalOperation } from "../../server/core/annotate/proposal-operation.ts";
import { versionTextOf } from "../../server/core/text/clause.ts";
import { draftOf } from "../support/draft.ts";
import { placedAnnotation } from "./placed-annotation.ts";

const draft = draftOf([
  ["verb", null, "noting"],
  ["recital", "a)", "that few take part;"],
  ["recital", "b)", "that many are concerned,"],
]);
const version = versionTextOf(draft);
const clauseB = { kind: "clause", clause: "c3" } as const;
const proposal = (change: Partial<Written>): Written => ({
  ...emptyWritten({ kind: "proposal", target: clauseB }, "organisation"),
  ...change,
});

describe("what was written becomes steps", () => {
  test.each<[string, Written, ProposalOperation[]]>([
    ["a comment has none", emptyWritten({ kind: "comment", target: clauseB }, "organisation"), []],
    [
      "words as they were are none",
      proposal({ contents: { c3: [{ type: "text", text: "that many are concerned," }] } }),
      [],
    ],
    [
      "another word replaces the one there was",
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
    ["a clause goes", proposal({ mode: "delete" }), [{ kind: "delete", clause: "c3" }]],
    [
      "a clause comes after",
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
    ["a clause without words does not come", proposal({ mode: "insert", insertion: { label: "c)", text: " " } }), []],
  ])("%s", (_name, written, expected) => {
    expect(operationsOf(written, targetClauses(draft, written.target))).toEqual(expected);
  });
});

test("words across clauses speak of every clause between", () => {
  const target = describeWords(version, 10, 40);
  expect(targetClauses(draft, target).map(({ attrs }) => attrs["id"] as string)).toEqual(["c2", "c3"]);
});

test("an editor of a proposal begins with the words that were proposed, and proposes them again", () => {
  const operations = operationsOf(
    proposal({ contents: { c3: [{ type: "text", text: "that all are concerned," }] } }),
    targetClauses(draft, clauseB),
  );
  const { annotation } = placedAnnotation("p", { kind: "proposal", targets: [clauseB], operations });
  const written = writtenOf(annotation, proposedContents(draft, operations));
  expect(written.contents).toEqual({ c3: [{ type: "text", text: "that all are concerned," }] });
  expect(operationsOf(written, targetClauses(draft, clauseB))).toEqual(operations);
});

describe("what was kept", () => {
  test("is read back", () => {
    const written = proposal({ text: "Because", jointly: ["ridr"] });
    expect(parseWritten(JSON.stringify(written))).toEqual(written);
  });

  test.each([
    ["nothing", undefined],
    ["no JSON", "{"],
    ["another form", '{"text":"x"}'],
  ])("may be %s", (_name, kept) => {
    expect(parseWritten(kept)).toBeUndefined();
  });

  test("is blank until something is typed", () => {
    expect(isBlank(proposal({}))).toBe(true);
    expect(isBlank(proposal({ text: "x" }))).toBe(false);
    expect(isBlank(proposal({ mode: "delete" }))).toBe(false);
  });
});

describe("a form that cannot show all of a proposal leaves its steps alone", () => {
  const replaced: ProposalOperation = {
    kind: "replace",
    start: { clause: "c3", offset: 5 },
    end: { clause: "c3", offset: 9 },
    content: [{ type: "text", text: "all" }],
  };
  test.each<[string, ProposalOperation[], boolean]>([
    ["one rewording is shown", [replaced], true],
    ["a deletion is shown", [{ kind: "delete", clause: "c3" }], true],
    ["a rewording with a deletion elsewhere is not", [replaced, { kind: "delete", clause: "c2" }], false],
    ["a move is not", [{ kind: "move", clause: "c3", after: "c1" }], false],
    ["a new label is not", [{ kind: "relabel", clause: "c3", label: "c)" }], false],
  ])("%s", (_name, operations, shown) => {
    const { annotation } = placedAnnotation("p", { kind: "proposal", targets: [clauseB], operations });
    const written = writtenOf(annotation, proposedContents(draft, operations));
    expect(showsAllSteps(written, targetClauses(draft, clauseB), operations)).toBe(shown);
  });
});
