import { Fragment, type Mark, type Node } from "prosemirror-model";
import { placesSaying } from "#core/receive/accepted-places.ts";
import { positionAt } from "#core/discuss/inline-content.ts";
import { draftSchema } from "#core/text/schema.ts";

/** Words put in, and the words that stay around them in their paragraph. */
export interface PutWords {
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
