import type { PutNote } from "#core/receive/file-markup.ts";
import type { PendingNotice, Piece } from "#core/text/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import type { ChangeFacts } from "../shared/joined-changes.ts";
import type { ChangesShown, MarkupRecorder } from "../shared/markup-recorder.ts";
import { runMarks } from "../shared/run-marks.ts";
import { child, childElements, integerOf, textBelow, type XmlElement } from "../shared/xml.ts";
import { type OdtChange, textOf } from "./changes.ts";
import type { OdtComments } from "./comments.ts";
import type { OdtStyle, OdtStyles } from "./styles.ts";
import { wordsOfParagraphs } from "./words.ts";

/** What runs need to know of the file around them, and where they put what they come to. */
interface Surroundings {
  readonly styles: OdtStyles;
  readonly changes: ReadonlyMap<string, OdtChange>;
  readonly wanted: ChangesShown;
  /** Keeps changes and comments, where they are wanted; null where not. */
  readonly markup: MarkupRecorder | null;
  readonly comments: OdtComments;
  put(piece: Piece): void;
  tagged(tag: string, letters: number): void;
  anchor(name: string): void;
  box(element: XmlElement): void;
  /** Gives the key of a note. */
  note(element: XmlElement): string;
  /** Says that a note's sign was tracked as deleted, and no words with it. */
  noteTakenOut(note: string, facts: ChangeFacts): void;
  /** Puts deleted paragraphs where they stood. */
  deleted(content: XmlElement): void;
  notice(code: ReadingNotice, params: PendingNotice["params"]): void;
}

/** What changes did to the paragraph that is open. */
interface Changed {
  /** The last insertion that ended in it, where they are not shown. */
  insertion: Hidden | null;
  isAny: boolean;
}

/** An insertion that is not shown and whose end has not been met. */
interface Hidden {
  readonly id: string;
  readonly author: string;
  text: string;
  /** The notes met in it. */
  readonly notes: PutNote[];
  end(text: string): void;
}

const silent = new Set(
  "text:soft-page-break text:tracked-changes text:sequence-decls text:variable-decls text:user-field-decls text:bookmark-end text:reference-mark-end text:script office:forms office:event-listeners text:ruby-text".split(
    " ",
  ),
);

/** Reads what stands in paragraphs, in the order it is met: a tracked change may begin in one and end in another. */
export class OdtRuns {
  readonly #around: Surroundings;
  #hidden: Hidden | null = null;
  /** Comments whose beginning was met before themselves. */
  readonly #begun = new Set<string>();
  #changed: Changed = { insertion: null, isAny: false };
  #paragraphStyle: OdtStyle = { names: [] };
  /** The styles of the spans that are open, each with what it inherits. */
  #spans: readonly OdtStyle[] = [];
  #href: string | undefined;
  /** The notes met in the deletion that is read; null outside of one. */
  #goneNotes: string[] | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Whether what comes now was put in by a change that is not shown. */
  get isHidden(): boolean {
    return this.#hidden !== null;
  }

  /** Tells that a paragraph begins that is no other's continuation. */
  begin(): void {
    this.#changed = { insertion: null, isAny: false };
  }

  paragraph(element: XmlElement, style: OdtStyle): void {
    const outer = { style: this.#paragraphStyle, spans: this.#spans, href: this.#href };
    this.#paragraphStyle = style;
    this.#spans = [];
    this.#href = undefined;
    this.#inside(element);
    this.#paragraphStyle = outer.style;
    this.#spans = outer.spans;
    this.#href = outer.href;
  }

  /** Tells that a paragraph ends here; gives whether that end is not shown. */
  endParagraph(): boolean {
    if (!this.#hidden) return false;
    this.#hidden.text += "\n";
    return true;
  }

  /**
   * Tells that nothing is left of a paragraph; gives whether changes took it all. LibreOffice forgets, where it opens a Word
   * file, that a paragraph's end came or went with its words: such a paragraph is none of the text, and is not counted. The end
   * of a cell neither comes nor goes.
   */
  emptied(inCell: boolean): boolean {
    const { insertion, isAny } = this.#changed;
    if (insertion && !inCell && !insertion.text.endsWith("\n")) insertion.end(`${insertion.text}\n`);
    return isAny;
  }

  #inside(parent: XmlElement): void {
    for (const [at, part] of parent.children.entries()) {
      // A line end in the source is a blank.
      if (typeof part === "string") this.#text(part.replace(/[ \t\r\n]+/gu, " "));
      else this.element(part, [parent.children[at - 1], parent.children[at + 1]].some(isDeletion));
    }
  }

  element(element: XmlElement, isBesideDeletion = false): void {
    const { name, attributes } = element;
    if (silent.has(name)) return;
    if (name === "text:span") this.#span(element);
    else if (name === "text:a") this.#link(element);
    else if (name === "text:s") this.#text(" ".repeat(Math.min(integerOf(attributes["text:c"]) ?? 1, 100)));
    else if (name === "text:tab") this.#text("\t");
    else if (name === "text:line-break") this.#break();
    else if (name === "text:note") this.#note(element);
    else if (name === "office:annotation") this.#commentStarts(element);
    else if (name === "office:annotation-end") this.#comment(attributes["office:name"] ?? "", "end");
    else if (name === "text:change-start") this.#changeStarts(attributes["text:change-id"] ?? "");
    else if (name === "text:change-end") this.#changeEnds(attributes["text:change-id"] ?? "");
    else if (name === "text:change") this.#deletion(attributes["text:change-id"] ?? "", isBesideDeletion);
    else if (/^text:(?:bookmark|reference-mark)(?:-start)?$/u.test(name)) this.#mark(attributes["text:name"] ?? "");
    else if (name.startsWith("draw:")) this.#drawing(element);
    else if (name === "text:hidden-text" || name === "text:hidden-paragraph")
      this.#around.notice("hidden-text-left-out", {});
    else this.#inside(element);
  }

  #span(element: XmlElement): void {
    const outer = this.#spans;
    this.#spans = [...outer, this.#around.styles.find("text", element.attributes["text:style-name"])];
    this.#inside(element);
    this.#spans = outer;
  }

  #link(element: XmlElement): void {
    const outer = this.#href;
    this.#href = element.attributes["xlink:href"] ?? outer;
    this.#inside(element);
    this.#href = outer;
  }

  #text(text: string): void {
    if (this.#hidden) {
      this.#hidden.text += text;
      return;
    }
    const shown = this.#shown();
    if (shown.hidden === true) {
      if (text.trim() !== "") this.#around.notice("hidden-text-left-out", {});
      return;
    }
    const marks = runMarks(shown, this.#href, (href) => this.#around.notice("link-left-out", { href }));
    this.#around.put({ kind: "text", text, marks });
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const tag = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(text)
      ? shown.asianLanguage
      : /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Thai}\p{sc=Devanagari}]/u.test(text)
        ? shown.complexLanguage
        : shown.language;
    if (letters > 0 && tag !== undefined) this.#around.tagged(tag, letters);
  }

  #break(): void {
    if (this.#hidden) this.#hidden.text += " ";
    else this.#around.put({ kind: "break" });
  }

  #note(element: XmlElement): void {
    if (this.#hidden) {
      const body = child(element, "text:note-body");
      const text = body ? wordsOfParagraphs(body).join(" ").replace(/\s+/gu, " ").trim() : "";
      this.#hidden.notes.push({ at: this.#hidden.text.length, text });
      for (const comment of commentsBelow(element)) this.#commentStarts(comment);
      return;
    }
    const note = this.#around.note(element);
    this.#goneNotes?.push(note);
    this.#around.put({ kind: "note", note });
  }

  /** LibreOffice leaves a bookmark in deleted text where a comment on it began, which itself stands behind that text. */
  #mark(name: string): void {
    this.#around.anchor(name);
    const comment = /^__Annotation__\d+_\d+/u.exec(name)?.[0];
    if (comment === undefined || this.#begun.has(comment)) return;
    this.#begun.add(comment);
    this.#comment(comment, "start");
  }

  #commentStarts(element: XmlElement): void {
    const id = this.#around.comments.add(element);
    if (this.#begun.has(id)) return;
    this.#comment(id, this.#around.comments.ending.has(id) ? "start" : "point");
  }

  #comment(id: string, edge: "start" | "end" | "point"): void {
    for (const piece of this.#around.markup?.comment(id, edge) ?? []) this.#around.put(piece);
  }

  #changeStarts(id: string): void {
    const change = this.#around.changes.get(id);
    const isShown = this.#around.wanted === "accept" || change?.kind !== "insertion";
    if (!change || isShown || this.#hidden) return;
    const begun = this.#around.markup?.beginInsertion(change.facts);
    if (begun) this.#around.put(begun.marker);
    const notes: PutNote[] = [];
    this.#hidden = { id, author: change.facts.author, text: "", notes, end: (text) => begun?.end({ text, notes }) };
  }

  #changeEnds(id: string): void {
    if (this.#hidden?.id !== id) return;
    this.#changed = { insertion: this.#hidden, isAny: true };
    this.#hidden.end(this.#hidden.text);
    this.#hidden = null;
  }

  /** Tells that the text ends: an insertion whose end the file has not ends with it. */
  endText(): void {
    this.#hidden?.end(this.#hidden.text);
    this.#hidden = null;
  }

  #deletion(id: string, isBesideDeletion: boolean): void {
    const change = this.#around.changes.get(id);
    this.#changed.isAny = true;
    if (change?.content && change.putBy !== null) {
      const { author } = change.facts;
      const words = wordsOfParagraphs(change.content).join(" ").trim();
      const isTold = author !== change.putBy && words !== "" && this.#around.markup;
      if (isTold) this.#around.notice("insertion-taken-back", { author, words });
      return;
    }
    if (!change?.content || this.#around.wanted === "accept" || this.#hidden) return;
    const ends = this.#around.markup?.deletionEnds(change.facts);
    if (ends) this.#around.put(ends.start);
    const outer = this.#goneNotes;
    const notes: string[] = (this.#goneNotes = []);
    this.#around.deleted(change.content);
    this.#goneNotes = outer;
    if (ends) this.#around.put(ends.end);
    // Words that go take their notes along; where the sign alone goes, it is the note that was taken out.
    if (isBesideDeletion || wordsOfParagraphs(change.content).join("").trim() !== "") return;
    for (const note of notes) this.#around.noteTakenOut(note, change.facts);
  }

  /** A drawing holds text boxes, a picture, or something else that has no text. */
  #drawing(element: XmlElement): void {
    const boxes = textBoxesIn(element);
    if (this.#hidden && boxes.length > 0) {
      const words = boxes.flatMap(wordsOfParagraphs).join(" ").trim();
      this.#around.notice("text-box-put-in", { author: this.#hidden.author, words });
      return;
    }
    for (const box of boxes) this.#around.box(box);
    if (boxes.length > 0) return;
    const description = textOf(element, "svg:desc") || textOf(element, "svg:title");
    const object = child(element, "draw:object") ?? child(element, "draw:object-ole");
    const isFormula =
      object !== undefined && textBelow(object).trim() !== "" && /math/u.test(JSON.stringify(object.attributes));
    if (object) this.#around.notice(isFormula ? "equation-left-out" : "object-left-out", { description });
    else if (element.name !== "draw:a" || description !== "") this.#around.notice("picture-left-out", { description });
  }

  /** What the text looks like: the paragraph's style, then each span's. */
  #shown(): OdtStyle {
    return [this.#paragraphStyle, ...this.#spans].reduce((base, own) => ({
      ...base,
      ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
    }));
  }
}

function isDeletion(part: XmlElement | string | undefined): boolean {
  return typeof part === "object" && part.name === "text:change";
}

function commentsBelow(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => (part.name === "office:annotation" ? [part] : commentsBelow(part)));
}

/** Text boxes below, and shapes with text in them. */
function textBoxesIn(element: XmlElement): XmlElement[] {
  const parts = childElements(element);
  if (element.name === "draw:text-box" || parts.some(({ name }) => name === "text:p")) return [element];
  return parts.filter(({ name }) => name.startsWith("draw:")).flatMap(textBoxesIn);
}
