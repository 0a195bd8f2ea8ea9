import type { InsertedCell, RowChange } from "#core/receive/file-markup.ts";
import type { Piece } from "#core/text/segments/block.ts";
import type { ChangeFacts, InsertedText } from "../shared/joined-changes.ts";
import { joinedCells } from "./docx-text.ts";
import { type CommentText, MarkupRecorder, type PendingMarkup } from "../shared/markup-recorder.ts";
import { child, childElements, type XmlElement } from "../shared/xml.ts";

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
