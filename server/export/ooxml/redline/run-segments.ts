import { elementsOf, type SourceElement, textIn } from "../../package/xml-source.ts";
import type { Atom, TokenPart } from "../../tracked/atoms.ts";
import type { Move } from "../../tracked/moves.ts";
import type { Token } from "../../tracked/story.ts";

/** An element of a run, or a part of its text. `to` is null for the end. */
export interface SegmentItem {
  readonly element: SourceElement;
  readonly from: number;
  to: number | null;
}

/** State of a token of the revised file: kept (null), inserted, or moved here. */
export type TokenState = "ins" | Move | null;

/** A stretch of a run with the same changes. */
export interface Segment {
  readonly state: TokenState;
  /** The run of the base, if it is formatted differently. */
  readonly baseRun: SourceElement | null;
  /** Tokens of the base that are deleted before the stretch. */
  readonly deleted: readonly Token[];
  readonly items: SegmentItem[];
  /** The last token of the stretch. */
  last: Token;
}

/** A stretch of a token in one run of the revised file, and the run of the base with the same characters. */
export interface PairedPart {
  readonly token: Token;
  readonly part: TokenPart;
  /** Null for a token that the base does not have. */
  readonly baseRun: SourceElement | null;
}

/** Cuts the parts of a token where a run of the same token of the base ends. Formatting may begin inside a word. */
export function pairedParts(token: Token, base: Token | undefined): PairedPart[] {
  if (!base) return token.parts.map((part) => ({ token, part, baseRun: null }));
  const paired: PairedPart[] = [];
  let [index, used] = [0, 0];
  for (const part of token.parts) {
    for (let { from } = part; from < part.to;) {
      const own = base.parts[index];
      const left = own ? own.to - own.from - used : part.to - from;
      const to = Math.min(from + left, part.to);
      paired.push({ token, part: { ...part, from, to }, baseRun: own?.run ?? null });
      if (to - from === left) [index, used] = [index + 1, 0];
      else used += to - from;
      from = to;
    }
  }
  return paired;
}

/** The changes of a run's tokens. */
export interface RunChanges {
  stateOf(token: Token): TokenState;
  /** Returns the run of the base if it is formatted differently. */
  reformatted(baseRun: SourceElement | null): SourceElement | null;
  deletedBefore(token: Token): readonly Token[];
}

/** Cuts a run where its changes begin and end. What is neither text nor an object stays with the text before it. */
export function runSegments(
  run: SourceElement,
  partsOf: (element: SourceElement) => readonly PairedPart[],
  changes: RunChanges,
): Segment[] {
  const segments: Segment[] = [];
  let waiting: SegmentItem[] = [];
  for (const element of elementsOf(run)) {
    const parts = isAtomOfRun(element) ? partsOf(element) : [];
    if (parts.length === 0 && element.name !== "w:rPr") {
      (segments.at(-1)?.items ?? waiting).push({ element, from: 0, to: null });
    }
    const length = element.name === "w:t" ? textIn(element).length : 1;
    for (const { token, part, baseRun } of parts) {
      const own = { state: changes.stateOf(token), baseRun: changes.reformatted(baseRun) };
      const deleted = changes.deletedBefore(token);
      const last = segments.at(-1);
      const to = part.to === length ? null : part.to;
      if (last && deleted.length === 0 && last.state === own.state && last.baseRun === own.baseRun) {
        last.last = token;
        const item = last.items.at(-1);
        if (item?.element === element) item.to = to;
        else last.items.push({ element, from: part.from, to });
        continue;
      }
      segments.push({ ...own, deleted, last: token, items: [...waiting, { element, from: part.from, to }] });
      waiting = [];
    }
  }
  return segments;
}

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
function isAtomOfRun({ name }: SourceElement): boolean {
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
        atoms.push({ run: null, element, wrapper, block: paragraph, text: null, name: "", at: 0, length: 0 });
      }
    }
  };
  const visitRun = (run: SourceElement, wrapper: SourceElement): void => {
    let at = 0;
    for (const element of elementsOf(run)) {
      if (!isAtomOfRun(element)) continue;
      const text = element.name === "w:t" ? textIn(element) : null;
      const length = text?.length ?? (single.has(element.name) ? 1 : 0);
      if (text !== "") atoms.push({ run, element, wrapper, block: paragraph, text, name: nameOf(run), at, length });
      at += length;
    }
  };
  visit(paragraph);
  return atoms;
}
