import type { Block, Blocks, Piece } from "#core/text/segments/block.ts";

/** Returns a block's content: marks in brackets, a break as ⏎, a note reference between carets. */
export function showPieces(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "break") return "⏎";
      if (piece.kind === "marker") return "";
      if (piece.kind === "note") return `^${piece.note}^`;
      const marks = piece.marks.map((mark) => mark.type.name);
      return marks.length > 0 ? `[${marks.join("+")}:${piece.text}]` : piece.text;
    })
    .join("");
}

/** Lists blocks, one per line: the file's hints about each, then its content. */
export function showBlocks(blocks: Pick<Blocks, "blocks">): string[] {
  return blocks.blocks.map((block) => [...hintsOf(block), showPieces(block.pieces).trim()].filter(Boolean).join(" "));
}

function hintsOf({ heading, number, list, cell }: Block): string[] {
  return [
    heading === null ? "" : `h${String(heading)}`,
    cell ? `${String(cell.row)}:${String(cell.column)}${cell.header ? "!" : ""}` : "",
    list ? `${"  ".repeat(list.level)}${number ?? "•"}` : (number ?? ""),
  ];
}
