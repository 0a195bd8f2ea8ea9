import { segmentsOf, tokenKind, type Words } from "#core/text/words.ts";

const joints = /^[.,'’/\-\u2010\u2011:]$/u;

/**
 * Whether tokens k and k + 1, one of them `edited`, are parts of one word as it is written: joined by a mark ("1.5",
 * "don't", "non-governmental"), in one reference to a note, or in one word of a script without blanks.
 */
export function oneWord(words: Words, k: number, edited: boolean): boolean {
  if (!edited || k < 0 || k + 1 >= words.count || words.ends[k] !== words.starts[k + 1]) return false;
  if (inReference(words, k)) return true;
  const [left, right] = [words.kinds[k], words.kinds[k + 1]];
  if (left !== tokenKind.mark && right !== tokenKind.mark) return inOneSegment(words, k);
  // A joint between two digits or two letters: "1.5", "don't".
  const joint = left === tokenKind.mark ? k : k + 1;
  if (!joints.test(words.text.slice(words.starts[joint], words.ends[joint]))) return false;
  if (words.ends[joint - 1] !== words.starts[joint] || words.ends[joint] !== words.starts[joint + 1]) return false;
  const [before, after] = [words.kinds[joint - 1], words.kinds[joint + 1]];
  if (before === undefined || after === undefined || before === tokenKind.mark || after === tokenKind.mark)
    return false;
  const mark = words.text[words.starts[joint] ?? 0];
  if (before === tokenKind.number && after === tokenKind.number) return mark !== "'" && mark !== "’";
  return mark !== "." && mark !== "," && mark !== ":";
}

const longestReference = 16;

/** Whether the place after token k is inside a reference to a note, "[^1]". */
function inReference(words: Words, k: number): boolean {
  const place = words.ends[k] ?? 0;
  const from = Math.max(0, place - longestReference);
  const around = words.text.slice(from, place + longestReference);
  const opens = around.lastIndexOf("[^", place - from - 1);
  if (opens < 0) return false;
  const closes = around.indexOf("]", opens);
  return closes >= place - from && !/\s/u.test(around.slice(opens, closes));
}

/** How far around an edit a dictionary is asked for words written without blanks. */
const segmentReach = 40;

function inOneSegment(words: Words, k: number): boolean {
  let [first, last] = [k, k + 1];
  while (first > 0 && k - first < segmentReach && words.ends[first - 1] === words.starts[first] && isWord(first - 1)) {
    first -= 1;
  }
  while (
    last + 1 < words.count &&
    last - k < segmentReach &&
    words.ends[last] === words.starts[last + 1] &&
    isWord(last + 1)
  ) {
    last += 1;
  }
  const edge = words.ends[k] ?? 0;
  const segments = segmentsOf(words.text, words.starts[first] ?? 0, words.ends[last] ?? 0);
  return segments.some(([start, end]) => start < edge && edge < end);

  function isWord(at: number): boolean {
    return words.kinds[at] !== tokenKind.mark;
  }
}
