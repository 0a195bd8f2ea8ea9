import { type Blocks, plainTextOf } from "#core/text/segments/block.ts";
import type { Notice, ReadingNotice } from "#core/text/notice.ts";

/** Sample length for guessing the language, in characters. More of a long report would not improve the guess. */
const sampleLength = 20_000;

/** Minimum share of stop words. Below it, a text is in none of these languages or is too short. */
const leastShare = 0.06;

/** The most common words of each language that the others here mostly lack. */
const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(["the", "of", "and", "to", "that", "in", "is", "for", "on", "with", "by"]),
  fr: new Set(["les", "des", "et", "la", "le", "du", "une", "aux", "dans", "pour", "est", "sur", "que", "au"]),
  es: new Set(["los", "las", "el", "del", "y", "la", "una", "para", "por", "con", "que", "en", "al"]),
  pt: new Set(["os", "das", "dos", "da", "do", "uma", "para", "com", "em", "não", "que", "ao"]),
  de: new Set(["der", "die", "und", "das", "den", "von", "zu", "mit", "ist", "des", "dem"]),
  it: new Set(["il", "di", "della", "che", "gli", "dei", "per", "una", "con", "nel", "del"]),
};

/** Scripts that nearly always identify one language. */
const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ["ar", /\p{Script=Arabic}/gu],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["th", /\p{Script=Thai}/gu],
];

/**
 * Chooses a draft's language. The requested language comes first. Next comes the file's declared one, unless its script
 * contradicts it, because word processors declare the language of their own menus. Otherwise it is guessed from script
 * and stop words, with a notice. An undetermined text counts as English, with a notice. Regions are dropped ("en-GB" is
 * "en"), because a round has one version per language.
 */
export function chooseLanguage(blocks: Blocks, requested: string | undefined): { language: string; notices: Notice[] } {
  if (requested !== undefined) return { language: requested, notices: [] };
  const guess = guessLanguage(plainTextOf(blocks.blocks).slice(0, sampleLength));
  const declared = blocks.language === null ? null : withoutRegion(blocks.language);
  if (declared !== null && (guess === undefined || guess === primary(declared) || !contradicts(guess, declared))) {
    return { language: declared, notices: [] };
  }
  if (guess === undefined) return { language: "en", notices: [notice("language-unknown", "en")] };
  if (declared === null) return { language: guess, notices: [notice("language-guessed", guess)] };
  const params = { declared, language: guess };
  return { language: guess, notices: [{ code: "language-differs", params, place: "" }] };
}

/**
 * Returns the language of one paragraph. Language tags on runs come from the spelling checker, so a tag counts only if
 * the words confirm it. Otherwise returns null.
 */
export function languageOfParagraph(tag: string | undefined, text: string): string | null {
  if (tag === undefined) return null;
  return guessLanguage(text) === primary(tag) ? primary(tag) : null;
}

/** Guesses the language of a text. Returns undefined if it cannot be determined. */
function guessLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  for (const [language, script] of scripts) {
    const share = (text.match(script)?.length ?? 0) / letters;
    // A Japanese text is mostly Han with some Kana. Any other script must make up half of the text.
    if (share > (language === "ja" ? 0.1 : 0.5)) return language;
  }
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: string | undefined;
  let most = leastShare;
  for (const [language, list] of Object.entries(stopWords)) {
    const share = words.filter((word) => list.has(word)).length / words.length;
    if (share > most) {
      most = share;
      best = language;
    }
  }
  return words.length >= 8 ? best : undefined;
}

/** Latin-script languages with a stop-word list contradict each other. Others contradict only if the script differs. */
function contradicts(guess: string, declared: string): boolean {
  const declaredLanguage = primary(declared);
  return (
    declaredLanguage in stopWords ||
    !(guess in stopWords) ||
    scripts.some(([language]) => language === declaredLanguage)
  );
}

function withoutRegion(tag: string): string {
  const [language = "en", ...rest] = tag.split("-");
  const script = rest.find((part) => /^[A-Za-z]{4}$/u.test(part));
  return script ? `${language.toLowerCase()}-${script}` : language.toLowerCase();
}

function primary(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}

function notice(code: ReadingNotice, language: string): Notice {
  return { code, params: { language }, place: "" };
}
