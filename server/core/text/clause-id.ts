import { Fragment, type Mark, type Node } from "prosemirror-model";
import { citationsOf } from "#core/text/citation.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/** Ids appear in addresses and files, so long verbs are cut. The label at the end is kept. */
const longestStem = 48;

/**
 * Creates a clause id from its citation: letters and digits of any script, dots between numbers, hyphens for the rest.
 * "invites Member States 2 a)" → "invites-member-states-2-a", "1.1.2" → "1.1.2",
 * "Art. 4.13(c)" → "art-4.13-c".
 *
 * An id longer than 48 characters is cut at a hyphen and keeps its label, because people look at the end.
 */
export function slugOf(citation: string, label: string | null): string {
  const slug = hyphenated(citation);
  const tail = hyphenated(label ?? "");
  if (slug.length <= longestStem) return slug || "clause";
  const room = Math.max(longestStem - tail.length, 16);
  const stem = slug.slice(0, room).replace(/-[^-]*$/u, "");
  return tail && slug.endsWith(tail) ? `${stem}-${tail}` : stem;
}

/**
 * "+1" (a paragraph without a number) becomes "p1" and "–" (a bullet) becomes "item". Otherwise they would look like
 * existing numbers.
 */
function hyphenated(text: string): string {
  return streamSafe(text)
    .normalize("NFC")
    .toLowerCase()
    .replace(/\+(?=\p{N})/gu, "p")
    .replace(/–/gu, "item")
    .replace(/(?<=\p{L})\.(?![\p{L}\p{M}\p{N}])/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N}.]+/gu, "-")
    .replace(/^[-.]+|(?<![-.])[-.]+$/gu, "");
}

/** Makes ids unique in their order: the second of a kind becomes "noting~2", the third "noting~3". */
export function uniqueIds(slugs: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return slugs.map((slug) => {
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return count === 1 ? slug : `${slug}~${String(count)}`;
  });
}

/**
 * Assigns clause ids as for a draft read from a file: from kind, citation and ordinal. Footnote references and links
 * within the draft are updated. A second call changes nothing.
 *
 * @throws RangeError if two clauses have the same id, because references to it would be ambiguous
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
