/** Languages with a right-to-left script, by their primary subtag. */
const rightToLeft = new Set(["ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv"]);

/** Returns the writing direction of a language (BCP 47). */
export function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(language.split("-")[0]?.toLowerCase() ?? "") ? "rtl" : "ltr";
}

/** Unicode's right-to-left isolate, and the character that ends an isolate. */
const opens = "\u2067";
const closes = "\u2069";

/**
 * Isolates right-to-left text within a left-to-right sentence (UAX #9, 2.4.2). Brackets and numbers around it keep
 * their position in the sentence, and those inside keep theirs. Pages and Word files express the same in their own way
 * (`isolatedParts`).
 */
export function isolate(text: string): string {
  return `${opens}${text}${closes}`;
}

/** A piece of a sentence: its own text, or text isolated in it. */
interface SentencePart {
  text: string;
  isolated: boolean;
}

/**
 * Splits a sentence into isolated and other parts. An isolate without an end, or one around another, is treated as
 * plain text.
 */
export function isolatedParts(text: string): SentencePart[] {
  if (!text.includes(opens)) return [{ text, isolated: false }];
  return text
    .split(new RegExp(`(${opens}[^\u2066-\u2069]*${closes})`, "u"))
    .map((part, index) =>
      index % 2 === 1 ? { text: part.slice(1, -1), isolated: true } : { text: part, isolated: false },
    )
    .filter((part) => part.text !== "");
}

/** Reverses `isolate`. */
export function withoutIsolate(text: string): string {
  const [part, ...further] = isolatedParts(text);
  return part?.isolated && further.length === 0 ? part.text : text;
}

/**
 * Whether a text reads from right to left, judged by its first letter. The language of an exported file cannot decide:
 * its text is in English if that language has no message catalogue. Isolated parts are ignored, as in Unicode's own
 * rule for paragraphs (UAX #9, P2).
 */
export function readsRightToLeft(text: string): boolean {
  const sentencePart = isolatedParts(text).find(({ isolated, text: part }) => !isolated && /\p{L}/u.test(part));
  const letter = sentencePart && /\p{L}/u.exec(sentencePart.text)?.[0];
  return letter !== undefined && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter);
}
