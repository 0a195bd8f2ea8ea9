/** A stretch of what somebody said, and what it stands for. The words of all parts together are the text. */
export type TextPart =
  | { kind: "words"; words: string }
  /** "@" and the name of a person of the forum. */
  | { kind: "mention"; words: string; participant: string }
  /** "#" and a word. */
  | { kind: "tag"; words: string; tag: string }
  /** An address of a version, and of a clause of it: "opinion-5@3#recalling-b". */
  | { kind: "place"; words: string; version: string; clause: string | null }
  /** The URL of a page, of this site or another. */
  | { kind: "link"; words: string; url: string };

/** What the forum has that a text may speak of. */
export interface Known {
  people: readonly { id: string; name: string }[];
  /** Ids of documents: "name@example.org" looks like an address of a version and is none. */
  documents: readonly string[];
}

/**
 * Each begins where no word is under way; punctuation that ends a sentence is not part of it. A name of a document is looked
 * for so far and no further, since what goes on and on in hyphens would be read from each of them to its end.
 */
const signs =
  /(?<![\p{L}\p{N}_@#/])(?:(?<url>https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}’])|(?<version>(?<document>[a-z0-9][a-z0-9.-]{0,99})@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)?)(?:#(?<clause>[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?))?|#(?<tag>\p{L}[\p{L}\p{N}_-]*)|(?<at>@))/gu;

/** The parts of a text, in order; words that stand for nothing more are parts too. */
export function textParts(text: string, { people, documents }: Known): TextPart[] {
  // Of two names that begin alike the longer is meant: "@Ana Vaipulu" is not "@Ana".
  const byLength = people.toSorted((one, other) => other.name.length - one.name.length);
  const parts: TextPart[] = [];
  let from = 0;
  const put = (at: number, part: TextPart): void => {
    if (at > from) parts.push({ kind: "words", words: text.slice(from, at) });
    parts.push(part);
    from = at + part.words.length;
  };
  for (const match of text.matchAll(signs)) {
    const { url, version, document, clause, tag, at } = match.groups ?? {};
    const [words] = match;
    if (match.index < from) continue;
    if (url !== undefined) put(match.index, { kind: "link", words, url });
    else if (tag !== undefined) put(match.index, { kind: "tag", words, tag });
    else if (version !== undefined && document !== undefined && documents.includes(document))
      put(match.index, { kind: "place", words, version, clause: clause ?? null });
    else if (at !== undefined) {
      const named = byLength.find(({ name }) => isNameAt(text, match.index + 1, name));
      if (named) put(match.index, { kind: "mention", words: `@${named.name}`, participant: named.id });
    }
  }
  if (from < text.length) parts.push({ kind: "words", words: text.slice(from) });
  return parts;
}

/** Whether a name stands there as a whole: "@Ana" does not begin "@Anabel". */
function isNameAt(text: string, start: number, name: string): boolean {
  return text.startsWith(name, start) && !/^[\p{L}\p{N}]/u.test(text.slice(start + name.length));
}
