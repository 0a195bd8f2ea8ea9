import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf } from "#core/text/words.ts";

/** A word of a text as it is told from others here: by its letters, large or small. */
export interface PlainWord {
  word: string;
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
}

/**
 * The words of a text in order. Marks are no words but for square brackets, which say that the words between them are not
 * agreed: to take them off is to agree.
 */
export function plainWords(text: string): PlainWord[] {
  const whole = { id: "", kind: "paragraph", label: null, citation: "", depth: 0, start: 0, end: text.length } as const;
  const words = wordsOf({ text, language: "und", clauses: [whole] }, new Lexicon());
  return Array.from(words.starts, (start, index) => {
    const end = words.ends[index] ?? start;
    return { word: text.slice(start, end).toLowerCase(), start, end };
  }).filter(({ word }, index) => words.kinds[index] !== tokenKind.mark || isBracket(word));
}

/** Whether a word is a square bracket. */
export function isBracket(word: string): boolean {
  return word === "[" || word === "]";
}
