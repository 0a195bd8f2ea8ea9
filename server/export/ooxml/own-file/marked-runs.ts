import {
  childOf,
  type Edit,
  elementsOf,
  type SourceElement,
  textIn,
  textOffsets,
  type XmlSource,
} from "../../package/xml-source.ts";
import { openTag } from "../block-elements.ts";
import type { ChangeNumbers } from "../package-changes.ts";

/**
 * A position in a run: before or after the characters at an offset. Objects without a character, such as the reference
 * to a note, are between the two.
 */
export interface RunPosition {
  readonly part: string;
  readonly source: XmlSource;
  /** The run, or an element that holds runs and cannot be cut. */
  readonly holder: SourceElement;
  readonly at: number;
  /** "after": with the character before the offset. "before": with the one after it. */
  readonly side: "after" | "before";
}

/** Order of what is inserted at one position. */
export const ranks = { replacement: 0, rangeEnd: 1, start: 2, insertion: 3, pointEnd: 4 } as const;

/** A tracked change around characters of a run. */
interface Wrap {
  readonly from: number;
  readonly to: number;
  readonly kind: "del" | "moveFrom";
  readonly numbers: ChangeNumbers;
}

interface Insert extends RunPosition {
  readonly rank: number;
  readonly xml: string;
}

interface MarkedRun {
  readonly part: string;
  readonly source: XmlSource;
  readonly inserts: Insert[];
  readonly wraps: Wrap[];
}

/** Offsets around a whole run, with all of its objects. */
export const wholeRun = { from: -1, to: Infinity } as const;

/** Elements of a run that the source map counts as one character. */
const single = new Set("w:tab w:ptab w:br w:cr w:noBreakHyphen w:softHyphen w:sym".split(" "));

/** Number of characters of a run's element, as the source map counts them. */
export function lengthOf(element: SourceElement): number {
  if (element.name === "w:t" || element.name === "w:delText") return textIn(element).length;
  return single.has(element.name) ? 1 : 0;
}

/** Number of characters of a run. */
export function runLength(run: SourceElement): number {
  return elementsOf(run).reduce((sum, element) => sum + lengthOf(element), 0);
}

/**
 * Collects what is inserted into runs and which of their characters are deleted or moved away. A run is cut only where
 * one of these begins or ends inside it, and everything else in it is copied.
 */
export class MarkedRuns {
  readonly #runs = new Map<SourceElement, MarkedRun>();

  /** Inserts XML between runs. */
  insert(position: RunPosition, rank: number, xml: string): void {
    this.#run(position.holder, position).inserts.push({ ...position, rank, xml });
  }

  /** Tracks the characters of a run as deleted or moved away. Ranges of a run must not overlap. */
  wrap(place: Pick<RunPosition, "part" | "source" | "holder">, wrap: Wrap): void {
    this.#run(place.holder, place).wraps.push(wrap);
  }

  /** Returns the edits of each part. */
  *edits(): Generator<[part: string, edit: Edit], void> {
    for (const [holder, run] of this.#runs) {
      yield [run.part, { start: holder.start, end: holder.end, text: writeRun(holder, run) }];
    }
  }

  #run(holder: SourceElement, { part, source }: Pick<RunPosition, "part" | "source">): MarkedRun {
    const run = this.#runs.get(holder) ?? { part, source, inserts: [], wraps: [] };
    this.#runs.set(holder, run);
    return run;
  }
}

/** A part of a run: an element, or characters of its text. Objects have no characters. */
interface Atom {
  readonly element: SourceElement;
  /** Offset of the element in the run. */
  readonly base: number;
  readonly from: number;
  readonly to: number;
}

function writeRun(holder: SourceElement, { source, inserts, wraps }: MarkedRun): string {
  const sorted = [...inserts].sort(
    (first, second) => first.at - second.at || sideOf(first) - sideOf(second) || first.rank - second.rank,
  );
  const written = (list: readonly Insert[]): string => list.map(({ xml }) => xml).join("");
  if (holder.name !== "w:r") {
    const isBefore = ({ at }: Insert): boolean => at <= 0;
    const after = sorted.filter((insert) => !isBefore(insert));
    return written(sorted.filter(isBefore)) + source.xml.slice(holder.start, holder.end) + written(after);
  }
  const cuts = new Set([...inserts.map(({ at }) => at), ...wraps.flatMap(({ from, to }) => [from, to])]);
  let out = "";
  let open: Atom[] = [];
  let state: Wrap | undefined;
  const close = (isWhole: boolean): void => {
    if (open.length > 0) out += segmentXml(holder, source, { atoms: open, state, isWhole });
    open = [];
  };
  const atoms = [...atomsOf(holder, cuts)];
  if (atoms.length === 0) out += source.xml.slice(holder.start, holder.end);
  for (const atom of atoms) {
    const isObject = atom.from === atom.to;
    const due = sorted.filter(
      ({ at, side }) => at < atom.from || (at === atom.from && (!isObject || side === "after")),
    );
    const own = wraps.find(({ from, to }) =>
      isObject ? from < atom.from && atom.from < to : from <= atom.from && atom.to <= to,
    );
    if (due.length > 0 || own !== state) close(false);
    out += written(sorted.splice(0, due.length));
    state = own;
    open.push(atom);
  }
  close(open.length === atoms.length);
  return out + written(sorted);
}

function sideOf({ side }: Insert): number {
  return side === "after" ? 0 : 1;
}

function* atomsOf(run: SourceElement, cuts: ReadonlySet<number>): Generator<Atom, void> {
  let base = 0;
  for (const element of elementsOf(run)) {
    if (element.name === "w:rPr") continue;
    const length = lengthOf(element);
    let from = base;
    for (let at = base + 1; at < base + length; at += 1) {
      if (!cuts.has(at)) continue;
      yield { element, base, from, to: at };
      from = at;
    }
    yield { element, base, from, to: base + length };
    base += length;
  }
}

function segmentXml(
  run: SourceElement,
  source: XmlSource,
  { atoms, state, isWhole }: { atoms: readonly Atom[]; state: Wrap | undefined; isWhole: boolean },
): string {
  const { xml } = source;
  if (isWhole && !state) return xml.slice(run.start, run.end);
  const properties = childOf(run, "w:rPr");
  const content = atoms.map((atom) => atomXml(atom, source, state?.kind === "del")).join("");
  const own = properties ? xml.slice(properties.start, properties.end) : "";
  const written = `${openTag(xml, run)}${own}${content}</${run.raw}>`;
  return state ? state.numbers.around(state.kind, written) : written;
}

function atomXml({ element, base, from, to }: Atom, source: XmlSource, isDeleted: boolean): string {
  const { xml } = source;
  if (element.name === "w:instrText" && isDeleted) {
    return `<w:delInstrText xml:space="preserve">${xml.slice(element.openEnd, element.closeStart)}</w:delInstrText>`;
  }
  const isText = element.name === "w:t" || element.name === "w:delText";
  const isPartial = to - from < lengthOf(element);
  if (!isText || (!isPartial && !isDeleted)) return xml.slice(element.start, element.end);
  const offsets = textOffsets(source, element);
  const name = isDeleted ? "w:delText" : element.name;
  return `<${name} xml:space="preserve">${xml.slice(offsets[from - base], offsets[to - base])}</${name}>`;
}
