/**
 * Words that stay with a number or letter and say that its clause was put in between, by how often that was done there: 1
 * for bis, 2 for ter. In the six official languages of the United Nations: in Latin, so too in Cyrillic spelling; 之二, 之三,
 * literally "of it the second, the third"; مكررا and from the second on مكررا ثانيا, "repeated, a second time".
 *
 * Left out is the Arabic ordinal alone, as in (ثالثا) 6 of the Paris Convention: after "1." it begins wording ("thirdly").
 */
const words: readonly (readonly string[])[] = [
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

/** Written or not in Arabic, which says the same with and without them. */
const vowelSigns = /[\u064B-\u0652]/gu;

/** The source of a pattern for each of them, the longer before what it begins with, with any vowel signs. */
export const insertionWords = words
  .flat()
  .sort((one, other) => other.length - one.length)
  .map((word) =>
    /\p{Script=Arabic}/u.test(word)
      ? word.replace(/\p{L}/gu, "$&[\\u064B-\\u0652]*").replace(/ /gu, "[ \\u00A0]")
      : word,
  )
  .join("|");

/** One of them as labels have it: small, without vowel signs, with plain blanks. */
export function insertionIn(printed: string): string {
  return printed
    .toLowerCase()
    .replace(vowelSigns, "")
    .replace(/\u00A0/gu, " ");
}

/** How often something was put in where the label has this word, as `insertionIn` gives it; 0 for "". */
export function insertionRank(word: string): number {
  return words.findIndex((spellings) => spellings.includes(word)) + 1;
}
