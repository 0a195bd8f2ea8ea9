import { randomFrom } from "./random-from.ts";

/** Scripts for generated drafts: with spaces between words, left-to-right and right-to-left, and without spaces. */
export const scripts = ["latin", "cyrillic", "arabic", "han"] as const;
export type Script = (typeof scripts)[number];

/** The building blocks of words in a script. */
interface Writing {
  /** BCP 47 tag of a language written in this script. */
  language: string;
  /** From frequent to rare. */
  letters: readonly string[];
  /** Maximum number of letters in a word; frequent words have fewer. */
  longest: number;
  blank: string;
  comma: string;
  stop: string;
}

const writings: Record<Script, Writing> = {
  latin: {
    language: "en",
    letters: Array.from("etaoinshrdlucmfwypvbgkjqxz"),
    longest: 11,
    blank: " ",
    comma: ",",
    stop: ".",
  },
  cyrillic: {
    language: "ru",
    letters: Array.from("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф"),
    longest: 11,
    blank: " ",
    comma: ",",
    stop: ".",
  },
  arabic: {
    language: "ar",
    letters: Array.from("اليمونتربةعدسفحكقهجشطصخضزثذظغ"),
    longest: 8,
    blank: " ",
    comma: "،",
    stop: ".",
  },
  // Uses common characters in code point order, for frequent and rare ones alike.
  han: {
    language: "zh",
    letters: Array.from({ length: 2000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)),
    longest: 3,
    blank: "",
    comma: "，",
    stop: "。",
  },
};

/** The words of a script, from frequent to rare, with its spacing and punctuation. */
export interface Vocabulary extends Pick<Writing, "language" | "blank" | "comma" | "stop"> {
  words: readonly string[];
}

const size = 9000;
/**
 * Number of the most frequent words, which are short. In a natural language, this many words make up about half of a
 * text.
 */
const frequent = 40;

const vocabularies = new Map<Script, Vocabulary>();

/**
 * Returns the words of a script with frequencies like those of a language: a few common short ones, and many rare
 * longer ones.
 */
export function vocabularyOf(script: Script): Vocabulary {
  const known = vocabularies.get(script);
  if (known) return known;
  const { letters, longest, ...setting } = writings[script];
  const random = randomFrom(1);
  const shortest = Math.min(3, longest - 1);
  const words = Array.from({ length: size }, (_, rank) => {
    const short = 1 + (rank % Math.min(4, longest));
    const length = rank < frequent ? short : shortest + Math.floor(random() * (longest - shortest + 1));
    return Array.from({ length }, () => letters[Math.floor(random() ** 2 * letters.length)] ?? "").join("");
  });
  const vocabulary = { ...setting, words };
  vocabularies.set(script, vocabulary);
  return vocabulary;
}

/** Returns a random word; frequent words occur more often. */
export function wordFrom({ words }: Vocabulary, random: () => number): string {
  return words[Math.floor(random() ** 4 * words.length)] ?? "";
}
