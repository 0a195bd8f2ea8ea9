import type { Mark } from "prosemirror-model";
import { generatedStyles } from "#core/compile/generated-styles.ts";
import type { InnerChange, InsertedNote } from "#core/receive/file-markup.ts";
import { type Piece, textOf } from "#core/text/segments/block.ts";
import type { InsertedText } from "../shared/joined-changes.ts";
import type { ChangesShown } from "../shared/markup-recorder.ts";
import { Tally } from "../shared/notices.ts";
import { runMarks } from "../shared/run-marks.ts";
import { child, childElements, textBelow, valueOf, type XmlElement } from "../shared/xml.ts";
import { chosen } from "./objects.ts";
import { type AroundDrawings, readDrawing, readEquation } from "./drawn-content.ts";
import { type Fields, hrefOf, isContents } from "./generated-content.ts";
import type { NoteKind } from "./numbering.ts";
import {
  hasOwnColour,
  readRunProperties,
  type RunProperties,
  shownProperties,
  type Style,
  type StyleSheet,
} from "./styles.ts";
import { characterOfSymbol } from "./docx-text.ts";
import type { SourceRecorder } from "./source-recorder.ts";
import { isBesideDeletion, type TrackedMarkup } from "./tracked-markup.ts";

/** A paragraph's context in its file, with callbacks for findings. */
export interface Surroundings extends AroundDrawings {
  readonly styles: StyleSheet;
  readonly changes: ChangesShown;
  /** Fields may span paragraphs. */
  readonly fields: Fields;
  /** Reports a tracked change of formatting only. */
  reformatted(change: XmlElement): void;
  /** Recorder for changes and comments. Null if they are not wanted. */
  readonly markup: TrackedMarkup | null;
  /** Recorder for the source of each character. Null if it is not wanted. */
  readonly sources: SourceRecorder | null;
  /** Reports that a note's sign was deleted with tracking, and no text with it. */
  noteTakenOut(note: string, change: XmlElement): void;
  /** Returns the text of a referenced note, or undefined if it does not exist. */
  noteText(reference: XmlElement): string | undefined;
  /** Returns the key of a referenced note. `mark` is the sign if the text supplies its own. */
  refer(kind: NoteKind, id: string, mark: string | null): string | undefined;
}

/** The content of a paragraph. */
export interface ParagraphText {
  readonly pieces: Piece[];
  readonly anchors: string[];
  /** Letter counts by the language tags of their runs. */
  readonly languages: Tally;
  /** Contents of text boxes anchored in the paragraph, in order. */
  readonly boxes: XmlElement[];
}

/** Wrapper elements that do not affect the text inside them. */
const transparent = new Set(
  "w:smartTag w:customXml w:dir w:bdo w:sdtContent w:rubyBase w:ruby w:fldSimple w:hyperlink w:sdt".split(" "),
);

/** Reads the content of one paragraph. */
export function readParagraphText(
  paragraph: XmlElement,
  style: Style | undefined,
  around: Surroundings,
): ParagraphText {
  return new ParagraphReader(style, around).read(paragraph);
}

/** A run's formatting: its marks, its properties, and the target of the link around it. */
interface RunFormat {
  readonly marks: readonly Mark[];
  readonly shown: RunProperties;
  readonly href: string | undefined;
}

/** The insertion being read. */
interface OpenInsertion {
  readonly author: string | undefined;
  readonly notes: InsertedNote[];
  /** Changes by other people inside it. Null while one of these is read. */
  readonly inner: InnerChange[] | null;
}

class ParagraphReader {
  readonly #style: Style | undefined;
  readonly #around: Surroundings;
  readonly #anchors: string[] = [];
  readonly #languages = new Tally();
  readonly #boxes: XmlElement[] = [];
  #pieces: Piece[] = [];
  #changes: ChangesShown;
  #insertion: OpenInsertion | null = null;

  constructor(style: Style | undefined, around: Surroundings) {
    this.#style = style;
    this.#around = around;
    this.#changes = around.changes;
  }

  read(paragraph: XmlElement): ParagraphText {
    this.#inside(paragraph, undefined);
    return { pieces: this.#pieces, anchors: this.#anchors, languages: this.#languages, boxes: this.#boxes };
  }

  /** Returns the pieces that `read` adds, and keeps them out of the paragraph. */
  #collect(read: () => void): Piece[] {
    const outer = this.#pieces;
    const pieces: Piece[] = [];
    this.#pieces = pieces;
    read();
    this.#pieces = outer;
    return pieces;
  }

  #inside(parent: XmlElement, href: string | undefined): void {
    const elements = childElements(parent);
    for (const [at, element] of elements.entries()) {
      const { name, attributes } = element;
      if (name === "w:r") this.#run(element, href);
      else if (name === "w:hyperlink") this.#inside(element, this.#linkOf(element) ?? href);
      else if (name === "w:fldSimple") this.#simpleField(element, href);
      else if (name === "w:sdt") this.#contentControl(element, href);
      else if (transparent.has(name)) this.#inside(element, href);
      else if (name === "w:ins" || name === "w:moveTo") this.#inserted(element, href);
      else if (name === "w:del" || name === "w:moveFrom") {
        this.#deleted(element, href, isBesideDeletion(elements, at));
      } else if (name.startsWith("w:comment")) this.#comment(element);
      else if (name.startsWith("w:move")) this.#around.markup?.range(element);
      else if (name === "mc:AlternateContent") this.#inside(chosen(element), href);
      else if (name === "w:bookmarkStart") this.#anchors.push(attributes["w:name"] ?? "");
      else if (/^m:oMath(?:Para)?$/u.test(name))
        this.#pieces.push(...readEquation(element, this.#changes, this.#around));
      else if (name === "w:subDoc") this.#around.notice("part-left-out", { what: name });
    }
  }

  #inserted(element: XmlElement, href: string | undefined): void {
    const { markup, tracked } = this.#around;
    tracked.add(element.name);
    const inner = this.#innerOf(element);
    if (inner) this.#insertedInside(element, href, inner);
    else if (this.#changes === "accept") this.#inside(element, href);
    else if (markup) this.#pieces.push(markup.insertion(element, () => this.#insertedText(element, href)));
  }

  /**
   * Reads an insertion's text, as its author made it: without text that they deleted again, and with text that others
   * deleted. It is not part of the draft's text.
   */
  #insertedText(element: XmlElement, href: string | undefined): InsertedText {
    const outer = { changes: this.#changes, insertion: this.#insertion };
    const notes: InsertedNote[] = [];
    const inner: InnerChange[] = [];
    this.#changes = "accept";
    this.#insertion = { author: element.attributes["w:author"], notes, inner };
    const pieces = this.#collect(() => this.#inside(element, href));
    this.#changes = outer.changes;
    this.#insertion = outer.insertion;
    return { text: textOf(pieces), notes, inner };
  }

  /** Returns the list for a change by another person inside the insertion being read; null if it is no such change. */
  #innerOf({ attributes }: XmlElement): InnerChange[] | null {
    return this.#insertion && attributes["w:author"] !== this.#insertion.author ? this.#insertion.inner : null;
  }

  /** Records text that another person inserted inside an insertion. It is not part of the insertion's text. */
  #insertedInside(element: XmlElement, href: string | undefined, inner: InnerChange[]): void {
    const at = textOf(this.#pieces).length;
    const outer = this.#insertion;
    this.#insertion = { author: element.attributes["w:author"], notes: [], inner: null };
    const text = textOf(this.#collect(() => this.#inside(element, href)));
    this.#insertion = outer;
    inner.push({ kind: "insert", ...this.#whoAndWhen(element), start: at, end: at, text });
  }

  /** Records text of an insertion that another person deleted. It remains part of the insertion's text. */
  #deletedInside(element: XmlElement, href: string | undefined, inner: InnerChange[]): void {
    const start = textOf(this.#pieces).length;
    this.#inside(element, href);
    const all = textOf(this.#pieces);
    inner.push({
      kind: "delete",
      ...this.#whoAndWhen(element),
      ...{ start, end: all.length, text: all.slice(start) },
    });
  }

  #whoAndWhen({ attributes }: XmlElement): Pick<InnerChange, "author" | "date"> {
    return { author: attributes["w:author"] ?? "", date: attributes["w:date"] ?? null };
  }

  #deleted(element: XmlElement, href: string | undefined, isBesideDeletion: boolean): void {
    const { markup, tracked } = this.#around;
    tracked.add(element.name);
    const inner = element.name === "w:del" ? this.#innerOf(element) : null;
    if (inner) {
      this.#deletedInside(element, href, inner);
      return;
    }
    if (this.#insertion && element.name === "w:del") this.#noticeTakenBack(element, this.#insertion);
    if (this.#changes === "accept") return;
    const read = (): Piece[] => this.#collect(() => this.#inside(element, href));
    const pieces = markup ? markup.deletion(element, read) : read();
    this.#pieces.push(...pieces);
    // Deleted text takes its notes with it. If only the sign was deleted, the note itself was deleted.
    if (textOf(pieces).trim() !== "" || isBesideDeletion) return;
    for (const piece of pieces) if (piece.kind === "note") this.#around.noteTakenOut(piece.note, element);
  }

  /**
   * Text that a second person inserted inside an insertion and a third one deleted is in no state of the text. No
   * change can represent it, so a notice reports it.
   */
  #noticeTakenBack(element: XmlElement, insertion: OpenInsertion): void {
    const author = element.attributes["w:author"];
    const text = textBelow(element).trim();
    if (author === insertion.author || text === "") return;
    this.#around.notice("insertion-taken-back", { author: author ?? "", words: text });
  }

  #comment(element: XmlElement): void {
    this.#pieces.push(...(this.#around.markup?.comment(element) ?? []));
  }

  #contentControl(element: XmlElement, href: string | undefined): void {
    const content = child(element, "w:sdtContent");
    if (content) this.#inside(content, href);
  }

  #simpleField(element: XmlElement, href: string | undefined): void {
    const instruction = element.attributes["w:instr"] ?? "";
    if (isContents(instruction)) return;
    this.#inside(element, /^\s*HYPERLINK\b/iu.test(instruction) ? (hrefOf(instruction) ?? href) : href);
  }

  #linkOf({ attributes }: XmlElement): string | undefined {
    const target = this.#around.links.get(attributes["r:id"] ?? "")?.target;
    const anchor = attributes["w:anchor"];
    if (target === undefined) return anchor === undefined ? undefined : `#${anchor}`;
    return anchor === undefined || target.includes("#") ? target : `${target}#${anchor}`;
  }

  #run(element: XmlElement, href: string | undefined): void {
    const { markup, notice } = this.#around;
    const raw = child(element, "w:rPr");
    if (isPrintedSign(raw, element) && !this.#insertion) return;
    const properties = this.#propertiesBefore(raw);
    const shown = this.#shownProperties(properties);
    if (shown.hidden) {
      if (textBelow(element).trim() !== "") notice("hidden-text-left-out");
      return;
    }
    const target = href ?? this.#around.fields.href;
    const marks = runMarks(shown, target, (address) => notice("link-left-out", { href: address }));
    const read = (): void => this.#content(element, { marks, shown, href });
    if (!markup || this.#insertion || !hasOwnColour(properties)) read();
    else this.#pieces.push(...markup.coloured(() => this.#collect(read)));
  }

  /** Returns a run's properties. If changes are rejected, these are the ones before a tracked change of formatting. */
  #propertiesBefore(raw: XmlElement | undefined): XmlElement | undefined {
    const formatting = child(raw, "w:rPrChange");
    if (formatting) this.#around.reformatted(formatting);
    return formatting && this.#changes === "reject" ? child(formatting, "w:rPr") : raw;
  }

  #shownProperties(properties: XmlElement | undefined): RunProperties {
    const { styles } = this.#around;
    return shownProperties({
      own: readRunProperties(properties),
      character: styles.find(child(properties, "w:rStyle")?.attributes["w:val"])?.run ?? {},
      paragraph: this.#style?.run ?? {},
      defaults: styles.defaults,
    });
  }

  #content(element: XmlElement, format: RunFormat): void {
    const { fields, sources } = this.#around;
    for (const part of childElements(element)) {
      const { name, attributes } = part;
      if (name === "w:fldChar") this.#fieldCharacter(attributes["w:fldCharType"]);
      else if (name === "w:instrText") fields.instruct(textBelow(part));
      else if (fields.inInstruction || fields.inContents) continue;
      else if (name === "w:commentReference") this.#comment(part);
      else if (name === "w:footnoteReference" || name === "w:endnoteReference") {
        const isOwnSign = this.#reference(element, part);
        if (isOwnSign) return;
      } else if (name === "w:drawing" || name === "w:pict" || name === "w:object") this.#drawing(part, format);
      else if (name === "mc:AlternateContent") this.#content(chosen(part), format);
      else if (name === "w:ruby") this.#inside(child(part, "w:rubyBase") ?? part, format.href);
      else if (!sources) this.#characters(part, format);
      else
        this.#pieces.push(
          ...sources.record(
            element,
            part,
            this.#collect(() => this.#characters(part, format)),
          ),
        );
    }
  }

  /** Reads a part of a run that is text, a single character or a break. */
  #characters(part: XmlElement, format: RunFormat): void {
    const { name, attributes } = part;
    if (name === "w:t" || name === "w:delText") this.#text(textBelow(part), format);
    else if (name === "w:tab" || name === "w:ptab") this.#text("\t", format);
    else if (name === "w:cr" || (name === "w:br" && !/page|column/u.test(attributes["w:type"] ?? "")))
      this.#pieces.push({ kind: "break" });
    else if (name === "w:br") this.#text(" ", format);
    else if (name === "w:noBreakHyphen") this.#text("\u2011", format);
    else if (name === "w:softHyphen") this.#text("\u00AD", format);
    else if (name === "w:sym") this.#symbol(attributes["w:font"] ?? "", attributes["w:char"] ?? "", format);
  }

  #text(value: string, { marks, shown }: RunFormat): void {
    this.#pieces.push({ kind: "text", text: value, marks });
    const letters = value.match(/\p{L}/gu)?.length ?? 0;
    const tag = shown.rightToLeft
      ? shown.bidiLanguage
      : /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(value)
        ? shown.eastAsianLanguage
        : shown.language;
    if (letters > 0 && tag !== undefined) this.#languages.add(tag, letters);
  }

  /** Returns true if the rest of the run is the note's own mark, not text. */
  #reference(element: XmlElement, part: XmlElement): boolean {
    const kind = part.name === "w:footnoteReference" ? "footnote" : "endnote";
    const custom = /^(?:1|true|on)$/iu.test(part.attributes["w:customMarkFollows"] ?? "");
    const mark = custom ? childElements(element, "w:t").map(textBelow).join("").trim() : "";
    if (this.#insertion) {
      const text = this.#around.noteText(part);
      if (text !== undefined) this.#insertion.notes.push({ at: textOf(this.#pieces).length, text });
      return mark !== "";
    }
    const note = this.#around.refer(kind, part.attributes["w:id"] ?? "", mark === "" ? null : mark);
    if (note !== undefined) this.#pieces.push({ kind: "note", note });
    return mark !== "";
  }

  #symbol(font: string, code: string, format: RunFormat): void {
    const character = characterOfSymbol(font, code);
    if (character === undefined) this.#around.notice("symbol-unknown", { font, code });
    this.#text(character ?? "\uFFFD", format);
  }

  #fieldCharacter(type: string | undefined): void {
    const { fields, notice } = this.#around;
    if (type === "begin") fields.begin();
    else if (type === "separate") {
      fields.separate();
      if (fields.inContents) notice("contents-left-out");
    } else if (type === "end") {
      const instruction = fields.end();
      if (instruction !== undefined && /^\s*(?:REF|PAGEREF|NOTEREF|SEQ|DATE|QUOTE)\b/iu.test(instruction)) {
        notice("field-without-result", { field: instruction.trim().slice(0, 80) });
      }
    }
  }

  #drawing(part: XmlElement, { marks }: RunFormat): void {
    const insertedBy = this.#insertion && (this.#insertion.author ?? "");
    const { pieces, boxes } = readDrawing(part, { marks, insertedBy }, this.#around);
    this.#pieces.push(...pieces);
    this.#boxes.push(...boxes);
  }
}

/**
 * Returns whether a run is the range of lines that our export printed, or a note sign without a real note. Text typed
 * after it has the same style. A sign longer than 4 characters or with spaces, and a range with other text, is therefore text.
 */
function isPrintedSign(properties: XmlElement | undefined, element: XmlElement): boolean {
  const style = valueOf(properties, "w:rStyle");
  if (style === generatedStyles.lineRange) return /^ \[[^\]]*\]$/u.test(textBelow(element));
  return style === generatedStyles.printedNote && /^\S{0,4}$/u.test(textBelow(element));
}
