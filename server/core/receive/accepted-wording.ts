import { Fragment, type Mark, type Node } from "prosemirror-model";
import { positionAt } from "#core/discuss/inline-content.ts";
import { clauseIndex } from "#core/text/clause-index.ts";
import { clauseAt, type VersionText, versionTextOf } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

/** Words put in, and the words that stay around them in their paragraph. */
interface PutWords {
  before: string;
  words: string;
  after: string;
}

/** So many letters of its surroundings tell the words from the same ones elsewhere. */
const context = 24;

/** Bold, underline and strike-through are what people mark their changes with: put in, they are no part of the wording. */
const wordingMarks: ReadonlySet<string> = new Set(["emphasis", "superscript", "subscript", "link"]);

/** Whether a mark is part of the wording of what was put in. */
export function isOfWording({ type }: Mark): boolean {
  return wordingMarks.has(type.name);
}

/**
 * Words put in, as the text with every change made has them: a tracked change tells its words, and their italics are seen
 * there alone. Where that text has these words nowhere in these surroundings, too often, or in two places otherwise, they are
 * plain.
 */
export function putContent({ before, words, after }: PutWords, accepted: Node): Fragment {
  const plain = Fragment.from(draftSchema.text(words));
  const text = before.slice(-context) + words + after.slice(0, context);
  const from = Math.min(before.length, context);
  const places = placesSaying(accepted, text) ?? [];
  const found = places.map(({ clause, at }) => wordingOf(clause, at + from, at + from + words.length));
  const [first = plain] = found;
  return found.every((other) => other.eq(first)) && first.textBetween(0, first.size) === words ? first : plain;
}

function wordingOf(clause: Node, from: number, to: number): Fragment {
  const content = clause.content.cut(positionAt(clause, from, "after"), positionAt(clause, to, "before"));
  return Fragment.from(
    content.content.filter(({ isText }) => isText).map((node) => node.mark(node.marks.filter(isOfWording))),
  );
}

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
function placesSaying(draft: Node, words: string): { clause: Node; at: number }[] | null {
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
