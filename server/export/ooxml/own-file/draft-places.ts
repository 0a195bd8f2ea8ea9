import type { SourceMap, TextSource } from "#core/text/segments/block.ts";
import { ClauseSources, type PlacedClause } from "../../tracked/clause-sources.ts";
import type { WordFile } from "../word-file.ts";
import { descendants, type SourceElement, type XmlSource } from "../../package/xml-source.ts";

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
