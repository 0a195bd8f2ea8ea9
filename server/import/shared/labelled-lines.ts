import type { Piece } from "#core/text/block.ts";
import { bulletAtStart, follows, isFirst, labelsAtStart, type Label } from "#core/text/numbering.ts";

/**
 * Cuts a paragraph at the line ends inside it where the next line begins with a label of a list: "a) …⏎b) …" typed
 * without blank lines is two clauses. A line that merely happens to begin with a number, in a paragraph wrapped by its
 * editor, is told by the sequence: the label must be a first one or follow one of the same paragraph.
 *
 * Line ends inside are "\n" in the pieces' text or hard breaks.
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
      (one) => one.sure && (isFirst(one.label) || seen.some((earlier) => follows(earlier, one.label))),
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

/** The lines of a paragraph, each with the piece that parted it from the line before. */
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
