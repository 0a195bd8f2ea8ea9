import type { DeletedContent } from "./deleted-content.ts";
import {
  childOf,
  type Edit,
  edited,
  elementsOf,
  type SourceElement,
  textOffsets,
  type XmlSource,
} from "../../package/xml-source.ts";
import type { Formats } from "./formats.ts";
import {
  isBesideRuns,
  isWrapper,
  type PairedPart,
  pairedParts,
  runSegments,
  type Segment,
  type SegmentItem,
  type TokenState,
} from "./run-segments.ts";
import { changedProperties, openTag } from "../block-elements.ts";
import { blocksOf, type Token } from "../../tracked/story.ts";
import type { Move } from "../../tracked/moves.ts";
import type { ChangeNumbers } from "../package-changes.ts";

/** A paragraph of the revised file with what the redline knows about it. */
export interface RevisedParagraph {
  readonly source: XmlSource;
  readonly element: SourceElement;
  /** Its tokens. The last is its end. */
  readonly tokens: readonly Token[];
  /** Returns the state of a token. The end of a cell is never inserted. */
  stateOf(token: Token): TokenState;
  /** Returns the same token of the base. */
  baseToken(token: Token): Token | undefined;
  /** Returns the base tokens that are deleted before a token. */
  deletedBefore(token: Token): readonly Token[];
  /** Returns the edits inside an object, in its text boxes. */
  editsIn(token: Token): readonly Edit[];
}

/** Settings for writing the paragraphs of a part. */
export interface ParagraphSetting {
  readonly numbers: ChangeNumbers;
  readonly formats: Formats;
  readonly deleted: DeletedContent;
}

/**
 * Writes a paragraph of the revised file with its tracked changes. Runs are copied as they are, and cut only where a
 * change begins or ends inside them.
 */
export function writeParagraph(paragraph: RevisedParagraph, setting: ParagraphSetting): string {
  return new ParagraphWriter(paragraph, setting).write();
}

class ParagraphWriter {
  readonly #paragraph: RevisedParagraph;
  readonly #setting: ParagraphSetting;
  readonly #xml: string;
  readonly #parts = new Map<SourceElement, PairedPart[]>();
  /** Paragraphs of the base that end before this paragraph goes on. */
  #before = "";
  #out = "";
  /** Bookmarks and the like after an insertion, which may belong inside it. */
  #neutral = "";
  #open: TokenState = null;
  /** The last token that both files have in the paragraph so far, as in the base. */
  #lastKept: Token | undefined;
  /** End of the open move's range. */
  #rangeEnd = "";
  readonly #flushed = new Set<Token>();

  constructor(paragraph: RevisedParagraph, setting: ParagraphSetting) {
    this.#paragraph = paragraph;
    this.#setting = setting;
    this.#xml = paragraph.source.xml;
    for (const token of paragraph.tokens) {
      for (const paired of pairedParts(token, paragraph.baseToken(token))) {
        const { element } = paired.part;
        const list = this.#parts.get(element) ?? [];
        list.push(paired);
        this.#parts.set(element, list);
      }
    }
  }

  write(): string {
    const { element, source, tokens } = this.#paragraph;
    const { numbers } = this.#setting;
    this.#walk(element);
    this.#close();
    const end = tokens.at(-1);
    if (end) this.#delete(this.#paragraph.deletedBefore(end));
    const state = end ? this.#paragraph.stateOf(end) : null;
    const mark = state === null ? "" : numbers.mark(state === "ins" ? "ins" : "moveTo");
    const base = (end && this.#paragraph.baseToken(end)) ?? this.#lastKept;
    const change = { end: mark, formatting: this.#formatting(base) };
    const properties = changedProperties(source, element, change);
    return `${this.#before}${openTag(this.#xml, element)}${properties}${this.#out}</${element.raw}>${this.#rangeEnd}`;
  }

  /**
   * Returns the change from the properties of the paragraph of the base. Where two paragraphs join, programs disagree
   * about whose properties remain, so both get the same ones.
   */
  #formatting(base: Token | undefined): string {
    const { formats, numbers } = this.#setting;
    if (!base || !formats.areDifferent(base.block, this.#paragraph.element)) return "";
    return `${numbers.start("pPrChange")}><w:pPr>${formats.baseParagraph(base.block)}</w:pPr></w:pPrChange>`;
  }

  #walk(parent: SourceElement): void {
    let at = parent.openEnd;
    for (const element of elementsOf(parent)) {
      this.#neutral += this.#xml.slice(at, element.start);
      at = element.end;
      if (element.name === "w:pPr" && parent === this.#paragraph.element) continue;
      const first = this.#firstToken(element);
      if (!first) this.#neutral += this.#xml.slice(element.start, element.end);
      else if (element.name === "w:r") this.#run(element);
      else if (isWrapper(element)) this.#wrapper(element, first);
      else if (isBesideRuns(element)) {
        this.#deleteBefore(first);
        this.#keep(first);
        this.#put(this.#raw(element), this.#paragraph.stateOf(first));
      }
    }
    this.#neutral += this.#xml.slice(at, parent.closeStart);
  }

  #wrapper(element: SourceElement, first: Token): void {
    this.#deleteBefore(first);
    this.#close();
    this.#out += this.#xml.slice(element.start, element.openEnd);
    this.#walk(element);
    this.#close();
    this.#out += this.#xml.slice(element.closeStart, element.end);
  }

  /** Returns the first token in an element of the paragraph. */
  #firstToken(element: SourceElement): Token | undefined {
    const own = this.#parts.get(element)?.[0];
    if (own) return own.token;
    if (element.name === "w:r" || isWrapper(element)) {
      for (const inner of elementsOf(element)) {
        const token = this.#firstToken(inner);
        if (token) return token;
      }
    }
    return undefined;
  }

  #deleteBefore(token: Token): void {
    this.#delete(this.#firstDeletion(token));
  }

  /** Writes deleted content. Where a paragraph of the base ends in it, this paragraph is cut. */
  #delete(tokens: readonly Token[]): void {
    if (tokens.length === 0) return;
    const { deleted } = this.#setting;
    this.#close();
    for (const { end, inside } of blocksOf(tokens)) {
      if (end?.kind === "table") {
        this.#before += deleted.table(end);
        continue;
      }
      const content = this.#out + deleted.inline(inside);
      this.#out = end ? "" : content;
      if (!end) continue;
      this.#before += this.#lastKept ? this.#joinedParagraph(end, content) : deleted.paragraph(end, content);
      this.#lastKept = undefined;
    }
  }

  /** Returns the beginning of this paragraph, which was a paragraph of its own in the base. */
  #joinedParagraph(end: Token, content: string): string {
    const { element, source } = this.#paragraph;
    const { deleted, numbers } = this.#setting;
    // A section would begin twice.
    if (childOf(childOf(element, "w:pPr"), "w:sectPr")) return deleted.paragraph(end, content);
    const change = { end: numbers.mark("del"), formatting: this.#formatting(end) };
    return `<w:p>${changedProperties(source, element, change)}${content}</w:p>`;
  }

  #put(xml: string, state: TokenState): void {
    if (state !== this.#open) {
      this.#close();
      if (state !== null) this.#begin(state);
    }
    this.#out += this.#neutral + xml;
    this.#neutral = "";
  }

  #begin(state: "ins" | Move): void {
    const { numbers } = this.#setting;
    this.#open = state;
    if (state === "ins") {
      this.#out += `${this.#neutral}${numbers.start("ins")}>`;
    } else {
      const { open, close } = numbers.range("moveTo", state.name);
      this.#rangeEnd = close;
      this.#out += `${this.#neutral}${open}${numbers.start("moveTo")}>`;
    }
    this.#neutral = "";
  }

  #close(): void {
    if (this.#open === "ins") this.#out += "</w:ins>";
    else if (this.#open) {
      this.#out += "</w:moveTo>";
      // The range of a whole paragraph ends after it.
      if (!this.#open.isWhole) {
        this.#out += this.#rangeEnd;
        this.#rangeEnd = "";
      }
    }
    this.#open = null;
    this.#out += this.#neutral;
    this.#neutral = "";
  }

  #run(run: SourceElement): void {
    const segments = runSegments(run, (element) => this.#parts.get(element) ?? [], {
      stateOf: (token) => this.#paragraph.stateOf(token),
      reformatted: (base) => (base && this.#setting.formats.areDifferent(base, run) ? base : null),
      deletedBefore: (token) => this.#firstDeletion(token),
    });
    for (const segment of segments) {
      this.#delete(segment.deleted);
      this.#keep(segment.last);
      this.#put(this.#runXml(run, segment, segments.length === 1), segment.state);
    }
  }

  #keep(token: Token): void {
    this.#lastKept = this.#paragraph.baseToken(token) ?? this.#lastKept;
  }

  /** Returns the deletion before a token once. A token may have several runs. */
  #firstDeletion(token: Token): readonly Token[] {
    if (this.#flushed.has(token)) return [];
    this.#flushed.add(token);
    return this.#paragraph.deletedBefore(token);
  }

  #runXml(run: SourceElement, { items, baseRun }: Segment, isWhole: boolean): string {
    const properties = childOf(run, "w:rPr");
    const start = properties?.start ?? run.openEnd;
    const end = properties?.end ?? run.openEnd;
    const head = openTag(this.#xml, run) + this.#xml.slice(run.openEnd, start);
    const content = isWhole ? this.#rawContent(run, end) : items.map((item) => this.#item(item)).join("");
    return `${head}${this.#runProperties(properties, baseRun)}${content}</${run.raw}>`;
  }

  #runProperties(properties: SourceElement | undefined, baseRun: SourceElement | null): string {
    const raw = properties ? this.#xml.slice(properties.start, properties.end) : "";
    if (!baseRun) return raw;
    const { formats, numbers } = this.#setting;
    const before = formats.baseRun(baseRun);
    const change = `${numbers.start("rPrChange")}>${before === "" ? "<w:rPr/>" : `<w:rPr>${before}</w:rPr>`}</w:rPrChange>`;
    if (!properties) return `<w:rPr>${change}</w:rPr>`;
    const own = this.#xml.slice(properties.openEnd, properties.closeStart);
    return `${openTag(this.#xml, properties)}${own}${change}</${properties.raw}>`;
  }

  /** Returns the content of a whole run, with the edits in its text boxes. */
  #rawContent(run: SourceElement, from: number): string {
    const edits = elementsOf(run).flatMap((element) => this.#editsIn(element));
    return edited(this.#xml, edits, from, run.closeStart);
  }

  #editsIn(element: SourceElement): readonly Edit[] {
    const token = this.#parts.get(element)?.[0]?.token;
    return token ? this.#paragraph.editsIn(token) : [];
  }

  #item({ element, from, to }: SegmentItem): string {
    if (element.name !== "w:t" || (from === 0 && to === null)) return this.#raw(element);
    const offsets = textOffsets(this.#paragraph.source, element);
    const text = this.#xml.slice(offsets[from], offsets[to ?? offsets.length - 1]);
    return `<w:t xml:space="preserve">${text}</w:t>`;
  }

  #raw(element: SourceElement): string {
    return edited(this.#xml, this.#editsIn(element), element.start, element.end);
  }
}
