import { Fragment, type Node } from "prosemirror-model";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { draftSchema } from "#core/text/schema.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/**
 * Converts inline content to nodes, with text in NFC as in every draft.
 * @throws RangeError if the schema does not allow the content.
 */
export function fragmentOf(content: InlineContent): Fragment {
  return Fragment.from(
    content.map((json) => {
      const text = json["text"];
      return draftSchema.nodeFromJSON(
        typeof text === "string" ? { ...json, text: streamSafe(text).normalize("NFC") } : json,
      );
    }),
  );
}

/** Converts nodes to inline content; the inverse of `fragmentOf`. */
export function contentOf(fragment: Fragment): InlineContent {
  return fragment.content.map((node) => node.toJSON() as InlineContent[number]);
}

/**
 * Returns the position in a clause's content for an offset into its text. Footnote references have no length in the
 * text, so several positions may share an offset. `notes` selects the side of the references at that offset.
 */
export function positionAt(clause: Node, offset: number, notes: "before" | "after"): number {
  let position = 0;
  let reached = 0;
  for (const child of clause.children) {
    const length = child.textContent.length;
    if (reached === offset && (length > 0 || notes === "before")) return position;
    if (reached + length > offset) return position + offset - reached;
    reached += length;
    position += child.nodeSize;
  }
  return position;
}
