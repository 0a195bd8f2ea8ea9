/** A heading is a phrase: a longer text is a paragraph, whatever mark it ends with. */
const longestHeading = 160;

/** Whether a text is short and not a sentence. Headings in all six languages end without a punctuation mark. */
export function isHeadingText(text: string): boolean {
  return (
    text.length <= longestHeading && !/[.;:,?!。；：，、؛،؟][\])}»”’"'］）】」』]*$/u.test(text) && /\p{L}/u.test(text)
  );
}
