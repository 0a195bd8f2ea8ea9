import { Fragment, type Mark, type Node } from "prosemirror-model";
import { positionAt } from "#core/discuss/inline-content.ts";
import { clauseAt, clauseIndex, type VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftSchema } from "#core/text/schema.ts";

/** Inserted text, with the kept text around it in its paragraph. */
interface InsertedText {
  before: string;
  wording: string;
  after: string;
}

/** Number of UTF-16 code units on each side that distinguish the text from the same text elsewhere. */
const context = 24;

/**
 * The formatting that belongs to the wording. People mark their changes with bold, underline and strike-through, so on
 * inserted text these do not belong to it.
 */
const wordingMarks: ReadonlySet<string> = new Set(["emphasis", "superscript", "subscript", "link"]);

/** Returns whether a mark belongs to the wording of inserted text. */
export function isOfWording({ type }: Mark): boolean {
  return wordingMarks.has(type.name);
}

/**
 * Returns inserted text with its formatting from the text with all changes accepted. A tracked change gives only plain
 * text, so italics are visible only there. The result is plain if the accepted text does not have this text in this
 * context, has it too often, or formats it differently.
 */
export function insertedContent({ before, wording: wording, after }: InsertedText, accepted: Node): Fragment {
  const plain = Fragment.from(draftSchema.text(wording));
  const text = before.slice(-context) + wording + after.slice(0, context);
  const from = Math.min(before.length, context);
  const places = positionsOf(accepted, text) ?? [];
  const fragments = places.map(({ clause, at }) => wordingOf(clause, at + from, at + from + wording.length));
  const [first = plain] = fragments;
  return fragments.every((fragment) => fragment.eq(first)) && first.textBetween(0, first.size) === wording
    ? first
    : plain;
}

function wordingOf(clause: Node, from: number, to: number): Fragment {
  const content = clause.content.cut(positionAt(clause, from, "after"), positionAt(clause, to, "before"));
  return Fragment.from(
    content.content.filter(({ isText }) => isText).map((node) => node.mark(node.marks.filter(isOfWording))),
  );
}

/** Search structures for the text of a draft. */
interface Readings {
  text: VersionText;
  /** Clauses by their full text. */
  byText: ReadonlyMap<string, readonly Node[]>;
}

/**
 * A file has many changes but one text, so the text is indexed once. The cache entry is freed together with the draft.
 */
const readingsByDraft = new WeakMap<Node, Readings>();

/** Returns the clauses whose full text is exactly this, in document order. */
export function clausesWithText(draft: Node, text: string): readonly Node[] {
  return readingsOf(draft).byText.get(text) ?? [];
}

/**
 * Maximum number of occurrences to consider. Checking all of them does not help to tell apart text that is more
 * frequent.
 */
const mostPlaces = 64;

/**
 * Finds each occurrence of a text in a draft: the clause and the offset into its text. Returns null for empty text or
 * for more than 64 occurrences.
 */
function positionsOf(draft: Node, wording: string): { clause: Node; at: number }[] | null {
  const { text } = readingsOf(draft);
  const places: { clause: Node; at: number }[] = [];
  if (wording === "") return null;
  for (let at = text.text.indexOf(wording); at >= 0; at = text.text.indexOf(wording, at + wording.length)) {
    const clause = clauseAt(text.clauses, at);
    if (places.length === mostPlaces) return null;
    const index = clause && clauseIndex(text, clause.id);
    if (clause && index !== undefined) places.push({ clause: draft.child(index), at: at - clause.start });
  }
  return places;
}

function readingsOf(draft: Node): Readings {
  const cached = readingsByDraft.get(draft);
  if (cached) return cached;
  const byText = new Map<string, Node[]>();
  for (const node of draft.children) {
    const text = node.textContent;
    const nodes = byText.get(text);
    if (nodes) nodes.push(node);
    else byText.set(text, [node]);
  }
  const readings = { text: versionTextOf(draft), byText };
  readingsByDraft.set(draft, readings);
  return readings;
}
