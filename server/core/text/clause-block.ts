import type { Node } from "prosemirror-model";

/**
 * The clauses of a draft, each with the footnotes that stand after it, by the clause's id, in document order. Footnotes
 * follow what refers to them, so a clause that moves takes them along.
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

/** The clauses whose footnotes the content refers to. */
export function footnotesOf(content: Iterable<Node>): Set<string> {
  const footnotes = new Set<string>();
  for (const node of content) {
    if (node.type.name === "footnoteReference") footnotes.add(String(node.attrs["clause"]));
  }
  return footnotes;
}
