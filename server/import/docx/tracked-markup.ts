import type { InsertedCell, RowChange } from "#core/receive/file-markup.ts";
import type { PendingNotice, Piece } from "#core/text/segments/block.ts";
import type { ChangeFacts, InsertedText } from "../shared/joined-changes.ts";
import { type ChangesShown, type CommentText, MarkupRecorder, type PendingMarkup } from "../shared/markup-recorder.ts";
import { authorsParam } from "../shared/notices.ts";
import { child, childElements, type XmlElement } from "../shared/xml.ts";
import { joinedCells } from "./docx-text.ts";

/** Records the tracked changes and comments of a Word file from its elements. */
export class TrackedMarkup {
  readonly #recorder = new MarkupRecorder();
  #move: { name: string; author: string; within: "w:moveFrom" | "w:moveTo" } | null = null;

  /** Tracks the current move. A move's name is on the edges of its range, not on the runs. */
  range({ name, attributes }: XmlElement): void {
    const [, within, edge] = /^(w:moveFrom|w:moveTo)Range(Start|End)$/u.exec(name) ?? [];
    if (within !== "w:moveFrom" && within !== "w:moveTo") return;
    const author = attributes["w:author"] ?? "";
    this.#move = edge === "Start" ? { name: attributes["w:name"] ?? "", author, within } : null;
  }

  insertion(element: XmlElement, read: () => InsertedText): Piece {
    return this.#recorder.insertion(this.#factsOf(element), read);
  }

  deletion(element: XmlElement, read: () => readonly Piece[]): Piece[] {
    return this.#recorder.deletion(this.#factsOf(element), read);
  }

  /** Returns the start and end markers of a deletion. */
  deletionEnds(element: XmlElement): { start: Piece; end: Piece } {
    return this.#recorder.deletionEnds(this.#factsOf(element));
  }

  coloured(read: () => readonly Piece[]): Piece[] {
    return this.#recorder.coloured(read);
  }

  deletedEnd(element: XmlElement): Piece {
    return this.#recorder.deletedEnd(this.#factsOf(element));
  }

  /**
   * Records an inserted table row with its cells' text. `deleted` is set if another person deleted the row again. `read`
   * also records the comments inside.
   */
  insertedRow(
    { inserted, deleted }: { inserted: XmlElement; deleted: XmlElement | undefined },
    row: RowChange,
    read: () => readonly InsertedCell[],
  ): Piece {
    return this.#recorder.insertion({ ...this.#factsOf(inserted), row }, () => {
      const cells = read();
      const line = joinedCells(cells, "\t");
      const text = `${line.text}\n`;
      const { author, date } = deleted ? this.#factsOf(deleted) : { author: "", date: null };
      if (deleted) return { cells, text, inner: [{ kind: "delete", author, date, start: 0, end: text.length, text }] };
      return { ...line, cells, text };
    });
  }

  /**
   * Returns the start and end markers of a deleted table row. For a row of a nested table only its text counts as
   * deleted.
   */
  deletedRow(element: XmlElement, isNested: boolean): { start: Piece; end: Piece } {
    const facts = this.#factsOf(element);
    return this.#recorder.deletionEnds(isNested ? facts : { ...facts, row: "gone" });
  }

  emptyParagraph(pieces: readonly Piece[]): void {
    this.#recorder.emptyParagraph(pieces);
  }

  beforeTable(pieces: readonly Piece[]): void {
    this.#recorder.beforeTable(pieces);
  }

  /** Records one end of a comment's range, or the reference that replaces a missing range. */
  comment({ name, attributes }: XmlElement): Piece[] {
    const edge = name === "w:commentRangeStart" ? "start" : name === "w:commentReference" ? "point" : "end";
    return this.#recorder.comment(attributes["w:id"] ?? "", edge);
  }

  finish(texts: readonly CommentText[]): PendingMarkup {
    return this.#recorder.finish(texts);
  }

  /**
   * A change by the mover inside moved text is part of the move: an insertion at the destination or a deletion at the
   * origin.
   */
  #factsOf({ name, attributes }: XmlElement): ChangeFacts {
    const author = attributes["w:author"] ?? "";
    const elementName = name === "w:ins" ? "w:moveTo" : name === "w:del" ? "w:moveFrom" : name;
    const isOfMove = elementName === name || (this.#move?.within === elementName && this.#move.author === author);
    return { author, date: attributes["w:date"] ?? null, move: isOfMove ? (this.#move?.name ?? "") : null };
  }
}

/** Returns the comment range edges and comment references below an element. */
export function commentsBelow(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => (part.name.startsWith("w:comment") ? [part] : commentsBelow(part)));
}

/** Returns the tracked changes of a paragraph's end. A paragraph whose end is gone continues in the next one. */
export function endChanges(properties: XmlElement | undefined): Record<"inserted" | "deleted", XmlElement | undefined> {
  const end = child(properties, "w:rPr");
  return {
    inserted: child(end, "w:ins") ?? child(end, "w:moveTo"),
    deleted: child(end, "w:del") ?? child(end, "w:moveFrom"),
  };
}

/** The tracked changes of a paragraph's formatting and numbering. */
export interface ParagraphChanges {
  readonly changes: readonly XmlElement[];
  /** The paragraph's properties with these changes accepted or rejected. */
  readonly properties: XmlElement | undefined;
}

/**
 * Reads the tracked changes of a paragraph's properties: formatting, numbering switched on, or another number. The
 * earlier number is not read: numbers are counted through the text, so that it would not fit the others.
 */
export function paragraphChanges(properties: XmlElement | undefined, shown: ChangesShown): ParagraphChanges {
  const formatting = child(properties, "w:pPrChange");
  const ofNumber = childElements(child(properties, "w:numPr")).filter(
    ({ name }) => name === "w:ins" || name === "w:numberingChange",
  );
  const changes = [...(formatting ? [formatting] : []), ...ofNumber];
  if (shown === "accept") return { changes, properties };
  return { changes, properties: child(formatting, "w:pPr") ?? withoutNewNumbering(properties) };
}

function withoutNewNumbering(properties: XmlElement | undefined): XmlElement | undefined {
  if (!properties || !child(child(properties, "w:numPr"), "w:ins")) return properties;
  const isKept = (node: XmlElement | string): boolean => typeof node === "string" || node.name !== "w:numPr";
  return { ...properties, children: properties.children.filter(isKept) };
}

/** The tracked changes of formatting only. */
export class FormattingChanges {
  #count = 0;
  readonly #authors = new Set<string>();
  /** Number of blocks before the first one. */
  #at = 0;

  /** Counts a change after so many blocks. */
  add({ attributes }: XmlElement, blocks: number): void {
    if (this.#count === 0) this.#at = blocks;
    this.#count += 1;
    this.#authors.add(attributes["w:author"] ?? "");
  }

  /** Returns the notice about them, if there are any. Names their authors if wanted. */
  notices(shown: ChangesShown, { withAuthors }: { withAuthors: boolean }): PendingNotice[] {
    if (this.#count === 0) return [];
    const code = shown === "accept" ? "formatting-changes-accepted" : "formatting-changes-rejected";
    return [{ code, params: { count: this.#count, ...(withAuthors && authorsParam(this.#authors)) }, at: this.#at }];
  }
}

/** Returns whether the element before or after an element of a paragraph is a tracked deletion. */
export function isBesideDeletion(elements: readonly XmlElement[], at: number): boolean {
  return [nextTo(elements, at, -1), nextTo(elements, at, 1)].some(isDeletion);
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
