import { blockOf, textOf, type Block, type CellPlace, type Piece } from "#core/text/block.ts";
import { labelOf } from "#core/text/numbering.ts";

/**
 * One cell as one block: a cell is the unit people comment on, so its paragraphs become lines of one clause, and the
 * numbers of lists inside it part of its text. Language and direction are those of its first paragraph.
 */
export function cellBlock(paragraphs: readonly Block[], cell: CellPlace): Block {
  const lines = paragraphs.filter(
    (block) => block.number !== null || textOf(block.pieces).trim() !== "" || holdsMore(block),
  );
  const pieces = lines.flatMap((block, at): Piece[] => [
    ...(at > 0 ? [{ kind: "break" } as const] : []),
    ...(block.number === null ? [] : [{ kind: "text", text: `${labelOf(block.number).text} `, marks: [] } as const]),
    ...block.pieces,
  ]);
  return blockOf(pieces, {
    cell,
    language: lines[0]?.language ?? null,
    direction: lines[0]?.direction ?? null,
    anchors: paragraphs.flatMap((block) => block.anchors),
  });
}

function holdsMore(block: Block): boolean {
  return block.pieces.some((piece) => piece.kind === "note" || piece.kind === "marker");
}
