import { checkContent } from "#core/discuss/check-content.ts";
import { type InlineContent, type NewNote, type ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";
import { type ClauseKind, clauseKinds } from "#core/text/clause.ts";
import * as shape from "../../components/stored-shape.ts";

const point = shape.object({ clause: shape.text, offset: shape.count });
const range = { start: point, end: point };

export const TargetShape = shape.byKind<Target>({
  range: shape.object({
    ...range,
    quote: shape.object({ exact: shape.text, prefix: shape.text, suffix: shape.text }),
  }),
  clause: shape.object({ clause: shape.text }),
  section: shape.object({ clause: shape.text }),
  document: shape.object({}),
});

/** Inline content in the draft schema's JSON, as the server accepts it. */
export const ContentShape: shape.Shape<InlineContent> = (stored) => {
  const content = shape.listOf(shape.record)(stored);
  checkContent(content);
  return content;
};

const notes = shape.optional(shape.listOf(shape.object<NewNote>({ label: shape.text, content: ContentShape })));

export const OperationsShape = shape.listOf(
  shape.byKind<ProposalOperation>({
    replace: shape.object({ ...range, content: ContentShape, notes }),
    insert: shape.object({
      after: shape.text,
      clause: shape.object({
        kind: shape.oneOf<ClauseKind>(clauseKinds),
        label: shape.nullable(shape.text),
        depth: shape.count,
        content: ContentShape,
        column: shape.optional(shape.count),
      }),
      notes,
    }),
    delete: shape.object({ clause: shape.text }),
    move: shape.object({ clause: shape.text, after: shape.text }),
    relabel: shape.object({ clause: shape.text, label: shape.nullable(shape.text) }),
  }),
);
