import {
  differsFromAnnotation,
  restoredContent,
  type StoredEdit,
} from "../../../../client/reading/speak/unsaved-edit.ts";
import { nothingProposed, writtenOf } from "../../../../client/reading/speak/written.ts";
import type { ProposalOperation } from "../../../../server/core/discuss/proposal-operation.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const clause = (id: string) => ({ kind: "clause", clause: id }) as const;
const operations: ProposalOperation[] = [{ kind: "delete", clause: "c1" }];
const { annotation } = placedAnnotation("p", { kind: "proposal", targets: [clause("c1")], operations });
const asItIs = { ...writtenOf(annotation, { ...nothingProposed, mode: "delete" as const }), text: "As it is." };
const earlier: StoredEdit = {
  ...asItIs,
  text: "As it was begun.",
  type: "editorial",
  visibility: "private",
  mode: "move",
  after: "c2",
  also: [clause("c3")],
  chosen: true,
};

describe("restores an unsaved edit", () => {
  test.each<[string, Partial<StoredEdit>, boolean, Partial<StoredEdit>]>([
    [
      "with its choices, on the draft they were made on",
      {},
      true,
      { mode: "move", also: [clause("c3")], chosen: true },
    ],
    ["without its choices, on any other draft", {}, false, { mode: "delete", also: [], chosen: false }],
    ["without choices, if none were made", { chosen: false }, true, { mode: "delete", also: [], chosen: false }],
  ])("%s", (_name, change, isHome, restored) => {
    expect(restoredContent({ ...earlier, ...change }, asItIs, isHome)).toMatchObject({
      text: "As it was begun.",
      type: "editorial",
      visibility: "submitted",
      ...restored,
    });
  });
});

test.each<[string, Parameters<typeof differsFromAnnotation>[0], ProposalOperation[], boolean]>([
  ["the same targets and operations", { target: clause("c1"), also: [] }, operations, false],
  ["another target", { target: clause("c1"), also: [clause("c3")] }, operations, true],
  ["another operation", { target: clause("c1"), also: [] }, [{ kind: "delete", clause: "c2" }], true],
  [
    "the same operation with its fields in another order",
    { target: clause("c1"), also: [] },
    [{ clause: "c1", kind: "delete" }],
    false,
  ],
])("detects other targets or operations: %s", (_name, subjects, operations, chosen) => {
  expect(differsFromAnnotation(subjects, operations, annotation)).toBe(chosen);
});
