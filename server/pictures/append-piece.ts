/**
 * Appends a piece of a file to the pieces that are kept of it. One that follows the last piece in the file becomes part of
 * it, because a hostile picture may have millions of parts, each of a few bytes.
 */
export function appendPiece(pieces: Uint8Array[], piece: Uint8Array): void {
  const last = pieces.at(-1);
  const isNext = last?.buffer === piece.buffer && last.byteOffset + last.length === piece.byteOffset;
  if (last && isNext) {
    pieces[pieces.length - 1] = new Uint8Array(last.buffer, last.byteOffset, last.length + piece.length);
  } else pieces.push(piece);
}
