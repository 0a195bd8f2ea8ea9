import type { Node } from "prosemirror-model";
import { draftSchema } from "#core/text/schema.ts";
import type { ClauseKind } from "#core/text/clause.ts";

/** A clause in short form: its kind, label, text and, if not 0, depth. */
export type ClauseInShort = readonly [kind: ClauseKind, label: string | null, text: string, depth?: number];

/** Returns a draft for a test from clauses in short form, with ids c1, c2, c3 and so on. */
export function draftOf(clauses: readonly ClauseInShort[], language = "en"): Node {
  return draftSchema.node(
    "doc",
    { language, direction: "ltr" },
    clauses.map(([kind, label, text, depth = 0], index) =>
      draftSchema.node(
        "clause",
        { id: `c${String(index + 1)}`, kind, label, depth },
        text ? [draftSchema.text(text)] : [],
      ),
    ),
  );
}
