import { type Vocabulary, vocabularyOf } from "#core/compare/words/weights.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { type Words, wordsOf } from "#core/text/tokens.ts";

/** The words of two texts, numbered with one lexicon, and the properties of each word. */
export interface ComparedWords {
  readonly base: Words;
  readonly revised: Words;
  readonly vocabulary: Vocabulary;
}

/** The input of a comparison: two version texts and their words. */
export interface ComparedTexts {
  readonly base: VersionText;
  readonly revised: VersionText;
  readonly words: ComparedWords;
}

/** Reads the words of two version texts. */
export function readTexts(base: VersionText, revised: VersionText): ComparedTexts {
  const lexicon = new Lexicon();
  const words = comparedWords(wordsOf(base, lexicon), wordsOf(revised, lexicon), lexicon);
  return { base, revised, words };
}

/** Joins the words of two texts that were read with the same lexicon. */
export function comparedWords(base: Words, revised: Words, lexicon: Lexicon): ComparedWords {
  return { base, revised, vocabulary: vocabularyOf(base, revised, lexicon.size) };
}
