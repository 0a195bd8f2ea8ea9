import { segmentsOf, tokenKind, type Words } from "#core/text/tokens.ts";

const joints = /^[.,'’/\-\u2010\u2011:]$/u;

/**
 * Whether tokens k and k + 1, one of them `edited`, are parts of one written word: joined by a mark ("1.5", "don't",
 * "non-governmental"), in one note reference, or in one word of a script without spaces.
 */
export function oneWord(words: Words, k: number, edited: boolean): boolean {
  if (!edited || k < 0 || k + 1 >= words.count || words.ends[k] !== words.starts[k + 1]) return false;
  if (inReference(words, k)) return true;
  const [left, right] = [words.kinds[k], words.kinds[k + 1]];
  if (left !== tokenKind.mark && right !== tokenKind.mark) return inOneSegment(words, k);
  // A joining mark between two numbers or two words: "1.5", "don't".
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

/** Whether the position after token k is inside a note reference, "[^1]". */
function inReference({ text, ends }: Words, k: number): boolean {
  const position = ends[k] ?? 0;
  for (let at = position - 1; at >= position - longestReference && at >= 0 && staysInReference(text, at); at -= 1) {
    if (text[at] === "[" && text[at + 1] === "^") return closesFrom(text, position);
  }
  return false;
}

function closesFrom(text: string, position: number): boolean {
  let at = position;
  while (at < position + longestReference && staysInReference(text, at)) at += 1;
  return at < position + longestReference && text[at] === "]";
}

/** Whether a note reference may continue over a character: it ends at whitespace or at its closing bracket. */
function staysInReference(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit > 0x20 && unit !== 0x5d && (unit < 0x80 || !/\s/u.test(text[at] ?? ""));
}

/** The position after a token in a run of words written without spaces. */
const place = { unknown: 0, edge: 1, within: 2 } as const;

/** Positions by token. A run is segmented only on its first query, because the dictionary is slow. */
const placesOf = new WeakMap<Words, Uint8Array>();

function inOneSegment(words: Words, k: number): boolean {
  const known = placesOf.get(words);
  const places = known ?? new Uint8Array(words.count);
  if (!known) placesOf.set(words, places);
  if (places[k] === place.unknown) cutRun(words, k, places);
  return places[k] === place.within;
}

/** Finds the word ends in the whole run that contains a token, so that the result depends on the text and not on k. */
function cutRun({ text, count, starts, ends, kinds }: Words, k: number, places: Uint8Array): void {
  let [first, last] = [k, k];
  while (first > 0 && ends[first - 1] === starts[first] && kinds[first - 1] !== tokenKind.mark) first -= 1;
  while (last + 1 < count && ends[last] === starts[last + 1] && kinds[last + 1] !== tokenKind.mark) last += 1;
  let at = first;
  for (const [, end] of segmentsOf(text, starts[first] ?? 0, ends[last] ?? 0)) {
    for (; at <= last && (ends[at] ?? 0) < end; at += 1) places[at] = place.within;
    if (at <= last && ends[at] === end) places[at++] = place.edge;
  }
}
