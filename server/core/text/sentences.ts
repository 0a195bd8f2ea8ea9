/** Abbreviations, and initials, whose full stop ends no sentence. */
const abbreviation = /(?:^|[\s(])(?:\p{L}|Art|Sec|Nos?|St|para|fig|cf|vs|Mr|Mrs|Dr|pp|Rec|Res)\.$/iu;

/** The space between two sentences. Chinese has none. */
const between = /(?<=[.!?؟][”"’»)\]]?)\s+(?=[“"«„(]?[\p{Lu}\p{Lo}])|(?<=[。！？][”」』）]?)\s*(?=.)/gu;

/** Returns the sentences of a clause's text as ranges of UTF-16 offsets, without the spaces between them. */
export function sentenceRanges(text: string): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  let start = 0;
  for (const { index, 0: space } of text.matchAll(between)) {
    if (abbreviation.test(text.slice(start, index))) continue;
    ranges.push([start, index]);
    start = index + space.length;
  }
  return start < text.length ? [...ranges, [start, text.length]] : ranges;
}
