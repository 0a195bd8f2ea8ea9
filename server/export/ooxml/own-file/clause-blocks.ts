import type { CompiledClause } from "#core/compile/compilation.ts";
import { childOf, type SourceElement, type XmlSource } from "../../package/xml-source.ts";
import { ancestorOf, type DraftPlaces, type Stretch } from "./draft-places.ts";
import { runsIn, runText } from "./paragraph-runs.ts";

/** Characters of a run. */
export interface RunRange {
  readonly run: SourceElement;
  readonly from: number;
  readonly to: number;
}

/** A label that is typed before the text of a clause. */
export interface TypedLabel {
  readonly text: string;
  /** What is between the label and the text: a tab or spaces. */
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
  /** Null if the file has no typed label. Word numbers the paragraph, or there is none. */
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
