import type { FileProgress } from "#core/contract/file-pieces.ts";

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

/** Some bytes of a file, or none, and how far the whole has come. */
export interface WrittenPiece extends FileProgress {
  bytes: Uint8Array;
}
