import { Fragment, type Mark, type Node } from "prosemirror-model";
import { citationsOf } from "#core/text/citation.ts";

/** Ids are read in addresses and files: long verbs are cut, the label at the end is kept. */
const longestStem = 48;

/**
 * The id of a clause from its citation: letters and digits of any script, dots between numbers, hyphens for the rest.
 * "invites Member States 2 a)" → "invites-member-states-2-a", "1.1.2" → "1.1.2". A stem longer than 48 characters is
 * cut at a hyphen, with the label kept: what people look at is the end.
 */
export function slugOf(citation: string, label: string | null): string {
  const slug = hyphenated(citation);
  const tail = hyphenated(label ?? "");
  if (slug.length <= longestStem) return slug || "clause";
  const room = Math.max(longestStem - tail.length, 16);
  const stem = slug.slice(0, room).replace(/-[^-]*$/u, "");
  return tail && slug.endsWith(tail) ? `${stem}-${tail}` : stem;
}

/** "+1" (a paragraph without a number) is "p1" and "–" (a bullet) is "item", lest they read as numbers that exist. */
function hyphenated(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/\+(?=\p{N})/gu, "p")
    .replace(/–/gu, "item")
    .replace(/[^\p{L}\p{M}\p{N}.]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/gu, "");
}

/** Makes ids unique in the order they come: the second of a kind becomes "noting~2", the third "noting~3". */
export function uniqueIds(slugs: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return slugs.map((slug) => {
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return count === 1 ? slug : `${slug}~${String(count)}`;
  });
}

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
