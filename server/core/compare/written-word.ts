import { segmentsOf, tokenKind, type Words } from "#core/text/tokens.ts";

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
function inReference({ text, ends }: Words, k: number): boolean {
  const place = ends[k] ?? 0;
  for (let at = place - 1; at >= place - longestReference && at >= 0 && staysInReference(text, at); at -= 1) {
    if (text[at] === "[" && text[at + 1] === "^") return closesFrom(text, place);
  }
  return false;
}

function closesFrom(text: string, place: number): boolean {
  let at = place;
  while (at < place + longestReference && staysInReference(text, at)) at += 1;
  return at < place + longestReference && text[at] === "]";
}

/** Whether a reference to a note may go on over a character: a blank or its own end parts what is written as one. */
function staysInReference(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit > 0x20 && unit !== 0x5d && (unit < 0x80 || !/\s/u.test(text[at] ?? ""));
}

/** What the place after a token is, in a run of words written without blanks. */
const place = { unknown: 0, edge: 1, within: 2 } as const;

/** By token; a run is cut when one of its places is first asked about, since a dictionary is slow. */
const placesOf = new WeakMap<Words, Uint8Array>();

function inOneSegment(words: Words, k: number): boolean {
  const known = placesOf.get(words);
  const places = known ?? new Uint8Array(words.count);
  if (!known) placesOf.set(words, places);
  if (places[k] === place.unknown) cutRun(words, k, places);
  return places[k] === place.within;
}

/** Finds where words end in the whole run that a token stands in, so that the answer hangs on the text and not on k. */
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
