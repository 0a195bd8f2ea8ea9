/** A heading is a phrase: a longer text is a paragraph, whatever mark it ends with. */
const longestHeading = 160;

/** A stop or colon after so few words ends no sentence: "Definitions.", "Key terms:". */
const mostWordsBeforeStop = 3;

/** The mark at the end of a text, with the closing brackets and quotes after it. */
const sentenceEnd = /(?<mark>[.;:,。；：，、؛،])[\])}»”’"'］）】」』]*$/u;

/**
 * Whether a labelled text that the file marks as a heading is one. Contracts and laws number their clauses with heading
 * styles, so a style alone does not make a heading: the text is at most 160 characters long and does not end like a
 * sentence or an entry of a list. A question is a heading. So are 3 words or less before a full stop or colon, and a
 * label without text. Files mark unlabelled headings on purpose, so the rule does not apply to them.
 */
export function isMarkedHeading(text: string): boolean {
  if (text.length > longestHeading) return false;
  const mark = sentenceEnd.exec(text)?.groups?.["mark"];
  if (mark === undefined) return true;
  return /[.:]/u.test(mark) && text.split(/\s+/u).length <= mostWordsBeforeStop;
}

/** Whether a text is short and not a sentence. Headings in all six languages end without a punctuation mark. */
export function isHeadingText(text: string): boolean {
  return (
    text.length <= longestHeading && !/[.;:,?!。；：，、؛،؟][\])}»”’"'］）】」』]*$/u.test(text) && /\p{L}/u.test(text)
  );
}
