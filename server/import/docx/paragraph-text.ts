import type { Mark } from "prosemirror-model";
import { furnitureStyles } from "#core/compile/furniture-styles.ts";
import type { PutNote } from "#core/receive/file-markup.ts";
import { type Piece, textOf } from "#core/text/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import type { PutWords } from "../shared/joined-changes.ts";
import type { ChangesShown } from "../shared/markup-recorder.ts";
import { Tally } from "../shared/notices.ts";
import { runMarks } from "../shared/run-marks.ts";
import { child, childElements, textBelow, valueOf, type XmlElement } from "../shared/xml.ts";
import type { Relationship } from "./docx-parts.ts";
import { type Fields, hrefOf, isContents } from "./fields.ts";
import type { NoteKind } from "./numbering.ts";
import {
  hasOwnColour,
  override,
  readRunProperties,
  type RunProperties,
  type Style,
  type StyleSheet,
} from "./styles.ts";
import { characterOfSymbol } from "./symbol.ts";
import type { TrackedMarkup } from "./tracked-markup.ts";
import { wordsEver } from "./words.ts";

/** A paragraph's context in its file, with callbacks for findings. */
export interface Surroundings {
  readonly styles: StyleSheet;
  readonly changes: ChangesShown;
  readonly links: ReadonlyMap<string, Relationship>;
  /** Fields may span paragraphs. */
  readonly fields: Fields;
  readonly tracked: Tally;
  /** Reports a tracked change of formatting only. */
  reformatted(): void;
  /** Recorder for changes and comments. Null if they are not wanted. */
  readonly markup: TrackedMarkup | null;
  notice(code: ReadingNotice, params?: Record<string, string | number>): void;
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
  let pieces: Piece[] = [];
  let { changes } = around;
  /** Notes in the insertion being read. Null outside an insertion. */
  let putNotes: PutNote[] | null = null;
  /** Author of the insertion being read. */
  let putBy: string | undefined;
  const anchors: string[] = [];
  const languages = new Tally();
  const boxes: XmlElement[] = [];
  inside(paragraph, undefined);
  return { pieces, anchors, languages, boxes };

  function inside(parent: XmlElement, href: string | undefined): void {
    const elements = childElements(parent);
    for (const [at, element] of elements.entries()) {
      const { name, attributes } = element;
      if (name === "w:r") run(element, href);
      else if (name === "w:hyperlink") inside(element, linkOf(element) ?? href);
      else if (name === "w:fldSimple") simpleField(element, href);
      else if (name === "w:sdt") contentControl(element, href);
      else if (transparent.has(name)) inside(element, href);
      else if (name === "w:ins" || name === "w:moveTo") inserted(element, href);
      else if (name === "w:del" || name === "w:moveFrom")
        deleted(element, href, [nextTo(elements, at, -1), nextTo(elements, at, 1)].some(isDeletion));
      else if (name.startsWith("w:comment")) comment(element);
      else if (name.startsWith("w:move")) around.markup?.range(element);
      else if (name === "mc:AlternateContent") inside(chosen(element), href);
      else if (name === "w:bookmarkStart") anchors.push(attributes["w:name"] ?? "");
      else if (name === "m:oMath" || name === "m:oMathPara") equation(element);
      else if (name === "w:subDoc") around.notice("part-left-out", { what: name });
    }
  }

  function inserted(element: XmlElement, href: string | undefined): void {
    around.tracked.add(element.name);
    if (changes === "accept") inside(element, href);
    else if (around.markup) pieces.push(around.markup.insertion(element, () => insertedWords(element, href)));
  }

  /** Reads an insertion's text, without text deleted from it again. It is not part of the draft's text. */
  function insertedWords(element: XmlElement, href: string | undefined): PutWords {
    const outer = { pieces, changes, putNotes, putBy };
    const notes: PutNote[] = [];
    pieces = [];
    changes = "accept";
    putNotes = notes;
    putBy = element.attributes["w:author"];
    inside(element, href);
    const text = textOf(pieces);
    ({ pieces, changes, putNotes, putBy } = outer);
    return { text, notes };
  }

  function deleted(element: XmlElement, href: string | undefined, isBesideDeletion: boolean): void {
    around.tracked.add(element.name);
    if (putNotes && element.name === "w:del") tellOfTakenBack(element);
    if (changes === "accept") return;
    const outer = pieces;
    const read = (): Piece[] => {
      pieces = [];
      inside(element, href);
      return pieces;
    };
    const found = around.markup ? around.markup.deletion(element, read) : read();
    pieces = outer;
    pieces.push(...found);
    // Deleted text takes its notes with it. If only the sign was deleted, the note itself was deleted.
    if (textOf(found).trim() !== "" || isBesideDeletion) return;
    for (const piece of found) if (piece.kind === "note") around.noteTakenOut(piece.note, element);
  }

  /**
   * Text inserted by one person and deleted by another is in neither state of the text. No change can represent it, so
   * a notice reports it.
   */
  function tellOfTakenBack(element: XmlElement): void {
    const author = element.attributes["w:author"];
    const words = textBelow(element).trim();
    if (author !== putBy && words !== "") around.notice("insertion-taken-back", { author: author ?? "", words });
  }

  function comment(element: XmlElement): void {
    pieces.push(...(around.markup?.comment(element) ?? []));
  }

  function contentControl(element: XmlElement, href: string | undefined): void {
    const content = child(element, "w:sdtContent");
    if (content) inside(content, href);
  }

  function simpleField(element: XmlElement, href: string | undefined): void {
    const instruction = element.attributes["w:instr"] ?? "";
    if (isContents(instruction)) return;
    inside(element, /^\s*HYPERLINK\b/iu.test(instruction) ? (hrefOf(instruction) ?? href) : href);
  }

  function linkOf(element: XmlElement): string | undefined {
    const { attributes } = element;
    const target = around.links.get(attributes["r:id"] ?? "")?.target;
    const anchor = attributes["w:anchor"];
    if (target === undefined) return anchor === undefined ? undefined : `#${anchor}`;
    return anchor === undefined || target.includes("#") ? target : `${target}#${anchor}`;
  }

  function run(element: XmlElement, href: string | undefined): void {
    const raw = child(element, "w:rPr");
    if (isPrintedSign(raw, element) && !putNotes) return;
    const formatting = child(raw, "w:rPrChange");
    if (formatting) around.reformatted();
    const changed = changes === "reject" ? child(formatting, "w:rPr") : undefined;
    const own = readRunProperties(changed ?? raw);
    const characterStyle = around.styles.find(child(changed ?? raw, "w:rStyle")?.attributes["w:val"]);
    const shown = shownProperties(own, characterStyle?.run ?? {}, style?.run ?? {}, around.styles.defaults);
    if (shown.hidden) {
      if (textBelow(element).trim() !== "") around.notice("hidden-text-left-out");
      return;
    }
    const marks = runMarks(shown, href ?? around.fields.href, (left) => around.notice("link-left-out", { href: left }));
    if (!around.markup || putNotes || !hasOwnColour(changed ?? raw)) {
      content(element, marks, shown, href);
      return;
    }
    const outer = pieces;
    const found = around.markup.coloured(() => {
      pieces = [];
      content(element, marks, shown, href);
      return pieces;
    });
    pieces = outer;
    pieces.push(...found);
  }

  function content(element: XmlElement, marks: readonly Mark[], shown: RunProperties, href: string | undefined): void {
    for (const part of childElements(element)) {
      const { name, attributes } = part;
      if (name === "w:fldChar") fieldCharacter(attributes["w:fldCharType"]);
      else if (name === "w:instrText") around.fields.instruct(textBelow(part));
      else if (around.fields.inInstruction || around.fields.inContents) continue;
      else if (name === "w:t" || name === "w:delText") text(textBelow(part), marks, shown);
      else if (name === "w:tab" || name === "w:ptab") text("\t", marks, shown);
      else if (name === "w:cr" || (name === "w:br" && !/page|column/u.test(attributes["w:type"] ?? "")))
        pieces.push({ kind: "break" });
      else if (name === "w:br") text(" ", marks, shown);
      else if (name === "w:noBreakHyphen") text("\u2011", marks, shown);
      else if (name === "w:softHyphen") text("\u00AD", marks, shown);
      else if (name === "w:sym") symbol(attributes["w:font"] ?? "", attributes["w:char"] ?? "", marks, shown);
      else if (name === "w:commentReference") comment(part);
      else if (name === "w:footnoteReference" || name === "w:endnoteReference") {
        if (reference(element, part)) return;
      } else if (name === "w:drawing" || name === "w:pict" || name === "w:object") drawing(part);
      else if (name === "mc:AlternateContent") content(chosen(part), marks, shown, href);
      else if (name === "w:ruby") inside(child(part, "w:rubyBase") ?? part, href);
    }
  }

  function text(value: string, marks: readonly Mark[], shown: RunProperties): void {
    pieces.push({ kind: "text", text: value, marks });
    const letters = value.match(/\p{L}/gu)?.length ?? 0;
    const tag = shown.rightToLeft
      ? shown.bidiLanguage
      : /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(value)
        ? shown.eastAsianLanguage
        : shown.language;
    if (letters > 0 && tag !== undefined) languages.add(tag, letters);
  }

  /** Returns true if the rest of the run is the note's own mark, not text. */
  function reference(element: XmlElement, part: XmlElement): boolean {
    const kind = part.name === "w:footnoteReference" ? "footnote" : "endnote";
    const custom = /^(?:1|true|on)$/iu.test(part.attributes["w:customMarkFollows"] ?? "");
    const mark = custom ? childElements(element, "w:t").map(textBelow).join("").trim() : "";
    if (putNotes) {
      const words = around.noteText(part);
      if (words !== undefined) putNotes.push({ at: textOf(pieces).length, text: words });
      return mark !== "";
    }
    const note = around.refer(kind, part.attributes["w:id"] ?? "", mark === "" ? null : mark);
    if (note !== undefined) pieces.push({ kind: "note", note });
    return mark !== "";
  }

  function symbol(font: string, code: string, marks: readonly Mark[], shown: RunProperties): void {
    const character = characterOfSymbol(font, code);
    if (character === undefined) around.notice("symbol-unknown", { font, code });
    text(character ?? "\uFFFD", marks, shown);
  }

  function fieldCharacter(type: string | undefined): void {
    const { fields } = around;
    if (type === "begin") fields.begin();
    else if (type === "separate") {
      fields.separate();
      if (fields.inContents) around.notice("contents-left-out");
    } else if (type === "end") {
      const instruction = fields.end();
      if (instruction !== undefined && /^\s*(?:REF|PAGEREF|NOTEREF|SEQ|DATE|QUOTE)\b/iu.test(instruction)) {
        around.notice("field-without-result", { field: instruction.trim().slice(0, 80) });
      }
    }
  }

  /** Reads a drawing: text boxes, a picture, or another object without text. */
  function drawing(part: XmlElement): void {
    const found = textBoxesIn(part);
    if (putNotes && found.length > 0) {
      around.notice("text-box-put-in", { author: putBy ?? "", words: found.map(wordsEver).join(" ") });
      return;
    }
    boxes.push(...found);
    if (found.length > 0) return;
    const description = descriptionOf(part);
    around.notice(part.name === "w:object" ? "object-left-out" : "picture-left-out", { description });
  }

  function equation(element: XmlElement): void {
    around.notice("equation-as-text");
    const found = runTexts(element);
    if (found !== "") pieces.push({ kind: "text", text: found, marks: [] });
  }
}

/**
 * Returns whether a run is a note sign that our export printed without a real note. Text typed after the sign has the
 * same style. A run longer than 4 characters or with spaces is therefore text.
 */
function isPrintedSign(properties: XmlElement | undefined, element: XmlElement): boolean {
  return valueOf(properties, "w:rStyle") === furnitureStyles.printedNote && /^\S{0,4}$/u.test(textBelow(element));
}

/** Returns the next element on one side. Skips comments and bookmarks, which are not text. */
function nextTo(elements: readonly XmlElement[], from: number, step: 1 | -1): XmlElement | undefined {
  let at = from + step;
  for (let element = elements[at]; element && isMark(element); element = elements[at]) at += step;
  return elements[at];
}

function isMark(element: XmlElement): boolean {
  if (element.name !== "w:r") return /^w:(?:comment|bookmark)/u.test(element.name);
  const [first, ...others] = childElements(element).filter(({ name }) => name !== "w:rPr");
  return first?.name === "w:commentReference" && others.length === 0;
}

function isDeletion(element: XmlElement | undefined): boolean {
  return element?.name === "w:del" || element?.name === "w:moveFrom";
}

/** Word stores a drawing twice for older readers. The first choice is the one that Word displays. */
export function chosen(alternatives: XmlElement): XmlElement {
  return (
    child(alternatives, "mc:Choice") ?? child(alternatives, "mc:Fallback") ?? { name: "", attributes: {}, children: [] }
  );
}

/**
 * Returns a run's effective properties. Italics and bold are toggles. Set by both the paragraph style and the character
 * style, they cancel out (ISO 29500-1, 17.7.3). Set on the run itself, they apply as set.
 */
function shownProperties(
  own: RunProperties,
  character: RunProperties,
  paragraph: RunProperties,
  defaults: RunProperties,
): RunProperties {
  const inherited = override(override(defaults, paragraph), character);
  return override(
    {
      ...inherited,
      italic: toggled(character.italic, paragraph.italic, defaults.italic),
      bold: toggled(character.bold, paragraph.bold, defaults.bold),
      strike: toggled(character.strike, paragraph.strike, defaults.strike),
    },
    own,
  );
}

function toggled(
  character: boolean | undefined,
  paragraph: boolean | undefined,
  byDefault: boolean | undefined,
): boolean {
  return byDefault === true || (character === true) !== (paragraph === true);
}

function textBoxesIn(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => {
    if (part.name === "w:txbxContent") return [part];
    return textBoxesIn(part.name === "mc:AlternateContent" ? chosen(part) : part);
  });
}

function descriptionOf(element: XmlElement): string {
  for (const part of childElements(element)) {
    const own = part.attributes["descr"] ?? part.attributes["alt"] ?? part.attributes["title"];
    if (own !== undefined && own !== "") return own;
    const below = descriptionOf(part);
    if (below !== "") return below;
  }
  return "";
}

function runTexts(element: XmlElement): string {
  return element.children
    .map((part) =>
      typeof part === "string" ? "" : part.name === "m:t" || part.name === "w:t" ? textBelow(part) : runTexts(part),
    )
    .join("");
}
