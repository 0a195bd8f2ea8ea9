import type { Entry } from "#core/text/segment-entry.ts";

/** A heading is a phrase: longer than this and it is a paragraph, whatever it ends with. */
const longestHeading = 160;

/** How annexes are called in the six languages; they stand on a line of their own, with or without a number. */
const annex =
  /^(?:annex|appendix|annexe|appendice|anexo|apéndice|приложение|дополнение|附件|附录)(?![\p{L}])|^(?:الملحق|ملحق|المرفق|التذييل)(?![\p{L}])|^(?:附件|附录)/iu;

/** Short, and no sentence: headings of all six languages end without a mark. */
export function isHeadingText({ text }: Entry): boolean {
  return text.length <= longestHeading && !/[.;:,?!。；：，、؛،؟][\])}»”’"']*$/u.test(text) && /\p{L}/u.test(text);
}

/** The line an annex begins with: a heading without a number, whatever the file says of it. */
export function isAnnexHeading(entry: Entry): boolean {
  return entry.label === null && !entry.bullet && annex.test(entry.text) && isHeadingText(entry);
}
