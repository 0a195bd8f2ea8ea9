/** Ends of sentences inside a clause: what stands after such a mark and a blank is another thought. */
const sentenceEnd = /[.!?;؟。！？；](?=\s|$)/gu;

/** How many sentences end in a clause's text before an offset: the same for all places in one sentence. */
export function sentencesBefore(text: string, offset: number): number {
  return [...text.matchAll(sentenceEnd)].filter(({ index }) => index < offset).length;
}
