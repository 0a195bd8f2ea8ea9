/** Languages whose script runs from right to left, by their primary subtag. */
const rightToLeft = new Set(["ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv"]);

/** Which way a language (BCP 47) is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(language.split("-")[0]?.toLowerCase() ?? "") ? "rtl" : "ltr";
}

/** Unicode's right-to-left isolate, and the sign that ends an isolate. */
const opens = "\u2067";
const closes = "\u2069";

/**
 * Words that are read from the right, set apart from a sentence that is not (UAX #9, 2.4.2): what stands about them, a
 * bracket or a number, keeps its place in the sentence, and theirs keeps its own. A page or a Word file writes the same
 * in its own way (`isolatedParts`).
 */
export function isolate(text: string): string {
  return `${opens}${text}${closes}`;
}

/** A piece of a sentence: its own, or words that are isolated in it. */
interface SentencePart {
  text: string;
  isolated: boolean;
}

/** A sentence cut where words are isolated in it. An isolate that nothing ends, or one around another, is plain text. */
export function isolatedParts(text: string): SentencePart[] {
  if (!text.includes(opens)) return [{ text, isolated: false }];
  return text
    .split(new RegExp(`(${opens}[^\u2066-\u2069]*${closes})`, "u"))
    .map((part, index) =>
      index % 2 === 1 ? { text: part.slice(1, -1), isolated: true } : { text: part, isolated: false },
    )
    .filter((part) => part.text !== "");
}

/** Words as they were before `isolate` set them apart. */
export function withoutIsolate(text: string): string {
  const [part, ...further] = isolatedParts(text);
  return part?.isolated && further.length === 0 ? part.text : text;
}

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
