import { editSent, proposedOf } from "../../../../client/reading/speak/proposed-steps.ts";
import { writtenOf } from "../../../../client/reading/speak/written.ts";
import type { ProposalOperation } from "../../../../server/core/discuss/proposal-operation.ts";
import { draftOf } from "../../../support/draft.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const draft = draftOf([["recital", "a)", "that few take part;"]]);
const target = { kind: "clause", clause: "c1" } as const;
const operations: ProposalOperation[] = [
  {
    kind: "replace",
    start: { clause: "c1", offset: 5 },
    end: { clause: "c1", offset: 8 },
    content: [{ type: "text", text: "all" }],
  },
];
const proposal = placedAnnotation("p", { kind: "proposal", targets: [target], operations });
const written = {
  ...writtenOf(proposal.annotation, proposedOf(operations, { target, also: [] }, draft)),
  text: " Because. ",
  target: { kind: "clause", clause: "of-another-draft" } as const,
};

test("sends text, operations and changed targets for an edit on its own draft", () => {
  const sent = editSent({ ...written, target }, proposal, draft);
  expect(sent).toMatchObject({ text: "Because.", operations });
  expect(sent).not.toHaveProperty("targets");
  expect(editSent({ ...written, mode: "delete", also: [target] }, proposal, draft)).toHaveProperty("targets");
});

test("sends neither targets nor operations for an edit on another draft", () => {
  expect(editSent(written, proposal, null)).toEqual({
    text: "Because.",
    type: "general",
    visibility: "submitted",
    circle: null,
  });
});
