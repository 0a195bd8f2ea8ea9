import type { TokenPart } from "./story.ts";
import { elementsOf, type SourceElement, textIn } from "../package/xml-source.ts";

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

/** Elements around runs that do not affect the text inside them. */
const wrappers = new Set("w:hyperlink w:fldSimple w:smartTag w:customXml w:dir w:bdo w:sdt w:sdtContent".split(" "));

/** Elements of a run that are neither text nor an object of it. */
const neutral = new Set(
  "w:rPr w:lastRenderedPageBreak w:annotationRef w:footnoteRef w:endnoteRef w:separator w:continuationSeparator w:commentReference".split(
    " ",
  ),
);

/** Elements of a run that the source map counts as a character. */
const single = new Set("w:tab w:ptab w:br w:cr w:noBreakHyphen w:softHyphen w:sym".split(" "));

/** Objects beside the runs of a paragraph. */
const beside = new Set("m:oMath m:oMathPara mc:AlternateContent w:subDoc".split(" "));

/** Whether an element contains runs and is transparent for their text. */
export function isWrapper({ name }: SourceElement): boolean {
  return wrappers.has(name);
}

/** Whether an element of a run is text, a character or an object. */
export function isAtomOfRun({ name }: SourceElement): boolean {
  return !neutral.has(name);
}

/** Whether an element of a paragraph is an object of its own. */
export function isBesideRuns({ name }: SourceElement): boolean {
  return beside.has(name);
}

/** Returns the text elements and objects of a paragraph, in order. */
export function paragraphAtoms(paragraph: SourceElement, nameOf: (run: SourceElement) => string): Atom[] {
  const atoms: Atom[] = [];
  const visit = (wrapper: SourceElement): void => {
    for (const element of elementsOf(wrapper)) {
      if (element.name === "w:r") visitRun(element, wrapper);
      else if (isWrapper(element)) visit(element);
      else if (isBesideRuns(element)) {
        atoms.push({ run: null, element, wrapper, text: null, name: "", at: 0, length: 0 });
      }
    }
  };
  const visitRun = (run: SourceElement, wrapper: SourceElement): void => {
    let at = 0;
    for (const element of elementsOf(run)) {
      if (!isAtomOfRun(element)) continue;
      const text = element.name === "w:t" ? textIn(element) : null;
      const length = text?.length ?? (single.has(element.name) ? 1 : 0);
      if (text !== "") atoms.push({ run, element, wrapper, text, name: nameOf(run), at, length });
      at += length;
    }
  };
  visit(paragraph);
  return atoms;
}

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
