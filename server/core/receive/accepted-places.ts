import type { Node } from "prosemirror-model";
import { clauseIndex } from "#core/text/clause-index.ts";
import { clauseAt, versionTextOf, type VersionText } from "#core/text/clause.ts";

/** A draft's text to look words up in. */
interface Readings {
  text: VersionText;
  /** Clauses by what they say. */
  saying: ReadonlyMap<string, readonly Node[]>;
}

/** A file's changes are many and its text is one: that is read once, and goes when the draft goes. */
const known = new WeakMap<Node, Readings>();

/** The clauses that say just this, in document order. */
export function clausesSaying(draft: Node, words: string): readonly Node[] {
  return readingsOf(draft).saying.get(words) ?? [];
}

/** Words that stand in more places than this are not told from one another by looking at all of them. */
const mostPlaces = 64;

/** Where words stand in a draft: the clauses, with the offsets into their text; null where they stand too often. */
export function placesSaying(draft: Node, words: string): { clause: Node; at: number }[] | null {
  const { text } = readingsOf(draft);
  const places: { clause: Node; at: number }[] = [];
  if (words === "") return null;
  for (let at = text.text.indexOf(words); at >= 0; at = text.text.indexOf(words, at + words.length)) {
    const clause = clauseAt(text.clauses, at);
    if (places.length === mostPlaces) return null;
    const index = clause && clauseIndex(text, clause.id);
    if (clause && index !== undefined) places.push({ clause: draft.child(index), at: at - clause.start });
  }
  return places;
}

function readingsOf(draft: Node): Readings {
  const made = known.get(draft);
  if (made) return made;
  const saying = new Map<string, Node[]>();
  for (const node of draft.children) {
    const words = node.textContent;
    const same = saying.get(words);
    if (same) same.push(node);
    else saying.set(words, [node]);
  }
  const readings = { text: versionTextOf(draft), saying };
  known.set(draft, readings);
  return readings;
}
