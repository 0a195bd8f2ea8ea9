import type { Block, Piece } from "#core/text/block.ts";

/**
 * A note whose sign alone was taken out of the text: a deletion of all that it says, between these ends, unless what is
 * tracked in the note itself says so already.
 */
export function noteTakenOut(blocks: readonly Block[], ends: () => { start: Piece; end: Piece }): Block[] {
  const [first, ...others] = blocks;
  const opening = first?.pieces.find((piece) => piece.kind !== "text" || piece.text.trim() !== "");
  if (!first || opening?.kind === "marker") return [...blocks];
  const { start, end } = ends();
  const marked = [{ ...first, pieces: [start, ...first.pieces] }, ...others];
  return marked.map((block, at) => (at === marked.length - 1 ? { ...block, pieces: [...block.pieces, end] } : block));
}
