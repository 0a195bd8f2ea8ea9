/**
 * Suffixes of a number or letter that show an inserted clause, ordered by rank: 1 for bis, 2 for ter. They cover the
 * six official languages of the United Nations. The Latin words also occur in Cyrillic spelling. Chinese has 之二, 之三,
 * literally "of it the second, the third". Arabic has مكررا and, from the second on, مكررا ثانيا, "repeated, a second
 * time".
 *
 * The Arabic ordinal alone, as in (ثالثا) 6 of the Paris Convention, is excluded: after "1." it begins wording
 * ("thirdly").
 */
const suffixes: readonly (readonly string[])[] = [
  ["bis", "бис", "之二", "مكررا", "مكرر"],
  ["ter", "тер", "之三", "مكررا ثانيا"],
  ["quater", "кватер", "之四", "مكررا ثالثا"],
  ["quinquies", "квинквиес", "之五", "مكررا رابعا"],
  ["sexies", "сексиес", "之六", "مكررا خامسا"],
  ["septies", "септиес", "之七", "مكررا سادسا"],
  ["octies", "октиес", "之八", "مكررا سابعا"],
  ["nonies", "нониес", "之九", "مكررا ثامنا"],
  ["decies", "дециес", "之十", "مكررا تاسعا"],
];

/** Optional in Arabic: the meaning is the same with and without them. */
const vowelSigns = /[\u064B-\u0652]/gu;

/**
 * Regular expression source that matches any of the suffixes, with optional vowel signs. Longer ones come first,
 * because some begin with a shorter one.
 */
export const insertionWords = suffixes
  .flat()
  .sort((left, right) => right.length - left.length)
  .map((word) =>
    /\p{Script=Arabic}/u.test(word)
      ? word.replace(/\p{L}/gu, "$&[\\u064B-\\u0652]*").replace(/ /gu, "[ \\u00A0]")
      : word,
  )
  .join("|");

/** Normalises a suffix for use in labels: lower case, no vowel signs, plain spaces. */
export function insertionIn(printed: string): string {
  return printed
    .toLowerCase()
    .replace(vowelSigns, "")
    .replace(/\u00A0/gu, " ");
}

/** Returns the rank of a suffix in the form that `insertionIn` returns: 1 for bis, 2 for ter; 0 for "". */
export function insertionRank(word: string): number {
  return suffixes.findIndex((spellings) => spellings.includes(word)) + 1;
}
