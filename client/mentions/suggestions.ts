import type { TextPart } from "#core/discuss/mentions.ts";

/** An unfinished mention, tag or location at the caret: its start, its sign and the text typed so far. */
export interface Trigger {
  sign: "@" | "#" | "[[";
  /** Offset at which the sign begins. */
  from: number;
  typed: string;
}

/** A suggestion: how it is shown, and the text it inserts. */
export interface Suggestion {
  key: string;
  name: string;
  about: string;
  insertion: string;
}

/** All suggestions, by the sign that opens their list. */
export type Sources = Readonly<Record<Trigger["sign"], readonly Suggestion[]>>;

/** Maximum number of suggestions, few enough to read at a glance. */
const most = 8;
/** A name has only a few words. Beyond this many characters, the user is writing a sentence. */
const longestTyped = 60;

/**
 * Returns the trigger before the caret, if one is being typed. A sign inside a word does not count, and a trigger never
 * spans lines.
 */
export function triggerAt(text: string, caret: number): Trigger | null {
  const line = text.slice(Math.max(0, caret - longestTyped), caret);
  const match = /(?:^|[\s(“])(?<sign>@|#|\[\[)(?<typed>[^\n@#[\]]*)$/u.exec(line);
  const { sign, typed = "" } = match?.groups ?? {};
  if (!match || sign === undefined) return null;
  // A tag is one word, so a space ends it.
  if (sign === "#" && /\s/u.test(typed)) return null;
  return { sign: sign as Trigger["sign"], from: caret - typed.length - sign.length, typed };
}

/**
 * Returns the suggestions that match. Every typed word must begin a word of the suggestion; accents and case are
 * ignored.
 */
export function suggest({ sign, typed }: Trigger, sources: Sources): Suggestion[] {
  const terms = plain(typed).split(/\s+/u).filter(Boolean);
  return sources[sign]
    .filter(({ name, about }) => {
      const nameWords = plain(`${name} ${about}`).split(/[\s,.()]+/u);
      return terms.every((term) => nameWords.some((word) => word.startsWith(term)));
    })
    .slice(0, most);
}

/** Returns the text with the suggestion inserted for the typed trigger, and the new caret position. */
export function choose(
  text: string,
  { sign, from, typed }: Trigger,
  { insertion }: Suggestion,
): { text: string; caret: number } {
  const rest = text.slice(from + sign.length + typed.length);
  const written = /^[\s.,;:!?)]/u.test(rest) ? insertion : `${insertion} `;
  return { text: text.slice(0, from) + written + rest, caret: from + written.length };
}

/** Returns the tags among text parts, without duplicates, in alphabetical order. */
export function tagsIn(parts: readonly TextPart[]): Suggestion[] {
  const tags = new Set(parts.flatMap((part) => (part.kind === "tag" ? [part.tag] : [])));
  return [...tags].sort().map((tag) => ({ key: tag, name: tag, about: "", insertion: `#${tag}` }));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
