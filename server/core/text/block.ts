import type { Mark } from "prosemirror-model";
import type { Notice, ReadingNotice } from "#core/text/notice.ts";

/** A piece of a block's text, before it is cut into clauses. */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly marks: readonly Mark[] }
  | { readonly kind: "break" }
  /** A reference to a note: the key of the note in `Blocks.notes`. */
  | { readonly kind: "note"; readonly note: string }
  /** A place that is wanted once the text has its final form: where a tracked change or a comment begins or ends. */
  | { readonly kind: "marker"; readonly marker: string };

/** A cell's place in its table, counted from 1. */
export interface CellPlace {
  /** The same for all cells of one table and for no other table. */
  readonly id: string;
  readonly row: number;
  readonly column: number;
  readonly header: boolean;
}

/** One paragraph, heading, list entry or cell as a file holds it, with all the file says about its part in the text. */
export interface Block {
  readonly pieces: readonly Piece[];
  /** The number the file itself puts before it, as the page shows it ("1.1.", "(a)"); null where none or typed. */
  readonly number: string | null;
  /** The list it is an entry of; level counts from 0. A list entry without a number has a bullet. */
  readonly list: { readonly id: string; readonly level: number } | null;
  /** 0 for a title, 1 and up for headings; null for everything else. */
  readonly heading: number | null;
  readonly cell: CellPlace | null;
  /** BCP 47; null where the file says nothing other than for the whole text. */
  readonly language: string | null;
  readonly direction: "ltr" | "rtl" | null;
  /** Names by which links inside the file reach this block. */
  readonly anchors: readonly string[];
}

/** A notice that waits for its place: the index of a block, or a place that is known already. */
export interface PendingNotice {
  readonly code: ReadingNotice;
  readonly params: Notice["params"];
  readonly at: number | string;
}

/** What a file reader hands over: the file's text in reading order, not yet cut into clauses. */
export interface Blocks {
  readonly blocks: readonly Block[];
  /** The notes by the key their references carry, with the label the page shows. */
  readonly notes: ReadonlyMap<string, { readonly label: string; readonly blocks: readonly Block[] }>;
  /** The language the file declares for the whole text (BCP 47); null where it says none. */
  readonly language: string | null;
  readonly notices: readonly PendingNotice[];
}

/** A block that is a plain paragraph; what differs is given. */
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

/** The text of pieces as a clause holding them would have it: a break reads as a blank, references and markers as nothing. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === "text" ? piece.text : piece.kind === "break" ? " " : "")).join("");
}

/** The text of blocks, for guessing their language. */
export function plainTextOf(blocks: readonly Block[]): string {
  return blocks.map((block) => textOf(block.pieces)).join("\n");
}
