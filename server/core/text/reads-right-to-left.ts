import { isolatedParts } from "#core/text/isolate.ts";

/**
 * Whether words run from right to left, by their first letter: words of a file are in its language where a catalogue has
 * it and in English where none has, so the file's language does not tell. What is isolated in them has no say, as with
 * Unicode's own rule for a paragraph (UAX #9, P2).
 */
export function readsRightToLeft(text: string): boolean {
  const own = isolatedParts(text).find(({ isolated, text: part }) => !isolated && /\p{L}/u.test(part));
  const letter = own && /\p{L}/u.exec(own.text)?.[0];
  return letter !== undefined && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter);
}
