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

/** A unit of text that people comment on, with its position in its version's text. */
export const Clause = z.object({
  /** Unique and stable within the version; never shared across versions. */
  id: z.string(),
  kind: ClauseKind,
  /** As printed ("1.1.2", "a)"); null if none is printed. */
  label: z.string().nullable(),
  /** The way people refer to it: "recalling a)", "invites Member States 2", "1.1.2". */
  citation: z.string(),
  depth: z.int().nonnegative(),
  /** UTF-16 offset of the clause's start in the version's text. */
  start: z.int().nonnegative(),
  /** UTF-16 offset in the version's text just after the clause's last character. */
  end: z.int().nonnegative(),
});
export type Clause = z.infer<typeof Clause>;

/** A version's text with its clauses: everything that a comparison or an anchor needs from a draft. */
export const VersionText = z.object({
  /** The clauses' texts joined by "\n". */
  text: z.string(),
  /** BCP 47. */
  language: z.string(),
  clauses: z.array(Clause),
});
export type VersionText = z.infer<typeof VersionText>;

/**
 * Finds the clause that contains a UTF-16 offset of the version's text, by binary search. A clause's end offset counts
 * as inside.
 */
export function clauseAt(clauses: readonly Clause[], offset: number): Clause | undefined {
  let low = 0;
  let high = clauses.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const clause = clauses[middle];
    if (!clause) return undefined;
    if (offset < clause.start) high = middle - 1;
    else if (offset > clause.end) low = middle + 1;
    else return clause;
  }
  return undefined;
}

/** Version texts are immutable, so each is indexed once. The cache entry is freed together with the text. */
const indexes = new WeakMap<VersionText, ReadonlyMap<string, number>>();

/** Returns the index of a clause in its version, from 0; undefined if the version has no clause with that id. */
export function clauseIndex(version: VersionText, id: string): number | undefined {
  let index = indexes.get(version);
  if (!index) {
    index = new Map(version.clauses.map((clause, position) => [clause.id, position]));
    indexes.set(version, index);
  }
  return index.get(id);
}

/** Returns the clause with that id; undefined if the version has none. */
export function clauseById(version: VersionText, id: string): Clause | undefined {
  const position = clauseIndex(version, id);
  return position === undefined ? undefined : version.clauses[position];
}
