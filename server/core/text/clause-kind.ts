import type { Node } from "prosemirror-model";
import * as z from "zod";

/**
 * The kinds of clause. An Opinion has a title, an opening line, verbs, recitals and operative items. A report has
 * headings and paragraphs. Both have items (lettered or numbered parts of the clause above), footnotes and cells.
 */
export const clauseKinds = [
  "title",
  "opening",
  "verb",
  "recital",
  "operative",
  "heading",
  "paragraph",
  "item",
  "footnote",
  "cell",
] as const;

export const ClauseKind = z.enum(clauseKinds);
export type ClauseKind = z.infer<typeof ClauseKind>;

/**
 * Returns the clauses of a draft, each with the footnotes that follow it, by clause id and in document order. Footnotes
 * follow the clause that refers to them, so they move with it.
 */
export function blocksOf(draft: Node): Map<string, Node[]> {
  const blocks = new Map<string, Node[]>();
  let block: Node[] = [];
  for (const node of draft.children) {
    if (node.attrs["kind"] === "footnote" && block.length > 0) block.push(node);
    else blocks.set(String(node.attrs["id"]), (block = [node]));
  }
  return blocks;
}

/** Returns the ids of the footnotes that the content refers to. */
export function footnotesOf(content: Iterable<Node>): Set<string> {
  const footnotes = new Set<string>();
  for (const node of content) {
    if (node.type.name === "footnoteReference") footnotes.add(String(node.attrs["clause"]));
  }
  return footnotes;
}
