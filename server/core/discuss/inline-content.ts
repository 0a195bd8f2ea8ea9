import { Fragment, type Node } from "prosemirror-model";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { draftSchema } from "#core/text/schema.ts";

/**
 * Inline content as nodes, its text in NFC as every draft's is.
 * @throws RangeError where the schema does not allow it.
 */
export function fragmentOf(content: InlineContent): Fragment {
  return Fragment.from(
    content.map((json) => {
      const text = json["text"];
      return draftSchema.nodeFromJSON(typeof text === "string" ? { ...json, text: text.normalize("NFC") } : json);
    }),
  );
}

/** Nodes as inline content: what `fragmentOf` reads. */
export function contentOf(fragment: Fragment): InlineContent {
  return fragment.content.map((node) => node.toJSON() as InlineContent[number]);
}

/**
 * The place inside a clause's content of an offset into its text. Footnote references have no length in the text, so
 * several places may share an offset: `notes` says on which side of the references that stand there.
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

/** The words of inline content, read as a clause's text is. */
export function textOf(content: InlineContent): string {
  return fragmentOf(content)
    .content.map((node) => node.textContent)
    .join("");
}
