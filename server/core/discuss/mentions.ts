/** A piece of a text, with its meaning. All parts together give the whole text. */
export type TextPart =
  | { kind: "words"; text: string }
  /** "@" followed by the name of a participant. */
  | { kind: "mention"; text: string; participant: string }
  /** "#" followed by a word. */
  | { kind: "tag"; text: string; tag: string }
  /** The address of a version, optionally with a clause: "opinion-5@3#recalling-b". */
  | { kind: "place"; text: string; version: string; clause: string | null }
  /** The URL of a page on this or another site. */
  | { kind: "link"; text: string; url: string };

/** People and documents of the forum that a text may refer to. */
export interface Known {
  people: readonly { id: string; name: string }[];
  /** Ids of documents, because "name@example.org" looks like a version address but is not one. */
  documents: readonly string[];
}

/**
 * A sign never begins inside a word, and does not include punctuation that ends a sentence. The length of a document
 * name is limited. Without a limit, a long hyphenated run would be scanned to its end from each hyphen.
 */
const signs =
  /(?<![\p{L}\p{N}_@#/])(?:(?<url>https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}’])|(?<version>(?<document>[a-z0-9][a-z0-9.-]{0,99})@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)?)(?:#(?<clause>[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?))?|#(?<tag>\p{L}[\p{L}\p{N}_-]*)|(?<at>@))/gu;

/** Splits a text into its parts, in order; plain text is a part too. */
export function textParts(text: string, { people, documents }: Known): TextPart[] {
  // If two names begin alike, the longer one is tried first: "@Ana Vaipulu" is not "@Ana".
  const byLength = people.toSorted((left, right) => right.name.length - left.name.length);
  const parts: TextPart[] = [];
  let from = 0;
  const add = (at: number, part: TextPart): void => {
    if (at > from) parts.push({ kind: "words", text: text.slice(from, at) });
    parts.push(part);
    from = at + part.text.length;
  };
  for (const match of text.matchAll(signs)) {
    const { url, version, document, clause, tag, at } = match.groups ?? {};
    const [sign] = match;
    if (match.index < from) continue;
    if (url !== undefined) add(match.index, { kind: "link", text: sign, url });
    else if (tag !== undefined) add(match.index, { kind: "tag", text: sign, tag });
    else if (version !== undefined && document !== undefined && documents.includes(document))
      add(match.index, { kind: "place", text: sign, version, clause: clause ?? null });
    else if (at !== undefined) {
      const named = byLength.find(({ name }) => isNameAt(text, match.index + 1, name));
      if (named) add(match.index, { kind: "mention", text: `@${named.name}`, participant: named.id });
    }
  }
  if (from < text.length) parts.push({ kind: "words", text: text.slice(from) });
  return parts;
}

/** Whether a whole name is at this position: "@Anabel" does not contain "@Ana". */
function isNameAt(text: string, start: number, name: string): boolean {
  return text.startsWith(name, start) && !/^[\p{L}\p{N}]/u.test(text.slice(start + name.length));
}
