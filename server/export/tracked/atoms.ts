import type { SourceElement } from "../package/xml-source.ts";
import type { TokenPart } from "./story.ts";

/** Offsets at which a token must begin, by run: "word/document.xml 12". */
export type Cuts = ReadonlyMap<string, ReadonlySet<number>>;

/** A text element of a run, or an element that is one character or object. */
export interface Atom {
  readonly run: SourceElement | null;
  readonly element: SourceElement;
  readonly wrapper: SourceElement;
  /** Null for an object. */
  readonly text: string | null;
  /** The run's name, the offset in it, and the number of characters that the source map counts. */
  readonly name: string;
  readonly at: number;
  readonly length: number;
}

/** Text or an object of a paragraph, with its characters by run. */
interface AtomToken {
  /** The object. Null for text. */
  readonly atom: Atom | null;
  readonly text: string;
  readonly wrapper: SourceElement;
  readonly parts: readonly TokenPart[];
  readonly places: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

/** Words, single characters of scripts without spaces, and single other characters. */
const tokenPattern =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]\p{M}*|[\p{L}\p{M}\p{N}_]+|[^]/gu;

/** Cuts the atoms of a paragraph into tokens. A word may have several runs. */
export function* atomTokens(atoms: readonly Atom[], cuts: Cuts): Generator<AtomToken, void> {
  let open: Atom[] = [];
  for (const atom of atoms) {
    if (atom.text !== null && (open.length === 0 || open[0]?.wrapper === atom.wrapper)) {
      open.push(atom);
      continue;
    }
    yield* textTokens(open, cuts);
    open = atom.text === null ? [] : [atom];
    if (atom.text !== null) continue;
    const { run, element, wrapper, name, at, length } = atom;
    const places = length > 0 ? [{ name, from: at, to: at + length }] : [];
    yield { atom, text: "", wrapper, parts: [{ run, element, from: 0, to: 1 }], places };
  }
  yield* textTokens(open, cuts);
}

function* textTokens(atoms: readonly Atom[], cuts: Cuts): Generator<AtomToken, void> {
  const [first] = atoms;
  if (!first) return;
  const text = atoms.map((atom) => atom.text ?? "").join("");
  let index = 0;
  /** Offset of the current atom in the text. */
  let begin = 0;
  for (const [from, to] of tokenRanges(text, cutsIn(atoms, cuts))) {
    const parts: TokenPart[] = [];
    const places: { name: string; from: number; to: number }[] = [];
    for (let atom = atoms[index]; atom && begin < to; atom = atoms[index]) {
      const range = { from: Math.max(from - begin, 0), to: Math.min(to - begin, atom.length) };
      parts.push({ run: atom.run, element: atom.element, ...range });
      places.push({ name: atom.name, from: atom.at + range.from, to: atom.at + range.to });
      if (begin + atom.length > to) break;
      begin += atom.length;
      index += 1;
    }
    yield { atom: null, text: text.slice(from, to), wrapper: first.wrapper, parts, places };
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
