import { Fragment, type Node } from "prosemirror-model";
import { draftSchema } from "#core/text/schema.ts";

/**
 * Parses a draft like `parseDraft`, clause by clause, so that a caller can do other work in between.
 *
 * @throws RangeError if the value is not a draft
 */
export function* parsingDraft(json: unknown): Generator<undefined, Node> {
  if (typeof json !== "object" || json === null) throw new RangeError("A draft is an object");
  const { content = [], ...rest } = json as { content?: unknown };
  if (!Array.isArray(content)) throw new RangeError("The content of a draft is a list");
  const empty = draftSchema.nodeFromJSON(rest);
  empty.check();
  if (empty.type !== draftSchema.topNodeType) throw new RangeError(`A draft is not a ${empty.type.name}`);
  const clauses: Node[] = [];
  for (const one of content as unknown[]) {
    const clause = draftSchema.nodeFromJSON(one);
    clause.check();
    if (clause.type.name !== "clause" || clause.marks.length > 0) throw new RangeError("A draft consists of clauses");
    clauses.push(clause);
    yield undefined;
  }
  return empty.copy(Fragment.from(clauses));
}

/** Characters of JSON that are parsed at once, in a few milliseconds. */
const pieceLength = 500_000;
/** The start of a clause in JSON. It begins nothing else: quotes within a text are escaped, and clauses are not nested. */
const clauseStart = '{"type":"clause",';

/**
 * Parses the JSON of a draft, or of a value with a draft, like `JSON.parse`. Yields after each piece of a long one, so
 * that a caller can do other work in between. `draftIn` finds the draft in the value.
 *
 * @throws SyntaxError if the text is not JSON
 */
export function* parsingDraftJson(
  text: string,
  draftIn: (value: unknown) => unknown = (value) => value,
): Generator<undefined, unknown> {
  const [first, last] = [text.indexOf(clauseStart), text.lastIndexOf(clauseStart)];
  if (text.length <= pieceLength || first === last) return JSON.parse(text) as unknown;
  const clauses: unknown[] = [];
  for (let at = first; at < last;) {
    const next = text.indexOf(`,${clauseStart}`, at + pieceLength);
    const end = next === -1 ? last - 1 : next;
    const piece = JSON.parse(`[${text.slice(at, end)}]`) as unknown[];
    for (const clause of piece) clauses.push(clause);
    at = end + 1;
    yield undefined;
  }
  const value: unknown = JSON.parse(text.slice(0, first) + text.slice(last));
  const draft = draftIn(value) as { content: unknown[] };
  draft.content = [...clauses, ...draft.content];
  return value;
}
