import { type Block, blockOf, type CellPlace, type Piece, textOf } from "#core/text/segments/block.ts";
import { bulletAtStart, follows, isFirst, type Label, labelOf, labelsAtStart } from "#core/text/labels/numbering.ts";

/**
 * Merges the paragraphs of a cell into one block, because a cell is the unit that people comment on. The paragraphs
 * become lines of one clause, and list numbers become part of its text. Language and direction come from the first
 * paragraph.
 */
export function cellBlock(paragraphs: readonly Block[], cell: CellPlace): Block {
  const lines = paragraphs.filter(
    (block) => block.number !== null || textOf(block.pieces).trim() !== "" || hasMore(block),
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

function hasMore(block: Block): boolean {
  return block.pieces.some((piece) => piece.kind === "note" || piece.kind === "marker");
}

/**
 * Splits a paragraph at line ends where the next line begins with a list label: "a) …⏎b) …" typed without blank lines
 * is 2 clauses. In a paragraph wrapped by its editor, a line may begin with a number by chance. A label therefore
 * counts only if it is a first one or follows one of the same paragraph.
 *
 * Line ends are "\n" in the pieces' text or hard breaks.
 */
export function cutAtLabelledLines(pieces: readonly Piece[]): Piece[][] {
  const lines = linesOf(pieces);
  const blocks: Piece[][] = [];
  const seen: Label[] = [];
  let bulleted = false;
  for (const { pieces: line, end } of lines) {
    const text = line
      .map((piece) => (piece.kind === "text" ? piece.text : ""))
      .join("")
      .trimStart();
    const label = labelsAtStart(text).find(
      (candidate) =>
        candidate.sure &&
        (candidate.label.option !== null ||
          isFirst(candidate.label) ||
          seen.some((earlier) => follows(earlier, candidate.label))),
    )?.label;
    const bullet: boolean = bulletAtStart(text) > 0 && (bulleted || !label);
    const last = blocks.at(-1);
    if (!last || label !== undefined || (bullet && text !== "")) blocks.push([...line]);
    else last.push(...(end ? [end] : []), ...line);
    if (label) seen.push(label);
    bulleted ||= bullet;
  }
  return blocks;
}

/** Returns the lines of a paragraph, each with the piece that separates it from the previous line. */
function linesOf(pieces: readonly Piece[]): { pieces: Piece[]; end: Piece | undefined }[] {
  let line: { pieces: Piece[]; end: Piece | undefined } = { pieces: [], end: undefined };
  const lines = [line];
  for (const piece of pieces) {
    if (piece.kind === "break") {
      line = { pieces: [], end: piece };
      lines.push(line);
    } else if (piece.kind === "text" && piece.text.includes("\n")) {
      for (const [at, text] of piece.text.split("\n").entries()) {
        if (at > 0) {
          line = { pieces: [], end: { ...piece, text: "\n" } };
          lines.push(line);
        }
        if (text) line.pieces.push({ ...piece, text });
      }
    } else line.pieces.push(piece);
  }
  return lines;
}

/**
 * Marks a note's whole text as deleted, for a note whose sign alone was deleted. A note that already begins with a
 * tracked change stays as it is.
 */
export function markedDeleted(blocks: readonly Block[], ends: () => { start: Piece; end: Piece }): Block[] {
  const [first, ...others] = blocks;
  const opening = first?.pieces.find((piece) => piece.kind !== "text" || piece.text.trim() !== "");
  if (!first || opening?.kind === "marker") return [...blocks];
  const { start, end } = ends();
  const marked = [{ ...first, pieces: [start, ...first.pieces] }, ...others];
  return marked.map((block, at) => (at === marked.length - 1 ? { ...block, pieces: [...block.pieces, end] } : block));
}
