/**
 * Ends of sentences inside a clause: what stands after such a mark and a blank is another thought. A dot after a short word
 * with a capital ends that word and no sentence: "(Rev. Guadalajara, 2010)", "Art. 5".
 */
const sentenceEnd = /(?:[!?;؟。！？；]|(?<!(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]{0,3})\.)(?=\s|$)/gu;

/** How many sentences end in a clause's text before an offset: the same for all places in one sentence. */
export function sentencesBefore(text: string, offset: number): number {
  return [...text.matchAll(sentenceEnd)].filter(({ index }) => index < offset).length;
}
