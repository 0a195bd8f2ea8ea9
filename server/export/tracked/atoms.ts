import type { SourceElement } from "../package/xml-source.ts";

/** Offsets at which a token must begin, by run: "word/document.xml 12". */
export type Cuts = ReadonlyMap<string, ReadonlySet<number>>;

/** A text element of a run, or an element that is one character or object. */
export interface Atom {
  readonly run: SourceElement | null;
  readonly element: SourceElement;
  readonly wrapper: SourceElement;
  /** The paragraph. */
  readonly block: SourceElement;
  /** Null for an object. White space is as the program shows it. */
  readonly text: string | null;
  /** The run's name, the offset in it, and the number of characters that the source map counts. */
  readonly name: string;
  readonly at: number;
  readonly length: number;
}

/** A stretch of a token: characters of a text element, or one element that is a character or an object. */
export interface TokenPart {
  /** The run. Null for an object beside the runs, such as an equation. */
  readonly run: SourceElement | null;
  readonly element: SourceElement;
  /** Offsets in the text of the element. 0 and 1 for other elements. */
  readonly from: number;
  readonly to: number;
}

/** Text of a paragraph that is one token. */
interface TextToken {
  readonly text: string;
  /** The atom that it begins in, and the offset there. */
  readonly atom: Atom;
  readonly at: number;
  /** Its stretches and further atoms, if it goes on in others. */
  readonly further: { readonly parts: readonly TokenPart[]; readonly atoms: readonly Atom[] } | null;
}

/** Words, single characters of scripts without spaces, and single other characters. */
const tokenPattern =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]\p{M}*|[\p{L}\p{M}\p{N}_]+|[^]/gu;

/** Cuts text elements that follow each other into tokens. A word may have several runs. */
export function* textTokens(atoms: readonly Atom[], cuts: Cuts): Generator<TextToken, void> {
  const text = atoms.map((atom) => atom.text ?? "").join("");
  let index = 0;
  /** Offset of the current atom in the text. */
  let begin = 0;
  for (const [from, to] of tokenRanges(text, cutsIn(atoms, cuts))) {
    for (let atom = atoms[index]; atom && begin + atom.length <= from; atom = atoms[index]) {
      begin += atom.length;
      index += 1;
    }
    const atom = atoms[index];
    if (!atom) return;
    const [own, at] = [text.slice(from, to), from - begin];
    if (to <= begin + atom.length) {
      yield { text: own, atom, at, further: null };
      continue;
    }
    const parts: TokenPart[] = [];
    const first = index;
    for (let next = atoms[index]; next && begin < to; next = atoms[index]) {
      const range = { from: Math.max(from - begin, 0), to: Math.min(to - begin, next.length) };
      parts.push({ run: next.run, element: next.element, ...range });
      if (begin + next.length >= to) break;
      begin += next.length;
      index += 1;
    }
    yield { text: own, atom, at, further: { parts, atoms: atoms.slice(first + 1, index + 1) } };
  }
}

/** Returns the offsets in the joined text of atoms at which a token must begin. */
function cutsIn(atoms: readonly Atom[], cuts: Cuts): Set<number> {
  const found = new Set<number>();
  let begin = 0;
  for (const { name, at, length } of atoms) {
    for (const cut of cuts.get(name) ?? []) if (cut > at && cut < at + length) found.add(begin + cut - at);
    begin += length;
  }
  return found;
}

function* tokenRanges(text: string, cuts: ReadonlySet<number>): Generator<[number, number], void> {
  for (const { 0: word, index } of text.matchAll(tokenPattern)) {
    let from = index;
    for (let at = index + 1; at < index + word.length; at += 1) {
      if (!cuts.has(at)) continue;
      yield [from, at];
      from = at;
    }
    yield [from, index + word.length];
  }
}

/** FNV-1a in 32 bits, with the length. Only tells the pictures of two files apart. */
export function hashOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${String(bytes.length)}:${String(hash >>> 0)}`;
}
