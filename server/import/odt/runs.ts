import type { InnerChange, InsertedNote } from "#core/receive/file-markup.ts";
import { type PendingNotice, type Piece, textOf as piecesText } from "#core/text/segments/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import type { ChangeFacts } from "../shared/joined-changes.ts";
import type { ChangesShown, MarkupRecorder } from "../shared/markup-recorder.ts";
import { runMarks } from "../shared/run-marks.ts";
import { child, childElements, integerOf, type XmlElement } from "../shared/xml.ts";
import type { OdtChange } from "./changes.ts";
import type { OdtComments } from "./comments.ts";
import { type OdtObjects, readDrawing } from "./objects.ts";
import type { OdtStyle, OdtStyles } from "./styles.ts";
import { paragraphTexts } from "./odt-text.ts";
import type { OdtSources } from "./source-recorder.ts";

/** The runs' context in their file, with callbacks for their results. */
interface Surroundings {
  readonly styles: OdtStyles;
  readonly changes: ReadonlyMap<string, OdtChange>;
  readonly wanted: ChangesShown;
  /** Recorder for changes and comments. Null if they are not wanted. */
  readonly markup: MarkupRecorder | null;
  readonly comments: OdtComments;
  /** Recorder for the source of each character. Null if it is not wanted. */
  readonly sources: OdtSources | null;
  /** Reader of pictures, equations and embedded objects. Null if they are not part of the text. */
  readonly objects: OdtObjects | null;
  put(piece: Piece): void;
  tagged(tag: string, letters: number): void;
  anchor(name: string): void;
  box(element: XmlElement): void;
  /** Reads a note and returns its key. */
  note(element: XmlElement): string;
  /** Reports that a note's sign was deleted with tracking, and no text with it. */
  noteTakenOut(note: string, facts: ChangeFacts): void;
  /** Inserts deleted paragraphs at their original position. */
  deleted(content: XmlElement): void;
  notice(code: ReadingNotice, params: PendingNotice["params"]): void;
}

/** Effects of tracked changes on the open paragraph. */
interface Changed {
  /** The last hidden insertion that ended in the paragraph, or null. */
  insertion: Hidden | null;
  isAny: boolean;
}

/** An open insertion that is not shown. */
interface Hidden {
  readonly id: string;
  readonly author: string;
  text: string;
  /** Notes found in the insertion. */
  readonly notes: InsertedNote[];
  /** Changes by other people inside it. */
  readonly inner: InnerChange[];
  end(text: string): void;
}

const silent = new Set(
  "text:soft-page-break text:tracked-changes text:sequence-decls text:variable-decls text:user-field-decls text:bookmark-end text:reference-mark-end text:script office:forms office:event-listeners text:ruby-text".split(
    " ",
  ),
);

/**
 * Reads the content of paragraphs in document order. A tracked change may start in one paragraph and end in another.
 */
export class OdtRuns {
  readonly #around: Surroundings;
  #hidden: Hidden | null = null;
  /** The open insertion by another person inside the hidden one, and where its text begins there. */
  #nested: { id: string; facts: ChangeFacts; from: number } | null = null;
  /** Comments whose start was found before the comment itself. */
  readonly #begun = new Set<string>();
  #changed: Changed = { insertion: null, isAny: false };
  #paragraphStyle: OdtStyle = { names: [] };
  /** Styles of the open spans, with inherited properties. */
  #spans: readonly OdtStyle[] = [];
  #href: string | undefined;
  /** Notes found in the deletion being read. Null outside a deletion. */
  #goneNotes: string[] | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Adds the paragraphs of a table to the insertion that is not shown. Returns whether there is one. */
  hideTable(table: XmlElement): boolean {
    if (!this.#hidden) return false;
    for (const text of paragraphTexts(table)) this.#hidden.text += `${text}\n`;
    return true;
  }

  /** Begins a paragraph that does not continue another. */
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

  /** Ends a paragraph. Returns whether its end is part of a hidden insertion. */
  endParagraph(): boolean {
    if (!this.#hidden) return false;
    this.#hidden.text += "\n";
    return true;
  }

  /**
   * Handles a paragraph without remaining text. Returns whether tracked changes emptied it. When LibreOffice opens a
   * Word file, it loses the tracked change of a paragraph's end. Such a paragraph is not part of the text and is not
   * counted. The end of a cell cannot be inserted or deleted.
   */
  emptied(inCell: boolean): boolean {
    const { insertion, isAny } = this.#changed;
    if (insertion && !inCell && !insertion.text.endsWith("\n")) insertion.end(`${insertion.text}\n`);
    return isAny;
  }

  #inside(parent: XmlElement): void {
    for (const [at, part] of parent.children.entries()) {
      // A line end in the source is a space.
      if (typeof part === "string") this.#ownText(parent, at, part.replace(/[ \t\r\n]+/gu, " "));
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
    else if (name === "text:hidden-text") this.#around.notice("hidden-text-left-out", {});
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

  /** Reads the text that is a child of an element, and records its source. */
  #ownText(parent: XmlElement, at: number, text: string): void {
    const source = this.#hidden ? undefined : this.#around.sources?.record(parent, at);
    if (source) this.#around.put(source.start);
    this.#text(text);
    if (source) this.#around.put(source.end);
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
      const text = body ? paragraphTexts(body).join(" ").replace(/\s+/gu, " ").trim() : "";
      this.#hidden.notes.push({ at: this.#hidden.text.length, text });
      for (const comment of commentsBelow(element)) this.#commentStarts(comment);
      return;
    }
    const note = this.#around.note(element);
    this.#goneNotes?.push(note);
    this.#around.put({ kind: "note", note });
  }

  /**
   * LibreOffice leaves a bookmark in deleted text at the start of a comment. The comment itself follows the deleted
   * text.
   */
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
    if (!change || isShown) return;
    if (this.#hidden) {
      const { facts } = change;
      if (facts.author !== this.#hidden.author) this.#nested ??= { id, facts, from: this.#hidden.text.length };
      return;
    }
    const begun = this.#around.markup?.beginInsertion(change.facts);
    if (begun) this.#around.put(begun.marker);
    const notes: InsertedNote[] = [];
    const inner: InnerChange[] = [];
    const { author } = change.facts;
    this.#hidden = { id, author, text: "", notes, inner, end: (text) => begun?.end({ text, notes, inner }) };
  }

  #changeEnds(id: string): void {
    if (id === this.#nested?.id || id === this.#hidden?.id) this.#endNested();
    if (this.#hidden?.id !== id) return;
    this.#changed = { insertion: this.#hidden, isAny: true };
    this.#hidden.end(this.#hidden.text);
    this.#hidden = null;
  }

  /** Moves text that another person inserted inside the hidden insertion out of that insertion's text. */
  #endNested(): void {
    const [hidden, nested] = [this.#hidden, this.#nested];
    this.#nested = null;
    if (!hidden || !nested) return;
    const { author, date } = nested.facts;
    const text = hidden.text.slice(nested.from);
    hidden.text = hidden.text.slice(0, nested.from);
    hidden.inner.push({ kind: "insert", author, date, start: nested.from, end: nested.from, text });
  }

  /** Ends the text, and with it an insertion whose end is missing in the file. */
  endText(): void {
    this.#endNested();
    this.#hidden?.end(this.#hidden.text);
    this.#hidden = null;
  }

  #deletion(id: string, isBesideDeletion: boolean): void {
    const change = this.#around.changes.get(id);
    this.#changed.isAny = true;
    if (change?.content && change.putBy !== null) {
      // LibreOffice tracks a comment as inserted text, and so deletes it with the text around it.
      if (this.#around.wanted === "reject") commentsBelow(change.content).forEach((one) => this.#commentStarts(one));
      this.#takenBack(change.facts, change.putBy, paragraphTexts(change.content).join("\n"));
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
    // Deleted text takes its notes with it. If only the sign was deleted, the note itself was deleted.
    if (isBesideDeletion || paragraphTexts(change.content).join("").trim() !== "") return;
    for (const note of notes) this.#around.noteTakenOut(note, change.facts);
  }

  /**
   * Records text that one person inserted and another deleted: an insertion with a deletion inside. If the file does not
   * say who inserted it, a notice reports it.
   */
  #takenBack(deletion: ChangeFacts, insertion: ChangeFacts, text: string): void {
    const { markup } = this.#around;
    const { author, date } = deletion;
    if (!markup || author === insertion.author || text.trim() === "") return;
    const innerAt = (start: number): InnerChange => ({
      ...{ kind: "delete", author, date, start, end: start + text.length, text },
    });
    const isKnown = insertion.author !== "";
    if (isKnown && this.#hidden?.author === insertion.author) {
      this.#hidden.inner.push(innerAt(this.#hidden.text.length));
      this.#hidden.text += text;
    } else if (this.#hidden || !isKnown) this.#around.notice("insertion-taken-back", { author, words: text.trim() });
    else {
      const { marker, end } = markup.beginInsertion(insertion);
      this.#around.put(marker);
      const inner = [innerAt(0)];
      end({ text, inner });
      const again = (whole: string): void => end({ text: whole, inner });
      this.#changed.insertion = { id: "", author: insertion.author, text, notes: [], inner, end: again };
    }
  }

  /** Reads a drawing: text boxes, pictures, equations or other objects. */
  #drawing(element: XmlElement): void {
    const boxes = textBoxesIn(element);
    if (this.#hidden && boxes.length > 0) {
      const text = boxes.flatMap(paragraphTexts).join(" ").trim();
      this.#around.notice("text-box-put-in", { author: this.#hidden.author, words: text });
      return;
    }
    for (const box of boxes) this.#around.box(box);
    const hasBoxes = boxes.length > 0;
    const shown = this.#shown();
    if (shown.hidden === true) {
      if (hasBoxes) return;
      this.#around.notice("hidden-text-left-out", {});
      return;
    }
    const { pieces, notices } = readDrawing(
      element,
      { marks: runMarks(shown, undefined, () => undefined), hasBoxes },
      this.#around.objects,
    );
    for (const { code, params } of notices) this.#around.notice(code, params);
    for (const piece of pieces) {
      if (this.#hidden) this.#hidden.text += piecesText([piece]);
      else this.#around.put(piece);
    }
  }

  /** Returns the effective style of the text: the paragraph's, overridden by each span's. */
  #shown(): OdtStyle {
    return [this.#paragraphStyle, ...this.#spans].reduce((base, span) => ({
      ...base,
      ...Object.fromEntries(Object.entries(span).filter(([, value]) => value !== undefined)),
    }));
  }
}

function isDeletion(part: XmlElement | string | undefined): boolean {
  return typeof part === "object" && part.name === "text:change";
}

function commentsBelow(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => (part.name === "office:annotation" ? [part] : commentsBelow(part)));
}

/** Returns the text boxes below, including shapes with text. */
function textBoxesIn(element: XmlElement): XmlElement[] {
  const parts = childElements(element);
  if (element.name === "draw:text-box" || parts.some(({ name }) => name === "text:p")) return [element];
  return parts.filter(({ name }) => name.startsWith("draw:")).flatMap(textBoxesIn);
}
