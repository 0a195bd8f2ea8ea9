import type { CompiledClause } from "#core/compile/compilation.ts";
import type { SourceMap, TextSource } from "#core/text/segments/block.ts";
import { childOf, descendants, type SourceElement, wordAttribute, type XmlSource } from "../../package/xml-source.ts";
import { ClauseSources, type PlacedClause } from "../../tracked/clause-sources.ts";
import type { WordFile } from "../word-file.ts";
import type { RunPosition } from "./marked-runs.ts";
import { runsIn, runText } from "./paragraph-runs.ts";

/** Characters of a clause in one run of the file. */
export interface Stretch {
  readonly part: string;
  readonly source: XmlSource;
  /** The run with the characters. */
  readonly run: SourceElement;
  /** Offset of the first character in the run. */
  readonly at: number;
  /** Offset of the first character in the clause's text. */
  readonly start: number;
  readonly length: number;
  /** The run, or the run or alternative content around it: a text box is inside another run. */
  readonly holder: SourceElement;
}

/** Elements that hold runs inside a paragraph and cannot be cut. */
const holders = new Set(["w:r", "mc:AlternateContent"]);

/** Positions of a draft's text in its Word file. */
export class DraftPlaces {
  readonly #file: WordFile;
  readonly #sources: ClauseSources;
  readonly #runs = new Map<string, SourceElement[]>();
  readonly #stretches = new Map<string, readonly Stretch[]>();

  /** `sources` are those of the clauses' texts, joined by line ends. */
  constructor(file: WordFile, sources: SourceMap, clauses: readonly PlacedClause[]) {
    this.#file = file;
    this.#sources = new ClauseSources(sources, clauses);
  }

  /** Returns the characters of a clause that are in the file, in the order of the text. */
  stretchesOf(clause: string): readonly Stretch[] {
    const known = this.#stretches.get(clause);
    if (known) return known;
    const found = [...this.#stretchesIn(clause)];
    this.#stretches.set(clause, found);
    return found;
  }

  /** Returns the same for a range of a clause's text. */
  within(clause: string, from: number, to: number): Stretch[] {
    return this.stretchesOf(clause).flatMap((stretch) => {
      const start = Math.max(stretch.start, from);
      const end = Math.min(stretch.start + stretch.length, to);
      if (start >= end) return [];
      return [{ ...stretch, start, at: stretch.at + start - stretch.start, length: end - start }];
    });
  }

  /** Returns the paragraphs with the text of a clause, without those of text boxes. */
  paragraphsOf(clause: string): SourceElement[] {
    const paragraphs = this.stretchesOf(clause).flatMap(({ holder }) => ancestorOf(holder, "w:p") ?? []);
    return [...new Set(paragraphs)];
  }

  *#stretchesIn(clause: string): Generator<Stretch, void> {
    for (const found of this.#sources.of(clause)) {
      const placed = this.#placed(found);
      const { at, start, length } = found;
      if (placed) yield { ...placed, at, start, length };
    }
  }

  #placed({ part, run: ordinal }: TextSource): Pick<Stretch, "part" | "source" | "run" | "holder"> | undefined {
    const source = this.#file.source(part);
    const run = source && this.#runsOf(part, source)[ordinal];
    if (!source || !run) return undefined;
    let holder = run;
    for (let { parent } = run; parent; { parent } = parent) if (holders.has(parent.name)) holder = parent;
    // Between paragraphs there is no position for a mark of text.
    return ancestorOf(holder, "w:p") ? { part, source, run, holder } : undefined;
  }

  #runsOf(part: string, { root }: XmlSource): SourceElement[] {
    const known = this.#runs.get(part);
    if (known) return known;
    const runs = [...descendants(root)].filter(({ name }) => name === "w:r");
    this.#runs.set(part, runs);
    return runs;
  }
}

/** Returns the nearest ancestor with this name. */
export function ancestorOf({ parent }: SourceElement, name: string): SourceElement | undefined {
  for (let ancestor = parent; ancestor; ancestor = ancestor.parent) if (ancestor.name === name) return ancestor;
  return undefined;
}

/** Characters of a run. */
export interface RunRange {
  readonly run: SourceElement;
  readonly from: number;
  readonly to: number;
}

/** A label that is typed before the text of a clause. */
export interface TypedLabel {
  readonly text: string;
  /** The characters between the label and the text: a tab or spaces. */
  readonly gap: string;
  /** The characters of the label, in order. */
  readonly ranges: readonly RunRange[];
}

/** The paragraphs of a clause that share none with another clause. */
export interface ClauseBlock {
  readonly part: string;
  readonly source: XmlSource;
  readonly paragraphs: readonly [SourceElement, ...SourceElement[]];
  readonly last: SourceElement;
  readonly first: Stretch;
  /** Null if no label is typed, because Word numbers the paragraph or the clause has none. */
  readonly label: TypedLabel | null;
}

/** Finds the paragraphs of clauses. */
export class ClauseBlocks {
  readonly #places: DraftPlaces;
  readonly #clausesOf = new Map<SourceElement, Set<string>>();
  readonly #found = new Map<string, ClauseBlock | null>();

  constructor(places: DraftPlaces, clauses: readonly Pick<CompiledClause, "id">[]) {
    this.#places = places;
    for (const { id } of clauses) {
      for (const paragraph of places.paragraphsOf(id)) {
        const known = this.#clausesOf.get(paragraph) ?? new Set();
        this.#clausesOf.set(paragraph, known.add(id));
      }
    }
  }

  /** Returns undefined if the clause has no text in the file, shares a paragraph, or is in a text box. */
  of(clause: string): ClauseBlock | undefined {
    const known = this.#found.get(clause);
    if (known !== undefined) return known ?? undefined;
    const found = this.#find(clause);
    this.#found.set(clause, found);
    return found ?? undefined;
  }

  #find(clause: string): ClauseBlock | null {
    const stretches = this.#places.stretchesOf(clause);
    const [first] = stretches;
    const [paragraph, ...others] = this.#places.paragraphsOf(clause);
    if (!first || !paragraph || stretches.some(({ run, holder }) => run !== holder)) return null;
    const paragraphs = [paragraph, ...others] as const;
    if (paragraphs.some((element) => (this.#clausesOf.get(element)?.size ?? 0) > 1)) return null;
    const { part, source } = first;
    return { part, source, paragraphs, last: others.at(-1) ?? paragraph, first, label: typedLabel(paragraph, first) };
  }
}

/** Whether Word numbers a paragraph by its own properties. The style may number it as well. */
export function hasOwnNumber(paragraph: SourceElement): boolean {
  return childOf(childOf(paragraph, "w:pPr"), "w:numPr") !== undefined;
}

/** Returns the row that contains a paragraph. */
export function rowOf(paragraph: SourceElement): SourceElement | undefined {
  return ancestorOf(paragraph, "w:tr");
}

function typedLabel(paragraph: SourceElement, first: Stretch): TypedLabel | null {
  const before: { run: SourceElement; text: string }[] = [];
  for (const run of runsIn(paragraph)) {
    if (run === first.run) {
      before.push({ run, text: runText(run).slice(0, first.at) });
      break;
    }
    before.push({ run, text: runText(run) });
  }
  const whole = before.map(({ text }) => text).join("");
  const text = whole.trim();
  if (text === "") return null;
  const start = whole.indexOf(text);
  const ranges: RunRange[] = [];
  let at = 0;
  for (const { run, text: own } of before) {
    const from = Math.max(start - at, 0);
    const to = Math.min(start + text.length - at, own.length);
    if (from < to) ranges.push({ run, from, to });
    at += own.length;
  }
  return { text, gap: whole.slice(start + text.length), ranges };
}

/** The run with a reference to a note, in the main part. */
export interface NoteReference {
  readonly part: string;
  readonly source: XmlSource;
  readonly holder: SourceElement;
}

/** Returns the position before the first characters of a stretch. In a text box, it is before the box. */
export function positionBefore(stretch: Stretch): RunPosition {
  const { part, source, holder, run, at } = stretch;
  return holder === run ? { part, source, holder, at, side: "before" } : { part, source, holder, at: 0, side: "after" };
}

/** Returns the position after the last characters of a stretch. */
export function positionAfter(stretch: Stretch): RunPosition {
  const { part, source, holder, run, at, length } = stretch;
  return holder === run
    ? { part, source, holder, at: at + length, side: "after" }
    : { part, source, holder, at: Infinity, side: "before" };
}

/** Returns the positions around a whole run. */
export function positionsAround({ part, source, holder }: NoteReference): Record<"start" | "end", RunPosition> {
  return {
    start: { part, source, holder, at: 0, side: "after" },
    end: { part, source, holder, at: Infinity, side: "before" },
  };
}

/** Finds the references to notes in the text. */
export class NoteReferences {
  readonly #places: DraftPlaces;
  readonly #found = new Map<string, NoteReference>();

  constructor(file: WordFile, places: DraftPlaces) {
    this.#places = places;
    const part = file.main;
    const source = file.source(part);
    if (!source) return;
    for (const element of descendants(source.root)) {
      const kind = /^w:(footnote|endnote)Reference$/u.exec(element.name)?.[1];
      const { parent } = element;
      if (kind === undefined || parent?.name !== "w:r" || ancestorOf(parent, "w:r")) continue;
      const name = `${kind} ${wordAttribute(element, "id") ?? ""}`;
      if (!this.#found.has(name)) this.#found.set(name, { part, source, holder: parent });
    }
  }

  /** Returns the run that refers to a note, given by its clause. */
  of(clause: string): NoteReference | undefined {
    const [first] = this.#places.stretchesOf(clause);
    const note = first && (ancestorOf(first.run, "w:footnote") ?? ancestorOf(first.run, "w:endnote"));
    return note && this.#found.get(`${note.name.slice("w:".length)} ${wordAttribute(note, "id") ?? ""}`);
  }
}
