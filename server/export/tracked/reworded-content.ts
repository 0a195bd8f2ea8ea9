import type { Fragment } from "prosemirror-model";
import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { draftSchema } from "#core/text/schema.ts";
import type { ClauseEdits } from "../shared/proposal-plan.ts";

/** Returns a clause's content as proposals reword it. */
export function rewordedContent(
  { content }: Pick<CompiledClause, "content">,
  edits: Pick<ClauseEdits<unknown>, "replaced"> | undefined,
): Fragment {
  const fragment = fragmentOf(content);
  const steps = edits?.replaced.map(({ step }) => step) ?? [];
  const [first] = steps;
  if (!first) return fragment;
  const clause = draftSchema.node("clause", { id: first.start.clause, kind: "paragraph" }, fragment);
  return applyOperations(draftSchema.node("doc", null, clause), steps).draft.child(0).content;
}
