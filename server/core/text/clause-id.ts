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
