import { Fragment, type Mark, type Node } from "prosemirror-model";
import { citationsOf } from "#core/text/citation.ts";
import { slugOf, uniqueIds } from "#core/text/clause-id.ts";

/**
 * A draft with its clauses named as a draft read from a file names them: from kind, citation and ordinal. References to
 * footnotes and links within the draft follow. Naming twice changes nothing more.
 * @throws RangeError where two clauses bear one id, so that what refers to it could mean either
 */
export function nameClauses(draft: Node): Node {
  const before = draft.children.map(({ attrs }) => String(attrs["id"]));
  if (new Set(before).size < before.length) throw new RangeError("Two clauses bear one id");
  const citations = citationsOf(draft);
  const ids = uniqueIds(
    draft.children.map(({ attrs }, index) => slugOf(citations[index] ?? "", attrs["label"] as string | null)),
  );
  const named = new Map(before.map((id, index) => [id, ids[index] ?? id]));
  const follow = (mark: Mark): Mark => {
    const href = mark.type.name === "link" ? String(mark.attrs["href"]) : "";
    const id = href.startsWith("#") ? named.get(href.slice(1)) : undefined;
    return id === undefined ? mark : mark.type.create({ href: `#${id}` });
  };
  const inline = (node: Node): Node => {
    const marked = node.mark(node.marks.map(follow));
    if (node.type.name !== "footnoteReference") return marked;
    const clause = named.get(String(node.attrs["clause"])) ?? String(node.attrs["clause"]);
    return node.type.create({ ...node.attrs, clause }, null, marked.marks);
  };
  const clauses = draft.children.map((clause, index) =>
    clause.type.create({ ...clause.attrs, id: ids[index] ?? "" }, Fragment.from(clause.children.map(inline))),
  );
  return draft.copy(Fragment.from(clauses));
}
