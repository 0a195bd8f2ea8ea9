import type { SourceMap } from "#core/text/segments/block.ts";
import type { PlacedClause } from "../../tracked/clause-sources.ts";
import { ClauseSources } from "../../tracked/clause-sources.ts";
import { descendants, elementsOf, offsetsBetween, type SourceElement } from "../../package/xml-source.ts";
import type { OdtContent } from "../odt-content.ts";

/** Characters of a clause in the content of an OpenDocument text. */
export interface OdtStretch {
  /** Offset of the first character in the clause's text. */
  readonly start: number;
  readonly length: number;
  /** Offsets in the part's text before the first character and after the last one, or around `holder`. */
  readonly from: number;
  readonly to: number;
  /** The element whose own text they are. */
  readonly element: SourceElement;
  /** The outermost element around them that cannot hold a mark, such as a text box or a field. */
  readonly holder: SourceElement | null;
  /** The note with the characters. */
  readonly note: SourceElement | null;
}

/** Offsets around a character in the part's text. An entity takes several. */
interface Character {
  readonly before: number;
  readonly after: number;
}

/** Elements in which a mark between characters is allowed, or that only hold paragraphs. */
const open = /^text:(?:p|h|span|a|meta|list|list-item|list-header|numbered-paragraph|section)$|^table:|^office:text$/u;
const paragraphs = new Set(["text:p", "text:h"]);

/** Positions of a draft's text in its OpenDocument text. */
export class OdtPlaces {
  readonly #content: OdtContent;
  readonly #sources: ClauseSources;
  readonly #elements: readonly SourceElement[];
  readonly #offsets = new Map<SourceElement, readonly Character[]>();
  readonly #cuts = new Map<OdtStretch, readonly Character[]>();
  readonly #stretches = new Map<string, readonly OdtStretch[]>();

  /** `sources` are those of the clauses' texts, joined by line ends. */
  constructor(content: OdtContent, sources: SourceMap, clauses: readonly PlacedClause[]) {
    this.#content = content;
    this.#sources = new ClauseSources(sources, clauses);
    this.#elements = [...descendants(content.body)];
  }

  /** Returns the characters of a range of a clause's text that are in the file, in the order of the text. */
  within(clause: string, from: number, to: number): OdtStretch[] {
    return this.#stretchesOf(clause)
      .filter(({ start, length }) => start < to && start + length > from)
      .map((stretch) => {
        const start = Math.max(stretch.start, from);
        const end = Math.min(stretch.start + stretch.length, to);
        return { ...stretch, start, length: end - start, ...this.#around(stretch, start, end) };
      });
  }

  /** Returns the offsets around a part of a stretch. */
  #around(stretch: OdtStretch, start: number, end: number): Pick<OdtStretch, "from" | "to"> {
    if (stretch.holder) return stretch;
    const offsets = this.#cuts.get(stretch);
    const [first, last] = [offsets?.[start - stretch.start], offsets?.[end - 1 - stretch.start]];
    return { from: first?.before ?? stretch.from, to: last?.after ?? stretch.to };
  }

  #stretchesOf(clause: string): readonly OdtStretch[] {
    const known = this.#stretches.get(clause);
    if (known) return known;
    const found: OdtStretch[] = [];
    for (const { run, at, start, length } of this.#sources.of(clause)) {
      const element = this.#elements[run];
      const offsets = element && this.#offsetsOf(element).slice(at, at + length);
      const [first, last] = [offsets?.[0], offsets?.at(-1)];
      const around = element && enclosing(element);
      if (!first || !last || !around || !offsets) continue;
      const { holder, note } = around;
      const span = holder ? { from: holder.start, to: holder.end } : { from: first.before, to: last.after };
      const stretch = { start, length, element, holder, note, ...span };
      this.#cuts.set(stretch, offsets);
      found.push(stretch);
    }
    this.#stretches.set(clause, found);
    return found;
  }

  /** Returns the offsets around each character of an element's own text. */
  #offsetsOf(element: SourceElement): readonly Character[] {
    const known = this.#offsets.get(element);
    if (known) return known;
    const { xml } = this.#content.source;
    const gaps: [number, number][] = [];
    let reached = element.openEnd;
    for (const { start, end } of elementsOf(element)) {
      gaps.push([reached, start]);
      reached = end;
    }
    gaps.push([reached, element.closeStart]);
    const found = gaps.flatMap(([start, end]) => {
      const offsets = offsetsBetween(this.#content.source, start, end);
      return offsets.map((before, index) => whole(xml, before, offsets[index + 1] ?? end));
    });
    this.#offsets.set(element, found);
    return found;
  }
}

/** Returns the offsets around a character. Both halves of a character outside the basic plane are one. */
function whole(xml: string, before: number, after: number): Character {
  const code = xml.codePointAt(before) ?? 0;
  if (code > 0xffff) return { before, after: before + 2 };
  return code >= 0xdc00 && code <= 0xdfff ? { before: before - 1, after } : { before, after };
}

/** Returns what holds an element's text. Null if there is no paragraph around it, so that no mark can be beside it. */
function enclosing(element: SourceElement): Pick<OdtStretch, "holder" | "note"> | null {
  let holder: SourceElement | null = null;
  let note: SourceElement | null = null;
  for (let at: SourceElement | null = element; at && at.name !== "office:text"; at = at.parent) {
    if (!open.test(at.name)) holder = at;
    if (at.name === "text:note") note = at;
  }
  let inParagraph = false;
  for (let at = (holder ?? element).parent ?? null; at; at = at.parent) inParagraph ||= paragraphs.has(at.name);
  return inParagraph || (!holder && paragraphs.has(element.name)) ? { holder, note } : null;
}
