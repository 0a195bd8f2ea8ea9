import type { WrittenPiece } from "../exports/write-file.ts";

interface NamedFile {
  fileName: string;
  mediaType: string;
}

/** A file as an answer. */
export interface FileAnswer extends NamedFile {
  bytes: Uint8Array;
}

/** A file that is written while it is taken; not taking more of its pieces ends the writing. */
export interface WrittenFile extends NamedFile {
  pieces: AsyncGenerator<WrittenPiece, void>;
}
