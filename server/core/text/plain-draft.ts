import type { Node } from "prosemirror-model";
import type { VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

/** A draft of a plain text's clauses, for drawing it; its own text may differ in what stands between the clauses. */
export function plainDraft({ text, language, clauses }: VersionText): Node {
  return draftSchema.node(
    "doc",
    { language },
    clauses.map(({ id, kind, start, end }) =>
      draftSchema.node("clause", { id, kind }, start < end ? [draftSchema.text(text.slice(start, end))] : []),
    ),
  );
}
