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
