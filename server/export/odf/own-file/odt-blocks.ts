import type { CompiledClause } from "#core/compile/compilation.ts";
import { descendants, type SourceElement, textIn, textOffsets } from "../../package/xml-source.ts";
import { odtAtoms } from "../odt-atoms.ts";
import type { OdtContent } from "../odt-content.ts";
import type { OdtPlaces, OdtStretch } from "./odt-places.ts";
import { paragraphOf } from "./odt-replacements.ts";

/** A clause's only paragraph, which it shares with no other clause. */
export interface OdtBlock {
  readonly paragraph: SourceElement;
  readonly first: OdtStretch;
}

/** Elements between the body and its paragraphs. Tables, indexes and notes are not among them. */
const containers = new Set(["text:list", "text:list-item", "text:list-header", "text:section", "office:text"]);

/** Finds the paragraphs of clauses outside tables, notes and text boxes. */
export class OdtBlocks {
  readonly #content: OdtContent;
  readonly #places: OdtPlaces;
  readonly #clauses: readonly CompiledClause[];
  readonly #blocks = new Map<string, OdtBlock>();
  readonly #clausesOf = new Map<SourceElement, number>();
  readonly #next = new Map<SourceElement, SourceElement>();
  #paragraphs: readonly SourceElement[] | null = null;

  constructor(content: OdtContent, places: OdtPlaces, clauses: readonly CompiledClause[]) {
    this.#content = content;
    this.#places = places;
    this.#clauses = clauses;
  }

  /** In the order of the text. Found on first use, because replaced words do not need the positions of all text. */
  get paragraphs(): readonly SourceElement[] {
    this.#paragraphs ??= this.#find();
    return this.#paragraphs;
  }

  #find(): SourceElement[] {
    const paragraphs = [...descendants(this.#content.body)].filter(isBodyParagraph);
    const known = new Set(paragraphs);
    for (const { id } of this.#clauses) {
      const stretches = this.#places.within(id, 0, Infinity);
      const [first] = stretches;
      const own = new Set(stretches.map(({ element }) => paragraphOf(element)));
      for (const paragraph of own) {
        if (paragraph) this.#clausesOf.set(paragraph, (this.#clausesOf.get(paragraph) ?? 0) + 1);
      }
      const [paragraph] = own;
      if (first && paragraph && own.size === 1 && known.has(paragraph)) this.#blocks.set(id, { paragraph, first });
    }
    for (const [index, paragraph] of paragraphs.entries()) {
      const next = paragraphs[index + 1];
      if (next && this.#isLinked(paragraph, next)) this.#next.set(paragraph, next);
    }
    return paragraphs;
  }

  /** Returns undefined if the clause has no text in the file, shares a paragraph, or is in a table or note. */
  of(clause: string): OdtBlock | undefined {
    const block = this.paragraphs.length > 0 ? this.#blocks.get(clause) : undefined;
    return block && this.#clausesOf.get(block.paragraph) === 1 ? block : undefined;
  }

  /** Returns the next paragraph, if nothing but list items begins and ends before it. */
  next(paragraph: SourceElement): SourceElement | undefined {
    return this.#next.get(paragraph);
  }

  /** Readers skip some paragraphs, such as those of a table of contents. No mark can be in these. */
  #isLinked(paragraph: SourceElement, next: SourceElement): boolean {
    if (!this.#clausesOf.has(next) && textIn(next).trim() !== "") return false;
    const between = this.#content.source.xml.slice(paragraph.end, next.start);
    return /^(?:<\/?text:(?:list|list-item|list-header)(?:\s[^>]*)?>|<text:soft-page-break\s*\/>|\s)*$/u.test(between);
  }
}

function isBodyParagraph({ name, parent }: SourceElement): boolean {
  if (name !== "text:p" && name !== "text:h") return false;
  for (let at = parent; at; at = at.parent) {
    if (!containers.has(at.name)) return false;
    if (at.name === "office:text") return true;
  }
  return false;
}

/** A label that is typed before the text of a clause. */
export interface OdtTypedLabel {
  readonly text: string;
  /** Its characters in the file, in order. */
  readonly pieces: readonly OdtStretch[];
}

/** Returns the label typed at the start of a paragraph. Null if there is no label, or if it contains more than text. */
export function typedLabel({ source }: OdtContent, { paragraph, first }: OdtBlock): OdtTypedLabel | null {
  let whole = "";
  const texts: { element: SourceElement; holder: SourceElement; start: number; offsets: number[] }[] = [];
  for (const { element, text, run } of odtAtoms(paragraph, () => "")) {
    if (element.start >= first.from) break;
    if (text !== null && run) {
      const offsets = textOffsets(source, element);
      const length = offsets.filter((offset) => offset < first.from).length;
      texts.push({ element, holder: run, start: whole.length, offsets });
      whole += textIn(element).slice(0, Math.min(length, text.length));
    } else if (element.name === "text:tab" || element.name === "text:s") whole += "\t";
    else return null;
  }
  const text = whole.trim();
  if (text === "" || text.includes("\t")) return null;
  const from = whole.indexOf(text);
  const pieces = texts.flatMap(({ element, holder, start, offsets }): OdtStretch[] => {
    const begin = Math.max(from - start, 0);
    const end = Math.min(from + text.length - start, textIn(element).length);
    if (begin >= end) return [];
    const range = { from: offsets[begin] ?? element.start, to: offsets[end] ?? element.end };
    return [{ start: 0, length: end - begin, ...range, element: holder, holder: null, note: null }];
  });
  return { text, pieces };
}
