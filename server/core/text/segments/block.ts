import type { Mark } from "prosemirror-model";
import type { Notice, ReadingNotice } from "#core/text/notice.ts";

/** A piece of a block's text, before the division into clauses. */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly marks: readonly Mark[] }
  | { readonly kind: "break" }
  /** A reference to a note: the note's key in `Blocks.notes`. */
  | { readonly kind: "note"; readonly note: string }
  /** A position to look up once the text has its final form: the start or end of a tracked change or a comment. */
  | { readonly kind: "marker"; readonly marker: string };

/** A cell's position in its table, counted from 1. */
export interface CellPlace {
  /** The same for all cells of one table, and different for every other table. */
  readonly id: string;
  readonly row: number;
  readonly column: number;
  readonly header: boolean;
}

/**
 * One paragraph, heading, list entry or cell of a file, with everything the file records about its role in the text.
 */
export interface Block {
  readonly pieces: readonly Piece[];
  /**
   * The automatic number before the block, as the page shows it ("1.1.", "(a)"); null if there is none or if it was
   * typed.
   */
  readonly number: string | null;
  /** The list that contains the entry; `level` counts from 0. A list entry without a number has a bullet. */
  readonly list: { readonly id: string; readonly level: number } | null;
  /** 0 for a title, 1 and up for headings; null for everything else. */
  readonly heading: number | null;
  readonly cell: CellPlace | null;
  /** BCP 47; null if it is the language of the whole text. */
  readonly language: string | null;
  readonly direction: "ltr" | "rtl" | null;
  /** Names that links inside the file use for this block. */
  readonly anchors: readonly string[];
}

/**
 * A notice whose place is not resolved yet: `at` is the index of a block, or the place itself if it is already known.
 */
export interface PendingNotice {
  readonly code: ReadingNotice;
  readonly params: Notice["params"];
  readonly at: number | string;
}

/** The output of a file reader: the file's text in reading order, before the division into clauses. */
export interface Blocks {
  readonly blocks: readonly Block[];
  /** The notes by the key that their references use, each with the label that the page shows. */
  readonly notes: ReadonlyMap<string, { readonly label: string; readonly blocks: readonly Block[] }>;
  /** The language that the file declares for the whole text (BCP 47); null if it declares none. */
  readonly language: string | null;
  readonly notices: readonly PendingNotice[];
}

/** Creates a plain paragraph; `rest` overrides single properties. */
export function blockOf(pieces: readonly Piece[], rest: Partial<Omit<Block, "pieces">> = {}): Block {
  return {
    pieces,
    number: null,
    list: null,
    heading: null,
    cell: null,
    language: null,
    direction: null,
    anchors: [],
    ...rest,
  };
}

/**
 * Returns the text of pieces as their clause will have it. A break becomes a space; references and markers have no
 * text.
 */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === "text" ? piece.text : piece.kind === "break" ? " " : "")).join("");
}

/** Returns the text of blocks, for guessing their language. Names of pictures and symbols of equations are in none. */
export function plainTextOf(blocks: readonly Block[]): string {
  return blocks.map(({ pieces }) => textOf(pieces.filter((piece) => !isObject(piece)))).join("\n");
}

function isObject(piece: Piece): boolean {
  return piece.kind === "text" && piece.marks.some(({ type }) => type.name === "object");
}

/**
 * The source of a stretch of a version's text in its file. The stretch has the same characters there, one by one.
 *
 * In a Word file, runs are counted in their part, in document order. Within a run, each character of its text counts as
 * one UTF-16 unit, and each tab, break, hyphen or symbol as one. In an OpenDocument text, a run is any element with text
 * of its own. All elements below `office:text` are counted, and the text of elements inside a run is not part of it.
 */
export interface TextSource {
  /** Offset in the version's text. */
  readonly start: number;
  readonly length: number;
  /** Name of the part, such as "word/document.xml". */
  readonly part: string;
  /** Ordinal of the run among all runs of its part, from 0. */
  readonly run: number;
  /** Offset in the run. */
  readonly at: number;
}

/** The sources of a version's text, by offset. Text without a source, such as a symbol's name, is missing. */
export type SourceMap = readonly TextSource[];
