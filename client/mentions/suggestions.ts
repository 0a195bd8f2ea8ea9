import type { TextPart } from "#core/discuss/mentions.ts";

/** What is being written at the caret that can be chosen from a list: from where, by which sign, and what is typed of it. */
export interface Trigger {
  sign: "@" | "#" | "[[";
  /** Where the sign begins. */
  from: number;
  typed: string;
}

/** Something that can be chosen: how it is shown, and what it writes. */
export interface Suggestion {
  key: string;
  name: string;
  about: string;
  words: string;
}

/** All that can be spoken of, by the sign one types. */
export type Sources = Readonly<Record<Trigger["sign"], readonly Suggestion[]>>;

/** As many as are read at a glance. */
const most = 8;
/** A name has at most a few words: beyond that one writes a sentence. */
const longestTyped = 60;

/** The sign before the caret, where one is being written; a sign inside a word is none, and nothing reaches over a line. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const line = text.slice(Math.max(0, caret - longestTyped), caret);
  const match = /(?:^|[\s(“])(?<sign>@|#|\[\[)(?<typed>[^\n@#[\]]*)$/u.exec(line);
  const { sign, typed = "" } = match?.groups ?? {};
  if (!match || sign === undefined) return null;
  // After a tag's word comes other text.
  if (sign === "#" && /\s/u.test(typed)) return null;
  return { sign: sign as Trigger["sign"], from: caret - typed.length - sign.length, typed };
}

/** What fits what is typed: every word of it begins a word of the suggestion, accents and case aside. */
export function suggest({ sign, typed }: Trigger, sources: Sources): Suggestion[] {
  const wanted = plain(typed).split(/\s+/u).filter(Boolean);
  return sources[sign]
    .filter(({ name, about }) => {
      const words = plain(`${name} ${about}`).split(/[\s,.()]+/u);
      return wanted.every((one) => words.some((word) => word.startsWith(one)));
    })
    .slice(0, most);
}

/** The text with the suggestion in place of what was typed, and where the caret is then. */
export function choose(
  text: string,
  { sign, from, typed }: Trigger,
  { words }: Suggestion,
): { text: string; caret: number } {
  const rest = text.slice(from + sign.length + typed.length);
  const written = /^[\s.,;:!?)]/u.test(rest) ? words : `${words} `;
  return { text: text.slice(0, from) + written + rest, caret: from + written.length };
}

/** The tags among the parts of texts, each once, in order. */
export function tagsIn(parts: readonly TextPart[]): Suggestion[] {
  const tags = new Set(parts.flatMap((part) => (part.kind === "tag" ? [part.tag] : [])));
  return [...tags].sort().map((tag) => ({ key: tag, name: tag, about: "", words: `#${tag}` }));
}

function plain(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
