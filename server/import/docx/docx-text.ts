import type { InnerChange, InsertedNote } from "#core/receive/file-markup.ts";
import { type InsertedText, shifted } from "../shared/joined-changes.ts";
import { childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** Returns the text of all runs below an element, with spaces between paragraphs and without deleted text. */
function remainingText(element: XmlElement): string {
  return childElements(element)
    .map((part) => (part.name === "w:t" ? textBelow(part) : `${remainingText(part)}${part.name === "w:p" ? " " : ""}`))
    .join("");
}

/** A line of text with its notes, and the changes by other people inside it. */
export type InsertedLine = InsertedText & { notes: InsertedNote[]; inner?: InnerChange[] };

/**
 * Returns the same text as one trimmed line, with the notes it refers to. `noteOf` returns a note's text, or undefined
 * if the note does not exist. `author` is the person who inserted the text: changes by others inside it are returned and
 * not applied.
 */
export function lineWithNotes(
  element: XmlElement,
  noteOf: (reference: XmlElement) => string | undefined,
  author?: string,
): InsertedLine {
  const notes: InsertedNote[] = [];
  const inner: InnerChange[] = [];
  let raw = "";
  const isByOther = ({ attributes }: XmlElement): boolean =>
    author !== undefined && (attributes["w:author"] ?? "") !== author;
  /** Records a change by another person. Only a deletion's text belongs to the line. */
  const change = (kind: InnerChange["kind"], part: XmlElement): void => {
    const { "w:author": by = "", "w:date": date = null } = part.attributes;
    const text = kind === "delete" ? deletedText(part) : remainingText(part);
    const start = raw.length;
    if (kind === "delete") raw += text;
    if (text !== "") inner.push({ kind, author: by, date, start, end: raw.length, text });
  };
  const read = (parent: XmlElement): void => {
    for (const part of childElements(parent)) {
      if (part.name === "w:t") raw += textBelow(part);
      else if (part.name === "w:tab" || part.name === "w:br") raw += " ";
      else if (part.name === "w:footnoteReference" || part.name === "w:endnoteReference") {
        const text = noteOf(part);
        if (text !== undefined) notes.push({ at: raw.replace(/\s+/gu, " ").trimStart().length, text });
      } else if (part.name === "w:del" && isByOther(part)) change("delete", part);
      else if (part.name === "w:ins" && isByOther(part)) change("insert", part);
      else if (part.name !== "w:del" && part.name !== "w:moveFrom") read(part);
      if (part.name === "w:p") raw += " ";
    }
  };
  read(element);
  const text = raw.replace(/\s+/gu, " ").trim();
  const line = { text, notes: notes.map((note) => ({ ...note, at: Math.min(note.at, text.length) })) };
  if (inner.length === 0) return line;
  const placeOf = (at: number): number =>
    Math.min(text.length, raw.slice(0, at).replace(/\s+/gu, " ").trimStart().length);
  const placed = inner.map((change): InnerChange => {
    const [start, end] = [placeOf(change.start), placeOf(change.end)];
    return { ...change, start, end, text: change.kind === "delete" ? text.slice(start, end) : change.text };
  });
  return { ...line, inner: placed };
}

/** Returns the deleted text of all runs below an element. */
function deletedText(element: XmlElement): string {
  return childElements(element)
    .map((part) => (/^w:(?:t|delText)$/u.test(part.name) ? textBelow(part) : deletedText(part)))
    .join("");
}

/** Returns all text below an element as one line, including deleted text. */
export function fullText(element: XmlElement): string {
  const everyText = (parent: XmlElement): string =>
    childElements(parent)
      .map((part) => (/^w:(?:t|delText)$/u.test(part.name) ? textBelow(part) : everyText(part)))
      .join("");
  return everyText(element).replace(/\s+/gu, " ").trim();
}

/** Returns the text inserted into a paragraph. */
export function insertedTextIn(paragraph: XmlElement): string {
  return childElements(paragraph)
    .map((part) => (part.name === "w:ins" || part.name === "w:moveTo" ? remainingText(part) : insertedTextIn(part)))
    .join("")
    .trim();
}

/** Joins paragraphs into one text, each with its line end. */
export function joinedLines(lines: readonly InsertedLine[]): InsertedLine {
  let text = "";
  const notes: InsertedNote[] = [];
  const inner: InnerChange[] = [];
  for (const line of lines) {
    notes.push(...line.notes.map((note) => ({ ...note, at: note.at + text.length })));
    inner.push(...shifted(line.inner, text.length));
    text += `${line.text}\n`;
  }
  return { text, notes, inner };
}

/** Joins the text of cells into one, with a separator between them, and with the changes by other people inside. */
export function joinedCells(cells: readonly Pick<InsertedText, "text" | "inner">[], separator: string): InsertedText {
  let reached = 0;
  const inner = cells.flatMap((cell) => {
    const moved = shifted(cell.inner, reached);
    reached += cell.text.length + separator.length;
    return moved;
  });
  return { text: cells.map(({ text }) => text).join(separator), inner };
}

/** Returns the text of all runs below an element, of an equation too. */
export function runTexts(element: XmlElement): string {
  return element.children
    .map((part) =>
      typeof part === "string" ? "" : part.name === "m:t" || part.name === "w:t" ? textBelow(part) : runTexts(part),
    )
    .join("");
}

/** WordprocessingML elements that contain text (CT_Text). Each belongs in a run. */
const ofWords = new Set(["w:t", "w:delText", "w:instrText", "w:delInstrText"]);

/** Permitted parents of other elements. An element under another parent is not read. */
const parents: Readonly<Record<string, ReadonlySet<string>>> = {
  "w:r": new Set(
    "w:p w:hyperlink w:ins w:del w:moveFrom w:moveTo w:sdtContent w:smartTag w:customXml w:fldSimple w:dir w:bdo w:rt w:rubyBase mc:Choice mc:Fallback m:r m:ctrlPr".split(
      " ",
    ),
  ),
  "w:p": new Set(
    "w:body w:tc w:txbxContent w:sdtContent w:customXml w:smartTag w:ins w:del w:moveFrom w:moveTo w:footnote w:endnote w:comment mc:Choice mc:Fallback".split(
      " ",
    ),
  ),
  "w:tr": new Set("w:tbl w:sdtContent w:customXml w:ins w:del w:moveFrom w:moveTo mc:Choice mc:Fallback".split(" ")),
  "w:tc": new Set("w:tr w:sdtContent w:customXml w:ins w:del w:moveFrom w:moveTo mc:Choice mc:Fallback".split(" ")),
};

/**
 * Returns the text below an element in positions where WordprocessingML allows none, outside runs, paragraphs or cells.
 * Readers ignore such text.
 */
export function misplacedText(element: XmlElement): string {
  const texts = element.children.map((part) => {
    if (typeof part === "string") return isLoose(element) ? part.trim() : "";
    const allowed = ofWords.has(part.name) ? runs : parents[part.name];
    return allowed && !allowed.has(element.name) ? textBelow(part).trim() : misplacedText(part);
  });
  return texts.filter(Boolean).join(" ");
}

const runs = new Set(["w:r", "m:r"]);

function isLoose({ name }: XmlElement): boolean {
  return name.startsWith("w:") && !ofWords.has(name);
}

/** Greek letters of the Symbol font, at the code positions of the Latin letters. */
const greekCapitals = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const greekSmall = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/** The most common symbols, by font and code position. */
const signs: Readonly<Record<string, string>> = {
  "symbol b7": "•",
  "symbol b3": "≥",
  "symbol a3": "≤",
  "symbol b1": "±",
  "symbol b4": "×",
  "symbol ae": "→",
  "symbol b0": "°",
  "symbol 2d": "−",
  "symbol a7": "§",
  "wingdings a7": "▪",
  "wingdings 6c": "●",
  "wingdings 6e": "■",
  "wingdings d8": "➢",
  "wingdings e0": "→",
  "wingdings df": "←",
  "wingdings fc": "✓",
  "wingdings a8": "□",
  "wingdings fe": "☑",
};

/**
 * Returns the character that a font's symbol represents. Word stores a symbol as a code position in the font (F0B7 is
 * position B7), which is meaningless without the font. Returns undefined if the font or the position is unknown.
 */
export function characterOfSymbol(font: string, code: string): string | undefined {
  const value = Number.parseInt(code, 16);
  if (!Number.isFinite(value)) return undefined;
  const isPrivate = value >= 0xf000 && value <= 0xf0ff;
  const position = isPrivate ? value - 0xf000 : value;
  const character = signs[`${font.toLowerCase()} ${position.toString(16)}`];
  if (character) return character;
  if (font.toLowerCase() === "symbol") {
    if (position >= 0x41 && position <= 0x5a) return greekCapitals.charAt(position - 0x41);
    if (position >= 0x61 && position <= 0x7a) return greekSmall.charAt(position - 0x61);
    if (position >= 0x20 && position <= 0x40) return String.fromCharCode(position);
    return undefined;
  }
  return isPrivate || value > 0x10ffff || /wingdings|webdings/iu.test(font) ? undefined : String.fromCodePoint(value);
}
