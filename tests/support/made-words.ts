import { randomFrom } from "./random-from.ts";

/** Scripts that drafts are made in: with blanks between words from left to right and from right to left, and without. */
export const scripts = ["latin", "cyrillic", "arabic", "han"] as const;
export type Script = (typeof scripts)[number];

/** What the words of a script are made of. */
interface Writing {
  /** BCP 47, of a language written in it. */
  language: string;
  /** From frequent to rare. */
  letters: readonly string[];
  /** A word's most letters; frequent words have fewer. */
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
  // Common characters in the order of their code points stand for the frequent and the rare alike.
  han: {
    language: "zh",
    letters: Array.from({ length: 2000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)),
    longest: 3,
    blank: "",
    comma: "，",
    stop: "。",
  },
};

/** The words of a script, from frequent to rare, and how they are set. */
export interface Vocabulary extends Pick<Writing, "language" | "blank" | "comma" | "stop"> {
  words: readonly string[];
}

const size = 9000;
/** As many words of a language are short and make up half of a text. */
const frequent = 40;

const made = new Map<Script, Vocabulary>();

/** The words of a script, as frequent as those of a language: few very common and short, many rare and longer. */
export function vocabularyOf(script: Script): Vocabulary {
  const known = made.get(script);
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
  made.set(script, vocabulary);
  return vocabulary;
}

/** A word, frequent ones more often. */
export function wordFrom({ words }: Vocabulary, random: () => number): string {
  return words[Math.floor(random() ** 4 * words.length)] ?? "";
}
