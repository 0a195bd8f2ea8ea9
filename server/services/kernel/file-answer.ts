import type { WordForm } from "#core/compile/word-layout.ts";
import type { FileProgress } from "#core/contract/file-pieces.ts";
import type { Context } from "./context.ts";

interface NamedFile {
  fileName: string;
  mediaType: string;
  /** The head of the public audit chain, such as "4711:9f2c…", for files that show what the forum has. */
  auditHead?: string;
}

/** A complete file to send as a response. */
export interface FileAnswer extends NamedFile {
  bytes: Uint8Array;
}

/** A file that is written while it is read. Closing the generator stops the writing. */
export interface WrittenFile extends NamedFile {
  /** For a Word redline of two versions. */
  redline?: WordForm;
  pieces: AsyncGenerator<WrittenPiece, void>;
}

/** A chunk of a file, possibly empty, with the progress of the whole file. */
export interface WrittenPiece extends FileProgress {
  bytes: Uint8Array;
}

/**
 * Returns the base of identifiers: the forum's URL or, if that is unknown, a tag URI (RFC 4151). A tag URI identifies
 * things but cannot be opened.
 */
export function identifyingBase({ publicUrl }: Pick<Context, "publicUrl">, forumId: string): string {
  return publicUrl ?? `tag:rapporteur.example,2013:${forumId}`;
}
